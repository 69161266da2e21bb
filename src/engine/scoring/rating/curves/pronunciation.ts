/** Pronunciation: curves of the mapping in use; sources are explained in mapping-data.ts. */
import type { CriterionMapping } from '../mapping.js';

export const PRONUNCIATION: CriterionMapping = {
  needs: ['phoneScore', 'weakPhoneShare'],
  // Read sentences by speakers of one first language: what carries over to free speech is not proven, so a fifth of it is not believed
  // and the range is no narrower than without the model.
  trust: 0.8,
  // The plain scores take a word that was misheard for one that was said badly.
  withoutModel: { trust: 0.35, doubt: 1 },
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
    // The plain scores are what a cassette from before the model has. Beside it they hardly weigh: a word that the recogniser mistook costs them
    // as much as one that was said badly, while the model has learnt what mishearing changes.
    {
      measure: 'phoneScore',
      weight: 0.12,
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
      weight: 0.08,
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
      weight: 0.1,
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
      weight: 0.06,
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
};
