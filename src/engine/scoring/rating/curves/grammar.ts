/** Grammatical range and accuracy: curves of the mapping in use; sources are explained in mapping-data.ts. */
import type { CriterionMapping } from '../mapping.js';

export const GRAMMAR: CriterionMapping = {
  needs: ['meanUnitLength', 'subordinateShare'],
  // Range of structures is measured, accuracy hardly: no offline checker finds most errors of speech.
  trust: 0.75,
  wordsShare: 0.9,
  spread: 1.1,
  curves: [
    {
      measure: 'conditionalModalsPer100',
      weight: 0.8,
      curve: [
        [0, 5.3],
        [0.2, 5.8],
        [0.45, 6.5],
        [0.7, 7.3],
        [1.2, 8],
      ],
      source: 'practice tests (Spearman .41)',
    },
    {
      measure: 'verbFormRange',
      weight: 1,
      curve: [
        [0, 2],
        [2, 4],
        [4, 5],
        [6, 5.9],
        [8, 6.9],
        [10, 7.8],
      ],
      source: 'judgement',
    },
    {
      measure: 'subordinateShare',
      weight: 0.8,
      curve: [
        [0, 3],
        [0.11, 4],
        [0.2, 5],
        [0.28, 6],
        [0.36, 6.8],
        [0.45, 7.2],
      ],
      source: 'Y up to B1, above judgement: it stops rising with the level',
    },
    {
      measure: 'meanUnitLength',
      weight: 0.8,
      curve: [
        [3, 3],
        [5, 4],
        [7, 5],
        [9, 6],
        [11.5, 7],
        [15, 7.8],
      ],
      source: 'judgement',
    },
  ],
  lowestByErrors: 3.5,
  penalties: [
    {
      measure: 'namedErrorsPer100',
      weight: 1,
      // Beside the rest of Grammar one error more goes with 1.0 band less (.6 to 1.6) in 62 written texts with levels: docs/how-good-is-the-score.md.
      typedWeight: 2,
      // pocketsphinx makes 0.2 per 100 words of correct speech and doubts three words in ten there.
      fromDoubts: 0.7,
      curve: [
        [0.2, 0],
        [0.6, 0.22],
        [1.2, 0.5],
        [2.4, 0.95],
        [4.8, 1.5],
      ],
      source:
        'learners (JFLEG) have 1.8 per 100 words, the same sentences corrected 0.2 to 0.3. Slope judgement: a fifth to a sixth of that of Seedhouse (a band per error in 100 words, of which about a third is found), since the calibration knows usual candidates, a recogniser without confidences that mishears 8 words in 100 makes up to 1.3 of correct speech, which must cost no more than half a band; and no more than 1.5 bands in all (typed 3), since weak ones have low bands by their words already; none found proves nothing',
    },
    {
      measure: 'errorsPer100',
      weight: 1,
      // The same: 2 per 100 words.
      fromDoubts: 7,
      curve: [
        [2.5, 0],
        [5, 0.3],
        [10, 0.8],
        [24, 1.5],
      ],
      source:
        'judgement: learners have 2.4 findings of all kinds per 100 words, the same corrected 0.6: only a great many say more than the named ones',
    },
  ],
};
