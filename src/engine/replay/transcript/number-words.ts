/** Whole numbers as words, since recognisers write words and people write figures. */
import { wordTable } from '../../text/word-table.js';

const SMALL = (
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen ' +
  'eighteen nineteen'
).split(' ');
const TENS = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];
const SCALES = [
  [1_000_000_000, 'billion'],
  [1_000_000, 'million'],
  [1000, 'thousand'],
  [100, 'hundred'],
] as const;
const IRREGULAR_ORDINALS: Readonly<Record<string, string>> = wordTable({
  one: 'first',
  two: 'second',
  three: 'third',
  five: 'fifth',
  eight: 'eighth',
  nine: 'ninth',
  twelve: 'twelfth',
});

/** From zero to ninety. */
export const NUMBER_WORDS: readonly string[] = [...SMALL, ...TENS.filter((word) => word !== '')];
const KNOWN = new Set(NUMBER_WORDS);
const BELOW_HUNDRED = new Map(Array.from({ length: 100 }, (_, value) => [numberWords(value).join(' '), value]));

export function isNumberWord(word: string): boolean {
  return KNOWN.has(word);
}

/** Of a number below a hundred, in one word or two; null for other words. */
export function valueBelowHundred(words: string): number | null {
  return BELOW_HUNDRED.get(words) ?? null;
}

/** 0 to 999,999,999,999; "and" is left out, as speakers differ. */
export function numberWords(value: number): readonly string[] {
  if (value < 20) return [SMALL[value] ?? ''];
  if (value < 100) {
    const rest = value % 10;
    return [TENS[Math.floor(value / 10)] ?? '', ...(rest === 0 ? [] : [SMALL[rest] ?? ''])];
  }
  for (const [size, name] of SCALES) {
    if (value < size) continue;
    const rest = value % size;
    return [...numberWords(Math.floor(value / size)), name, ...(rest === 0 ? [] : numberWords(rest))];
  }
  return [];
}

/** Years from 1100 on are said in pairs: nineteen ninety nine, twenty ten, but two thousand five. */
export function yearWords(year: number): readonly string[] {
  const [century, rest] = [Math.floor(year / 100), year % 100];
  if (year % 1000 < 10) return numberWords(year);
  if (rest === 0) return [...numberWords(century), 'hundred'];
  return [...numberWords(century), ...(rest < 10 ? ['oh'] : []), ...numberWords(rest)];
}

export function ordinalWords(value: number): readonly string[] {
  const words = numberWords(value);
  const last = words.at(-1) ?? '';
  const ordinal = IRREGULAR_ORDINALS[last] ?? (last.endsWith('y') ? `${last.slice(0, -1)}ieth` : `${last}th`);
  return [...words.slice(0, -1), ordinal];
}
