/**
 * Brings two transcripts of the same speech to the same words, so that a word error rate counts what was heard
 * differently and not how it was written: case, punctuation, contractions, figures, British and American spelling,
 * hesitations.
 */
import { wordTable } from '../../text/word-table.js';
import { expanded } from './expanded-words.js';
import { countedWords, inPairs } from './numbers-in-pairs.js';
import { withoutFigureSigns, withoutFractionSigns } from './read-figures.js';
import { spokenNumbers } from './spoken-numbers.js';

const HESITATION = /^(?:u+m+|u+h+m*|h+m+|m{2,}|m+h+m+|erm?|eh|ah)$/;

/** Letters that are no other one with a mark. */
const LETTERS: Readonly<Record<string, string>> = wordTable({
  œ: 'oe',
  ø: 'o',
  æ: 'ae',
  ß: 'ss',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
});

/** Before these, as in Whisper's normaliser, it is "has", and "'d" is "had". */
const PERFECT = [
  [/'s (?=(?:been|gone|got)\b)/g, ' has '],
  [/'d (?=(?:been|gone|done)\b)/g, ' had '],
] as const;
/** "Main St. is", but "in St. Petersburg". */
const STREET = /(\p{Lu}\p{Ll}+) St\b\.?(?!\s+\p{Lu})/gu;

/** Lower-case words, comparable with those of another transcript. */
export function normaliseWords(text: string): readonly string[] {
  const plain = withoutFractionSigns(text.replace(STREET, '$1 Street').replace(/[™℠]/g, ' '))
    // Also figures and letters of other forms: "１", "ﬁ".
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[œøæßđðþł]/g, (letter) => LETTERS[letter] ?? letter)
    // What a transcript says about the sound, not words: [laughs], (coughs), <unk>.
    .replace(/\[[^\]]*\]|\([^)]*\)|<[^>]*>/g, ' ')
    .replace(/[’‘ʼ`]/g, "'");
  // "10km", "b747": letters and figures are said apart; endings of ordinals and decades stay.
  const apart = plain.replace(/(\d)(?!(?:st|nd|rd|th|s)\b)(?=[a-z])/g, '$1 ').replace(/([a-z])(?=\d)/g, '$1 ');
  const spaced = withoutFigureSigns(apart)
    // "a.m.", "u.k.": one word, as without the points.
    .replace(/\b(?:[a-z]\.){2,}/g, (letters) => `${letters.replaceAll('.', '')} `)
    .replace(/&/g, ' and ')
    .replace(/[^\p{L}\p{N}\p{M}']+/gu, ' ')
    .replace(...PERFECT[0])
    .replace(...PERFECT[1]);
  const words = spaced.split(' ').map((word) => word.replace(/^'+|'+$/g, ''));
  const said = words.filter((word) => word !== '' && !HESITATION.test(word)).flatMap(expanded);
  return inPairs(countedWords(spokenNumbers(said)));
}
