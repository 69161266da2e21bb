/** Lexical resource: curves of the mapping in use; sources are explained in mapping-data.ts. */
import type { CriterionMapping } from '../mapping.js';

export const LEXICAL: CriterionMapping = {
  needs: ['mattr50'],
  trust: 0.85,
  wordsShare: 0.9,
  spread: 0.9,
  curves: [
    {
      measure: 'mattr50',
      weight: 0.9,
      curve: [
        [0.3, 1],
        [0.5, 2.5],
        [0.62, 3.8],
        [0.68, 4.7],
        [0.715, 5.5],
        [0.74, 6.3],
        [0.76, 7],
        [0.785, 8],
        [0.82, 8.8],
      ],
      source: 'practice tests; flat above band 7 there, so its upper end is judgement',
    },
    {
      measure: 'mtld',
      weight: 0.9,
      curve: [
        [10, 2],
        [24, 3.5],
        [32, 4.6],
        [44, 5.6],
        [50, 6.2],
        [57, 7],
        [68, 8],
        [85, 8.8],
      ],
      source: 'Y up to 44, practice tests above',
    },
    {
      measure: 'meanLogRankTypes',
      weight: 1.2,
      curve: [
        [2.2, 3],
        [2.45, 4.4],
        [2.55, 5.2],
        [2.6, 5.8],
        [2.64, 6.5],
        [2.68, 7.2],
        [2.74, 8],
        [2.85, 8.8],
      ],
      source: 'practice tests, length allowed for',
    },
    {
      measure: 'shareBeyond2000',
      weight: 0.4,
      curve: [
        [0.05, 4.2],
        [0.09, 5.2],
        [0.125, 6.1],
        [0.145, 6.8],
        [0.18, 7.6],
        [0.24, 8.5],
      ],
      source: 'practice tests, weak (Spearman .23)',
    },
  ],
  penalties: [
    {
      measure: 'repeatedPhrases',
      weight: 1,
      curve: [
        [6, 0],
        [20, 0.2],
      ],
      source: 'judgement: two learnt sentences are 30 such phrases, and cost no more than that',
    },
  ],
};
