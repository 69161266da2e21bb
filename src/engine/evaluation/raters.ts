/** How well two raters of the same tests agree: the measured rater and a language model. */
import { agreementOf, preparePairs, roundTo } from './agreement.js';
import { OUTPUTS, scaleOf, type Output, type OutputScores } from './outputs.js';

/** One test, rated by both. */
export interface TwiceRated {
  readonly measured: OutputScores;
  readonly model: OutputScores;
}

export interface RaterAgreement {
  readonly output: Output;
  readonly n: number;
  /** Null where one side does not vary. */
  readonly spearman: number | null;
  /** Mean of the distances, and of model minus measured. */
  readonly distance: number;
  readonly difference: number;
  /** Both rounded to half bands: share within half a band, and within one. */
  readonly withinHalf: number;
  readonly withinOne: number;
}

/** Only outputs that both raters gave; empty when no test was rated twice. */
export function compareRaters(tests: readonly TwiceRated[]): readonly RaterAgreement[] {
  return OUTPUTS.flatMap((output): readonly RaterAgreement[] => {
    const pairs = tests.flatMap(({ measured, model }) => {
      const [human, predicted] = [measured[output], model[output]];
      return human === undefined || predicted === undefined ? [] : [{ human, predicted }];
    });
    if (pairs.length === 0) return [];
    const { step } = scaleOf(output);
    const { spearman, mae } = agreementOf(preparePairs(pairs, step));
    const share = (most: number): number =>
      pairs.filter(({ human, predicted }) => Math.abs(roundTo(human, step) - roundTo(predicted, step)) <= most + 1e-9)
        .length / pairs.length;
    return [
      {
        output,
        n: pairs.length,
        spearman,
        distance: mae,
        difference: pairs.reduce((sum, { human, predicted }) => sum + predicted - human, 0) / pairs.length,
        withinHalf: share(0.5),
        withinOne: share(1),
      },
    ];
  });
}
