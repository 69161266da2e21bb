/** One word as it is said in full: contractions, abbreviations, figures, American spelling. */
import { wordTable } from '../../text/word-table.js';
import { figureWords } from './figure-words.js';
import { americanSpelling } from './spelling.js';

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
  "i'ma": 'i am going to',
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
    'nothing nobody else'
  ).split(' '),
);
const ENDINGS = [
  ["n't", 'not'],
  ["'re", 'are'],
  ["'ve", 'have'],
  ["'ll", 'will'],
  ["'d", 'would'],
  ["'m", 'am'],
] as const;

/** @param word in lower case, without punctuation but for apostrophes */
export function expanded(word: string): readonly string[] {
  if (/\d/.test(word)) return figureWords(word);
  const whole = CONTRACTIONS[word];
  if (whole !== undefined) return whole.split(' ');
  if (!word.includes("'")) return [americanSpelling(word)];
  for (const [ending, full] of ENDINGS) {
    // Several in one: "i'd've".
    if (word.length > ending.length && word.endsWith(ending)) return [...expanded(word.slice(0, -ending.length)), full];
  }
  if (word.endsWith("'s") && IS.has(word.slice(0, -2))) return [word.slice(0, -2), 'is'];
  return [americanSpelling(word)];
}
