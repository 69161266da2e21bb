/**
 * Brings two transcripts of the same speech to the same words, so that a word error rate counts what was heard
 * differently and not how it was written: case, punctuation, contractions, figures, British and American spelling,
 * hesitations.
 */
import { isNumberWord, numberWords, ordinalWords, yearWords } from './number-words.js';
import { americanSpelling } from './spelling.js';
import { wordTable } from '../../text/word-table.js';

const HESITATION = /^(?:u+m+|u+h+m*|h+m+|m{2,}|m+h+m+|erm?|eh|ah)$/;

const CONTRACTIONS: Readonly<Record<string, string>> = wordTable({
  "can't": 'can not',
  cannot: 'can not',
  "won't": 'will not',
  "shan't": 'shall not',
  "ain't": 'is not',
  "let's": 'let us',
  "y'all": 'you all',
  gonna: 'going to',
  wanna: 'want to',
  gotta: 'got to',
  imma: 'i am going to',
  woulda: 'would have',
  coulda: 'could have',
  shoulda: 'should have',
  "ma'am": 'madam',
  okay: 'ok',
  mr: 'mister',
  mrs: 'missus',
  dr: 'doctor',
  prof: 'professor',
  assoc: 'associate',
  st: 'saint',
  jr: 'junior',
  sr: 'senior',
});

/** After these "'s" is "is"; elsewhere it is a possessive. */
const IS = new Set(
  (
    'it he she that there here what who where when how this everything everyone everybody something someone somebody ' +
    'nothing nobody'
  ).split(' '),
);
/** Before these, as in Whisper's normaliser, it is "has", and "'d" is "had". */
const PERFECT = [
  [/'s (?=(?:been|gone|got)\b)/g, ' has '],
  [/'d (?=(?:been|gone|done)\b)/g, ' had '],
] as const;
const ENDINGS = [
  ["n't", 'not'],
  ["'re", 'are'],
  ["'ve", 'have'],
  ["'ll", 'will'],
  ["'d", 'would'],
  ["'m", 'am'],
] as const;

/** "Main St. is", but "in St. Petersburg". */
const STREET = /(\p{Lu}\p{Ll}+) St\b\.?(?!\s+\p{Lu})/gu;

/** Lower-case words, comparable with those of another transcript. */
export function normaliseWords(text: string): readonly string[] {
  const plain = text
    .replace(STREET, '$1 Street')
    .toLowerCase()
    // What a transcript says about the sound, not words: [laughs], (coughs), <unk>.
    .replace(/\[[^\]]*\]|\([^)]*\)|<[^>]*>/g, ' ')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[’‘ʼ`]/g, "'");
  const spaced = withoutFigureSigns(plain)
    // "a.m.", "u.k.": one word, as without the points.
    .replace(/\b(?:[a-z]\.){2,}/g, (letters) => `${letters.replaceAll('.', '')} `)
    // "10km", "b747": letters and figures are said apart; endings of ordinals and decades stay.
    .replace(/(\d)(?!(?:st|nd|rd|th|s)\b)(?=[a-z])/g, '$1 ')
    .replace(/([a-z])(?=\d)/g, '$1 ')
    .replace(/&/g, ' and ')
    .replace(/[^\p{L}\p{N}\p{M}']+/gu, ' ')
    .replace(...PERFECT[0])
    .replace(...PERFECT[1]);
  const words = spaced.split(' ').map((word) => word.replace(/^'+|'+$/g, ''));
  const said = words.filter((word) => word !== '' && !HESITATION.test(word)).flatMap(expand);
  // "a hundred" is 100.
  const counted = said.map((word, index) => (word === 'a' && LARGE.has(said[index + 1] ?? '') ? 'one' : word));
  return inPairs(counted.filter((word, index) => word !== 'and' || !isWithinNumber(counted, index)));
}

const CURRENCIES: Readonly<Record<string, readonly [string, string]>> = wordTable({
  $: ['dollars', 'cents'],
  '€': ['euros', 'cents'],
  '£': ['pounds', 'pence'],
});
const ONE_OF: Readonly<Record<string, string>> = wordTable({
  dollars: 'dollar',
  euros: 'euro',
  pounds: 'pound',
  cents: 'cent',
  pence: 'penny',
});
const UNITS: Readonly<Record<string, string>> = wordTable({
  km: 'kilometer',
  kg: 'kilogram',
  cm: 'centimeter',
  hr: 'hour',
  hrs: 'hour',
  min: 'minute',
  mins: 'minute',
  '°': 'degree',
});
const MEASURE = /(?<![\d.,])([\d.,]*\d)\s*(?:(km|kg|cm|hrs?|mins?)\b|(°)(?! ?[cf]\b))/g;
const FRACTIONS: Readonly<Record<string, string>> = wordTable({
  '½': 'a half',
  '¼': 'a quarter',
  '¾': 'three quarters',
});
const SCALE = '(?: (?:hundred|thousand|million|billion))';
const AMOUNT = new RegExp(`([$€£])\\s*(\\d+(?:,\\d+)*)(?:\\.(\\d\\d)(?!\\d|${SCALE})|(\\.\\d+)?)(${SCALE}*)`, 'g');

/** Figures as they are read. Most answers have none, and looking for each kind took half of the time of comparing them. */
function withoutFigureSigns(text: string): string {
  const whole = text.replace(/(\d?)\s*([½¼¾])/g, (_, digit: string, sign: string) =>
    digit === '' ? ` ${FRACTIONS[sign] ?? ''} ` : `${digit} and ${FRACTIONS[sign] ?? ''} `,
  );
  const read = /\d/.test(whole) ? figuresRead(whole) : whole;
  const said = read.includes('%') ? read.replace(/(\d|(?<= point [a-z ]*[a-z]))\s*%/g, '$1 percent') : read;
  return said.replace(/\bper cent\b/g, 'percent');
}

/** Amounts of money, thousands with a comma, decimals, times of day. */
function figuresRead(text: string): string {
  return (
    text
      .replace(AMOUNT, (_, sign: string, whole: string, hundredths = '', decimals = '', scale = '') => {
        const [name = '', small = ''] = CURRENCIES[sign] ?? [];
        const rest = Number(hundredths) === 0 ? '' : ` and ${String(Number(hundredths))} ${named(hundredths, small)}`;
        const amount = `${whole}${String(decimals)}${String(scale)}`;
        return `${amount} ${named(amount, name)}${rest} `;
      })
      .replace(MEASURE, (_, count: string, unit: string | undefined, sign: string) => {
        const name = UNITS[unit ?? sign] ?? '';
        return `${count} ${count === '1' ? name : `${name}s`} `;
      })
      .replace(/(?<=^|\s)[-−](?=\d)/g, 'minus ')
      // No year.
      .replace(/\b\d{1,3}(?:,\d{3})+\b/g, (figure) => numberWords(Number(figure.replaceAll(',', ''))).join(' '))
      // One after the other: 3.14 is "three point one four".
      .replace(/(?<=[\da-z])\.(\d+)/g, (_, decimals: string) => ` point ${[...decimals].map(digitWord).join(' ')}`)
      .replace(/(\d):00\b/g, '$1')
  );
}

/** One of it, or several. */
function named(count: string, plural: string): string {
  return Number(count) === 1 ? (ONE_OF[plural] ?? plural) : plural;
}

function digitWord(digit: string): string {
  return numberWords(Number(digit))[0] ?? digit;
}

/** "two hundred and sixty": some say the "and", some do not, and figures never do. */
function isWithinNumber(words: readonly string[], index: number): boolean {
  const [before = '', after = ''] = [words[index - 1], words[index + 1]];
  return LARGE.has(before) && isNumberWord(after);
}

/**
 * Numbers from 1100 to 1999, and 2010 to 2099, are said in two ways, and which one a figure means it does not tell: all become
 * pairs, as years are said. "one thousand five hundred" and "fifteen hundred" are one number.
 */
function inPairs(words: readonly string[]): readonly string[] {
  const paired: string[] = [];
  for (let at = 0; at < words.length;) {
    const before = words[at - 1] ?? '';
    const number = isNumberWord(before) || LARGE.has(before) ? null : readNumber(words, at);
    const isPaired = number !== null && number.value >= 1100 && number.value < 2100;
    if (isPaired) paired.push(...yearWords(number.value));
    else if (number !== null && number.value >= 2100 && number.value < 10_000)
      paired.push(...numberWords(number.value));
    else paired.push(...words.slice(at, at + (number?.length ?? 1)));
    at += number?.length ?? 1;
  }
  return paired;
}

/** A number of hundreds or thousands that begins there, and of how many words it is; null where it is another one, or none. */
function readNumber(words: readonly string[], at: number): { readonly value: number; readonly length: number } | null {
  const [value, next] = readTens(words, at);
  if (next === at) return null;
  let [sum, end] = [0, next];
  if (words[end] === 'thousand') {
    const [hundreds, after] = readTens(words, end + 1);
    const hasHundreds = hundreds > 0 && hundreds < 10 && words[after] === 'hundred';
    sum = value * 1000 + (hasHundreds ? hundreds * 100 : hundreds);
    end = after;
    if (hasHundreds) [sum, end] = withTens(words, after + 1, sum);
  } else if (words[end] === 'hundred' && value > 10) {
    [sum, end] = withTens(words, end + 1, value * 100);
  } else return null;
  return isNumberWord(words[end] ?? '') || LARGE.has(words[end] ?? '') ? null : { value: sum, length: end - at };
}

function withTens(words: readonly string[], at: number, sum: number): readonly [number, number] {
  const [value, end] = readTens(words, at);
  return [sum + value, end];
}

/** @returns a number below a hundred, and where it ends; where it begins if there is none */
function readTens(words: readonly string[], at: number): readonly [number, number] {
  const [tens, ones] = [valueOf(words[at]), valueOf(words[at + 1])];
  if (tens === null) return [0, at];
  return tens >= 20 && ones !== null && ones > 0 && ones < 10 ? [tens + ones, at + 2] : [tens, at + 1];
}

const VALUES = new Map(
  Array.from({ length: 100 }, (_, value) => [numberWords(value), value] as const).flatMap(
    ([[word = '', more], value]) => (more === undefined ? [[word, value] as const] : []),
  ),
);

function valueOf(word: string | undefined): number | null {
  return VALUES.get(word ?? '') ?? null;
}

const LARGE = new Set(['hundred', 'thousand', 'million', 'billion']);

function expand(word: string): readonly string[] {
  if (/\d/.test(word)) return figures(word);
  const whole = CONTRACTIONS[word];
  if (whole !== undefined) return whole.split(' ');
  if (!word.includes("'")) return [americanSpelling(word)];
  for (const [ending, full] of ENDINGS) {
    if (word.length > ending.length && word.endsWith(ending))
      return [americanSpelling(word.slice(0, -ending.length)), full];
  }
  if (word.endsWith("'s") && IS.has(word.slice(0, -2))) return [word.slice(0, -2), 'is'];
  return [americanSpelling(word)];
}

function figures(word: string): readonly string[] {
  const match = /^(\d{1,12})(st|nd|rd|th|s)?$/.exec(word);
  if (match === null) return [word];
  const value = Number(match[1]);
  // Telephone numbers, minutes: "ten oh five".
  if (/^0\d+$/.test(word)) return [...word].map((digit) => (digit === '0' ? 'oh' : digitWord(digit)));
  if (match[2] === 's') return pluralised(value >= 1100 && value < 2100 ? yearWords(value) : numberWords(value));
  if (match[2] !== undefined) return ordinalWords(value);
  return value >= 1100 && value < 2100 && word.length === 4 ? yearWords(value) : numberWords(value);
}

/** The 1990s, the 80s. */
function pluralised(words: readonly string[]): readonly string[] {
  const last = words.at(-1) ?? '';
  return [...words.slice(0, -1), last.endsWith('y') ? `${last.slice(0, -1)}ies` : `${last}s`];
}
