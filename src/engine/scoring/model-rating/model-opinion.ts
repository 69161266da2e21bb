/** The model's rating, or why there is none: a model that fails costs its opinion, never the report. */
import { messageOf } from '../../errors.js';
import { metered } from '../../language-model/metered-model.js';
import type { LanguageModel } from '../../ports/language-model.js';
import type { RatingCache } from '../../ports/rating-cache.js';
import type { ScoredTurn, SecondOpinion } from '../types.js';
import { rateWithModel, type ModelRating } from './rate-with-model.js';

/** Who is asked for a second opinion when a test is over. */
export interface OpinionOptions {
  /** Left out: nobody, and the measured rater stands alone. */
  readonly languageModel?: LanguageModel | null;
  readonly ratingCache?: RatingCache | null;
  /** Made when the model is asked: ends an opinion that takes too long. */
  readonly ratingSignal?: () => AbortSignal;
  readonly onFailure?: (port: 'languageModel', error: unknown) => void;
}

/** Null where no model was asked or nothing was said. Never rejects. */
export async function modelOpinion(
  turns: readonly ScoredTurn[],
  options: OpinionOptions,
): Promise<ModelRating | Extract<SecondOpinion, { available: false }> | null> {
  const { languageModel: model, ratingCache: cache = null, ratingSignal, onFailure } = options;
  if (model === null || model === undefined) return null;
  const signal = ratingSignal?.() ?? new AbortController().signal;
  const { model: asked, spent } = metered(model);
  const none = (why: string) => ({ available: false, rater: model.id, why, ...spent() }) as const;
  try {
    const rating = await rateWithModel(turns, { model: asked, cache, signal });
    if (rating !== null) return { ...rating, ...spent() };
    return signal.aborted ? none('it took too long.') : null;
  } catch (error) {
    onFailure?.('languageModel', error);
    return none(messageOf(error));
  }
}
