/** How hard the words are to read or say: the same reader does worse on harder ones. */
import type { AnalyzedWord } from '../../../ports/sound-analyzer.js';
import { rankOf } from '../../language/frequency.js';
import { syllablesOf } from '../../language/syllables.js';
import { mean, sum } from '../../measures/statistics.js';
import { phoneClass } from './phone-classes.js';
import type { Features } from './sounds.js';

/** Rank given to words outside the list of 50,000. */
const UNLISTED = 60_000;

export function textFeatures(words: readonly string[], aligned: readonly AnalyzedWord[]): Features {
  const ranks = words.map((word) => Math.log10(rankOf(word.toLowerCase()) ?? UNLISTED));
  const phones = aligned.flatMap((word) => word.phones);
  return {
    wordCount: Math.log(Math.max(1, words.length)),
    syllablesPerWord: sum(words.map(syllablesOf)) / Math.max(1, words.length),
    phonesPerWord: phones.length / Math.max(1, aligned.length),
    logRankMean: mean(ranks),
    logRankMax: Math.max(0, ...ranks),
    longestWord: Math.log(Math.max(1, ...words.map((word) => word.length))),
    hardPhoneShare: phones.filter(({ phone }) => HARD.has(phone)).length / Math.max(1, phones.length),
    textVowelShare: phones.filter(({ phone }) => phoneClass(phone) === 'vowel').length / Math.max(1, phones.length),
    unknownShare: 1 - aligned.length / Math.max(1, words.length),
  };
}

/** Sounds that many learners' first languages lack. */
const HARD = new Set(['TH', 'DH', 'V', 'Z', 'ZH', 'R', 'L', 'NG', 'AE', 'IH', 'UH']);
