/** What a language model thought of one line, as plain data that can be kept. */
import type { Output, OutputScores } from '../../engine/evaluation/outputs.js';
import type { TwiceRated } from '../../engine/evaluation/raters.js';
import type { SecondOpinion } from '../../engine/scoring/types.js';

/** Bands of both raters, or why the model gave none. */
export type LineOpinion = ({ readonly given: true } & TwiceRated) | { readonly given: false; readonly why: string };

/** Null where no model was asked. */
export function lineOpinion(opinion: SecondOpinion | undefined): LineOpinion | null {
  if (opinion === undefined) return null;
  if (!opinion.available) return { given: false, why: `The language model gave no opinion: ${opinion.why}` };
  const { criteria } = opinion;
  const of = (band: (criterion: (typeof criteria)[number]) => number): OutputScores => {
    const bands = criteria.map((each): readonly [Output, number] => [`band.${each.criterion}`, band(each)]);
    const whole = bands.reduce((sum, [, value]) => sum + value, 0) / bands.length;
    return Object.fromEntries(bands.length === 0 ? [] : [...bands, ['band.overall', whole] as const]);
  };
  return { given: true, measured: of(({ measured }) => measured), model: of(({ band }) => band) };
}
