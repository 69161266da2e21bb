/** A language model beside the measured rater, or in its place: who it is, what it has cost so far. */
import { loadConfiguration } from '../../config/configuration.js';
import { resolveProfile } from '../../config/profiles/resolve-profile.js';
import { appPaths } from '../../config/paths.js';
import { AppError } from '../../engine/errors.js';
import type { LanguageModel } from '../../engine/ports/language-model.js';
import type { RatingCache } from '../../engine/ports/rating-cache.js';
import type { ModelWeight } from '../../engine/scoring/model-rating/combined-rater.js';
import type { ProviderNotices } from '../../engine/session/log/provider-notices.js';
import { createFolderRatingCache } from '../../providers/rating-cache/folder-rating-cache.js';
import { NO_COST, type ModelRatingCost } from './rating-cost.js';
import { accountsOf } from '../practice/accounts-of.js';
import type { ProviderRequest } from '../../providers/registry/types.js';

/** `measured`: offline and free. `both`: a language model beside it. `model`: the language model alone, for comparing. */
export type RaterChoice = 'measured' | 'both' | 'model';

/** One test is some 10,000 tokens in three samples; a model on this machine may need a minute for each. */
const LONGEST_RATING_MS = 300_000;

export interface ModelRatingOptions {
  readonly rater?: RaterChoice;
  /** Language model by provider name; left out for the profile's. */
  readonly llm?: string;
  readonly profile?: string;
}

/** Whose opinion is asked for, and how it counts. */
export interface ModelRater {
  readonly weight: ModelWeight;
  readonly languageModel: LanguageModel;
  readonly ratingCache: RatingCache;
  readonly ratingSignal: () => AbortSignal;
  /** Of everything asked so far, failures included; ratings from the cache cost nothing. */
  cost(): ModelRatingCost;
}

/** What the registry needs to find the model. Everything else stays on this machine. */
export async function modelRequest({
  rater = 'measured',
  llm,
  profile,
}: ModelRatingOptions): Promise<Pick<ProviderRequest, 'profile' | 'accounts' | 'requested'>> {
  if (rater === 'measured') return { requested: { languageModel: 'none' } };
  const configuration = await loadConfiguration({ flags: { profile, llm } });
  const offline = resolveProfile('offline', {});
  const { languageModel } = configuration.profile.ports;
  const provider = configuration.settings.llm;
  return {
    profile: { ...offline, ports: { ...offline.ports, languageModel } },
    accounts: accountsOf(configuration),
    requested: provider === null ? {} : { languageModel: provider },
  };
}

/** Null for the measured rater alone. @throws AppError `score.noModel` */
export function modelRaterOf(
  rater: RaterChoice,
  languageModel: LanguageModel | null,
  notices: ProviderNotices,
): ModelRater | null {
  if (rater === 'measured') return null;
  if (languageModel === null) throw noModel(rater);
  let cost = NO_COST;
  notices.listen((notice) => {
    if (notice.type !== 'provider.used' || notice.port !== 'languageModel') return;
    const { inputTokens, outputTokens, costUsd } = notice;
    cost = {
      requests: cost.requests + 1,
      tokens: cost.tokens + (inputTokens ?? 0) + (outputTokens ?? 0),
      usd: cost.usd === null || costUsd === null ? null : cost.usd + costUsd,
    };
  });
  return {
    weight: rater === 'model' ? 'alone' : 'beside',
    languageModel,
    ratingCache: createFolderRatingCache({ folder: appPaths().ratingCache }),
    ratingSignal: () => AbortSignal.timeout(LONGEST_RATING_MS),
    cost: () => cost,
  };
}

function noModel(rater: RaterChoice): AppError {
  return new AppError({
    code: 'score.noModel',
    message: `--rater ${rater} needs a language model, and none can be used here.`,
    remedy:
      'Give a key (ielts-examiner keys set groq), start a local server and add --llm local, or leave --rater out for the measured rater.',
    exitCode: 3,
  });
}
