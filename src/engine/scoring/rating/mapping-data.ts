/**
 * The mapping in use. Points come from published means per level and from our own computation on practice tests; where there
 * is neither, the source says "judgement". A change of any number is a new version, since reports of two versions do not compare.
 *
 * Seedhouse: Seedhouse et al. 2014, 60 IELTS Speaking tests. T: Tavakoli, Nakatsuhara & Hunter 2020, Aptis, n = 32.
 * Y: Yan, Kim & Kim 2021, n = 125. Levels: A2 = 3.5, B1 = 4.75, B2 = 6.25, C1 = 7.5, and flat where they stop telling apart.
 * Practice tests: medians per band over 192 tests with one overall band (docs/scoring.md).
 */
import { FLUENCY } from './curves/fluency.js';
import { LEXICAL } from './curves/lexical.js';
import { GRAMMAR } from './curves/grammar.js';
import { PRONUNCIATION } from './curves/pronunciation.js';
import type { Mapping } from './mapping.js';

export const MAPPING: Mapping = {
  version: '2.24.1',
  prior: 6,
  criteria: {
    fluency: FLUENCY,
    lexical: LEXICAL,
    grammar: GRAMMAR,
    pronunciation: PRONUNCIATION,
  },
  ceilings: [
    {
      measure: 'oddPairShare',
      curve: [
        [0.065, 9],
        [0.1, 3.4],
        [0.2, 2],
      ],
      source:
        'whole tests of weak and strong candidates reach .02, with 15 % of their words misheard .03, with 38 % .07; their words shuffled .08 to .29 (one in 136 under .1)',
    },
    {
      measure: 'functionWordShare',
      curve: [
        [0.15, 1],
        [0.25, 3],
        [0.35, 6],
        [0.42, 9],
      ],
      source: 'learner sentences: .52; lists of words fall below .3',
    },
    {
      measure: 'mattr50',
      curve: [
        [0.1, 1],
        [0.4, 4],
        [0.55, 9],
      ],
      source: 'judgement: the same few words over and over',
    },
    {
      measure: 'meanClauseLength',
      curve: [
        [14, 9],
        [30, 4],
        [60, 2],
      ],
      source: 'judgement: hardly a finite verb',
    },
  ],
  evidence: {
    test: { words: 100, phonationMs: 30_000 },
    running: { words: 25, phonationMs: 8_000 },
    bandPhonationMs: 180_000,
    unknownPartsPhonationMs: 300_000,
    alignedWords: 80,
    maxClippedShare: 0.1,
    minSnrDb: 5,
    // pocketsphinx on read sentences: sure to .48 on average it had 91 words in 100 wrong, to .60 it had 43 (docs/how-good-is-the-score.md).
    minConfidence: 0.5,
    clearConfidence: 0.8,
    halfWords: 400,
  },
  settings: {
    lengthControl: { growth: 0.36, reference: 800 },
    // SoundSwallower: log likelihood per 10 ms frame against the best-matching sound of the frame.
    weakPhone: -4.1,
    weakWord: -4.1,
  },
};
