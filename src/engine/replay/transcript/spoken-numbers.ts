/** Numbers that are said in several ways, in one of them, as Whisper's normaliser takes them for the same. */
import { isNumberWord, NUMBER_WORDS, numberWords, valueBelowHundred } from './number-words.js';

const DIGITS = NUMBER_WORDS.slice(0, 10);
const DIGIT = `(?:oh|${DIGITS.join('|')})`;
const SCALE = '(?:hundred|thousand|million|billion)';
const NUMBER = `(?:${NUMBER_WORDS.join('|')})`;
const COIN = '(?:cents?|pence|penny|pennies)';
const NOTE = '(dollar|euro|pound)s?';

/** "two and a half", "half a million". */
const AND_A_HALF = new RegExp(`\\b(${NUMBER}|${SCALE}) and a half\\b`, 'g');
const HALF_OF = new RegExp(`\\b(?:a half|half(?: a)?) (?=${SCALE}\\b)`, 'g');
const REPEATED = new RegExp(`\\b(double|triple) (${DIGIT})\\b`, 'g');
/** "nine one one"; longer ones, such as telephone numbers, stay digits. */
const IN_DIGITS = new RegExp(
  `(?<!\\b(?:${NUMBER}|${SCALE}|oh|point) )\\b${DIGIT}(?: ${DIGIT}){2,3}\\b(?! (?:${NUMBER}|${SCALE}|oh|point)\\b)`,
  'g',
);
const COINS = `(${NUMBER}(?: ${NUMBER})?)`;
/** "two pounds and five pence", "two pounds fifty". */
const WITH_COINS = new RegExp(
  `\\b(?<=(?:${NUMBER}|${SCALE}) )${NOTE} (?:(?:and )?${COINS} ${COIN}|${COINS}(?! (?:${NUMBER}|${SCALE}|point)\\b))\\b`,
  'g',
);

/** @param said words in lower case, figures as words */
export function spokenNumbers(said: readonly string[]): readonly string[] {
  // Most answers have none, and this is half of the time of comparing them.
  if (!said.some((word) => isNumberWord(word) || word === 'half' || word === 'double' || word === 'triple'))
    return said;
  return said
    .join(' ')
    .replace(AND_A_HALF, '$1 point five')
    .replace(HALF_OF, 'zero point five ')
    .replace(REPEATED, (_, times: string, digit: string) => `${digit} ${digit}${times === 'triple' ? ` ${digit}` : ''}`)
    .replace(IN_DIGITS, asOneNumber)
    .replace(WITH_COINS, (amount, note: string, coins: string | undefined, alone = '') => {
      const value = valueBelowHundred(coins ?? String(alone)) ?? 0;
      return value === 0 || (coins === undefined && value < 10)
        ? amount
        : `point ${DIGITS[Math.floor(value / 10)] ?? ''} ${DIGITS[value % 10] ?? ''} ${note}s`;
    })
    .split(' ');
}

/** "nine one one" is 911; a number that begins with nothing is said as it is written. */
function asOneNumber(digits: string): string {
  const written = digits.split(' ').map((digit) => (digit === 'oh' ? 0 : DIGITS.indexOf(digit)));
  if (written[0] === 0) return written.map((digit) => (digit === 0 ? 'oh' : DIGITS[digit])).join(' ');
  return numberWords(Number(written.join(''))).join(' ');
}
