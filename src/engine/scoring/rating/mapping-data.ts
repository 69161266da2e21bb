/**
 * The mapping in use. Points come from published means per level and from our own computation on practice tests; where there
 * is neither, the source says "judgement". A change of any number is a new version, since reports of two versions do not compare.
 *
 * Seedhouse: Seedhouse et al. 2014, 60 IELTS Speaking tests. T: Tavakoli, Nakatsuhara & Hunter 2020, Aptis, n = 32.
 * Y: Yan, Kim & Kim 2021, n = 125. Levels: A2 = 3.5, B1 = 4.75, B2 = 6.25, C1 = 7.5, and flat where they stop telling apart.
 * Practice tests: medians per band over 192 tests with one overall band (docs/scoring.md).
 */
import type { Mapping } from './mapping.js';

export const MAPPING: Mapping = {
  version: '2.1.0',
  prior: 6,
  criteria: {
    fluency: {
      needs: ['speechRate', 'phonationRatio', 'meanRun'],
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
          measure: 'phonationRatio',
          weight: 0.8,
          curve: [
            [0.2, 1.5],
            [0.465, 3.5],
            [0.66, 4.75],
            [0.75, 6.25],
            [0.82, 7.3],
            [0.9, 8.3],
          ],
          source: 'T, B1 moved down from .71 because C1 has .73',
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
          source:
            'speech model (r .90 with experts on adults reading); points of 10 as bands: judgement, as for accuracy',
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
      penalties: [],
    },
    lexical: {
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
            [20, 0.5],
          ],
          source: 'judgement',
        },
      ],
    },
    grammar: {
      needs: ['meanUnitLength', 'subordinateShare'],
      // Range of structures is measured, accuracy hardly: no offline checker finds most errors of speech.
      trust: 0.75,
      wordsShare: 0.9,
      spread: 1.1,
      curves: [
        {
          measure: 'hypotheticalsPer100',
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
      penalties: [
        {
          measure: 'errorsPer100',
          weight: 1,
          curve: [
            [0, 0],
            [0.5, 0.15],
            [1, 0.35],
            [2, 0.85],
            [4, 1.65],
            [8, 2.65],
            [30, 5],
          ],
          source:
            'judgement: near the slope of Seedhouse (a band per error in 100 words, of which a third is found); the calibration already knows usual candidates, so the first errors cost little, and none found proves nothing',
        },
      ],
    },
    pronunciation: {
      needs: ['phoneScore', 'weakPhoneShare'],
      // Read sentences by speakers of one first language: what carries over to free speech is not proven, so a fifth of it is not believed
      // and the range is no narrower than without the model.
      trust: 0.8,
      wordsShare: 0,
      spread: 1.1,
      curves: [
        {
          measure: 'ratedAccuracy',
          weight: 2.5,
          curve: [
            [2, 3],
            [4, 4.2],
            [6, 5.3],
            [8, 6.4],
            [9, 7.6],
            [9.5, 8.4],
          ],
          source:
            'speech model (r .84 with experts on adults reading); points of 10 as bands: judgement; five clips of native readers are rated 8.8 to 9.2',
        },
        {
          measure: 'ratedProsody',
          weight: 1.2,
          curve: [
            [2, 3],
            [4, 4.2],
            [6, 5.4],
            [8, 6.6],
            [9, 7.8],
            [9.5, 8.4],
          ],
          source: 'as above (r .88 with experts on adults reading)',
        },
        // The plain scores are what a cassette from before the model has; beside it they weigh little.
        {
          measure: 'phoneScore',
          weight: 0.5,
          curve: [
            [-8.2, 2.5],
            [-4.6, 4.2],
            [-3.5, 5.3],
            [-2.7, 6.4],
            [-2.15, 7.4],
            [-1.5, 8.4],
          ],
          source:
            '133 rated sentences (r .75 with accuracy; accuracy 4, 6, 8, 9 of 10 read as bands 4.2, 5.3, 6.4, 7.4: judgement)',
        },
        {
          measure: 'lowPhoneScore',
          weight: 0.3,
          curve: [
            [-20, 2.5],
            [-10, 4.2],
            [-7.4, 5.3],
            [-5.4, 6.4],
            [-4.4, 7.3],
            [-2.7, 8.4],
          ],
          source: 'as above (r .67)',
        },
        {
          measure: 'weakPhoneShare',
          weight: 0.4,
          curve: [
            [0.03, 8.4],
            [0.115, 7.3],
            [0.175, 6.4],
            [0.29, 5.3],
            [0.42, 4.2],
            [0.7, 2.5],
          ],
          source: 'as above (r -.73)',
        },
        {
          measure: 'weakWordShare',
          weight: 0.25,
          curve: [
            [0, 8.4],
            [0.07, 7.4],
            [0.11, 6.4],
            [0.32, 5.3],
            [0.5, 4.2],
            [0.8, 2.5],
          ],
          source: 'as above (r -.59)',
        },
      ],
      penalties: [],
    },
  },
  ceilings: [
    {
      measure: 'oddPairShare',
      curve: [
        [0.05, 9],
        [0.08, 6],
        [0.12, 4],
        [0.2, 2],
      ],
      source: 'learner sentences reach .03 per 20 sentences, the same words shuffled .07 to .23 (median .15)',
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
    alignedWords: 80,
    maxClippedShare: 0.1,
    minSnrDb: 5,
    halfWords: 400,
  },
  settings: {
    lengthControl: { growth: 0.36, reference: 800 },
    // SoundSwallower: log likelihood per 10 ms frame against the best-matching sound of the frame.
    weakPhone: -4.1,
    weakWord: -4.1,
  },
};
