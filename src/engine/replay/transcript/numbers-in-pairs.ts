/** One form for numbers that are said in several ways: "a hundred", "two hundred and sixty", "fifteen hundred". */
import { isNumberWord, numberWords, valueBelowHundred, yearWords } from './number-words.js';

const LARGE = new Set(['hundred', 'thousand', 'million', 'billion']);

/** "a hundred" is one hundred, and an "and" within a number is none of its words. */
export function countedWords(said: readonly string[]): readonly string[] {
  const counted = said.map((word, index) => (word === 'a' && LARGE.has(said[index + 1] ?? '') ? 'one' : word));
  return counted.filter((word, index) => word !== 'and' || !isWithinNumber(counted, index));
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
export function inPairs(words: readonly string[]): readonly string[] {
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
  const [tens, ones] = [valueBelowHundred(words[at] ?? ''), valueBelowHundred(words[at + 1] ?? '')];
  if (tens === null) return [0, at];
  return tens >= 20 && ones !== null && ones > 0 && ones < 10 ? [tens + ones, at + 2] : [tens, at + 1];
}
