/** Fluency and coherence: curves of the mapping in use; sources are explained in mapping-data.ts. */
import type { CriterionMapping } from '../mapping.js';

export const FLUENCY: CriterionMapping = {
  needs: ['speechRate', 'pausePerSyllableMs', 'meanRun'],
  trust: 0.9,
  wordsShare: 0.4,
  spread: 0.7,
  curves: [
    {
      measure: 'speechRate',
      weight: 1,
      curve: [
        [25, 1.5],
        [73, 3.5],
        [135, 4.75],
        [172, 6.25],
        [200, 7.3],
        [240, 8.3],
      ],
      source: 'T; above 172 judgement, since B2 and C1 do not differ',
    },
    {
      measure: 'articulationRate',
      weight: 0.5,
      curve: [
        [100, 2.5],
        [158, 3.5],
        [188, 4.75],
        [224, 6.25],
        [235, 7.2],
        [270, 8],
      ],
      source: 'T',
    },
    {
      // 60,000 / articulation rate x (1 - phonation) / phonation, all of one band.
      measure: 'pausePerSyllableMs',
      weight: 0.8,
      curve: [
        [24.7, 8.3],
        [55.6, 7.3],
        [89, 6.25],
        [164, 4.75],
        [437, 3.5],
        [2400, 1.5],
      ],
      source:
        'T: phonation-time ratios of .465 (A2), .66 (B1, moved down from .71 because C1 has .73), .75 (B2), .82 and .9 (judgement) at the articulation rates of the same bands',
    },
    {
      measure: 'meanRun',
      weight: 1,
      curve: [
        [1, 1],
        [3.2, 3.5],
        [5.8, 4.75],
        [8.3, 6.25],
        [11, 7.2],
        [16, 8.3],
      ],
      source: 'T; above 8.5 judgement',
    },
    {
      measure: 'midClausePausesPer100',
      weight: 0.8,
      curve: [
        [0.5, 8.3],
        [1.6, 7.3],
        [3.2, 6.25],
        [6.3, 4.75],
        [13.9, 3.5],
        [30, 2],
      ],
      source: 'T: per minute, turned into per 100 words with its own speech rates',
    },
    {
      measure: 'repairsPer100',
      weight: 0.3,
      curve: [
        [0, 7.5],
        [0.5, 7],
        [1, 6.2],
        [2, 5.4],
        [4, 4.6],
        [10, 3],
      ],
      source: 'practice tests, weak (Spearman -.27): recognisers drop repetitions',
    },
    {
      measure: 'ratedFluency',
      weight: 1,
      curve: [
        [2, 3],
        [4, 4.2],
        [6, 5.3],
        [8, 6.4],
        [9, 7.4],
        [9.5, 8],
      ],
      source: 'speech model (r .90 with experts on adults reading); points of 10 as bands: judgement, as for accuracy',
    },
    {
      measure: 'wordsPerAnswer',
      weight: 0.5,
      curve: [
        [3, 2],
        [15, 3.5],
        [25, 4.5],
        [38, 5.5],
        [47, 6.3],
        [56, 7.2],
        [70, 8],
      ],
      source: 'practice tests (Spearman .39 to .44)',
    },
    {
      measure: 'markerKinds',
      weight: 0.3,
      curve: [
        [0, 3.5],
        [2, 4.8],
        [4, 5.8],
        [6, 6.7],
        [8, 7.5],
      ],
      source: 'judgement',
    },
  ],
  // Rich words and quick syllables make nobody fluent who stops after every third word.
  limit: {
    by: ['speechRate', 'pausePerSyllableMs', 'meanRun', 'midClausePausesPer100'],
    curve: [
      [2, 2.7],
      [3.5, 4.2],
      [4.75, 5.5],
      [6, 9],
    ],
    source:
      'T: A2 and B1 by their pauses, and .7 as human raters differ; nothing from B2 on, where pauses stop telling levels apart',
  },
  penalties: [
    {
      measure: 'repairsPer100',
      weight: 1,
      curve: [
        [4, 0],
        [8, 0.5],
        [16, 1.2],
        [40, 2.5],
      ],
      source: 'judgement: rated tests have 0.7 words said twice per 100 words, hardly one has 3',
    },
  ],
};
