/** What other raters said of a test when it was first rated: rating it again asks nobody and pays nothing, and forgets nothing. */
import { appPaths } from '../../config/paths.js';
import type { LanguageModel } from '../../engine/ports/language-model.js';
import { ProviderError } from '../../engine/ports/provider-error.js';
import type { OpinionOptions } from '../../engine/scoring/model-rating/model-opinion.js';
import type { TestScore } from '../../engine/scoring/types.js';
import { createFolderRatingCache } from '../../providers/rating-cache/folder-rating-cache.js';
import type { ModelRater } from './model-rating.js';

/** The model that is asked now, or what the one of the earlier score is known to have said of the same words; nobody where there was none. */
export function opinionOptions(before: TestScore | null, asked: ModelRater | null): OpinionOptions {
  if (asked !== null) {
    const { languageModel, ratingCache, ratingSignal } = asked;
    return { languageModel, ratingCache, ratingSignal };
  }
  const opinion = before?.secondOpinion;
  if (opinion?.available !== true) return {};
  return {
    languageModel: remembered(opinion.rater),
    ratingCache: createFolderRatingCache({ folder: appPaths().ratingCache }),
  };
}

/** Its ratings are looked up by its id; it answers nothing itself. */
function remembered(id: string): LanguageModel {
  const message = 'what it said of these very words is not kept any more.';
  const remedy = 'Add --rater both to ask a model again; what was said goes to its provider then.';
  return {
    id,
    model: id,
    capabilities: { tools: false, structuredOutput: 'none' },
    async *generate() {
      throw new ProviderError({ provider: id, kind: 'unavailable', message, remedy, retryable: false });
    },
    close: () => Promise.resolve(),
  };
}

/** Another rater of pronunciation stands beside the band and was paid for: its figures are those of the same sound. */
export function withAssessment(after: TestScore, before: TestScore | null): TestScore {
  const isAssessed = (name: string): boolean => name.startsWith('assessed.');
  const measures = Object.fromEntries(Object.entries(before?.measures ?? {}).filter(([name]) => isAssessed(name)));
  const [was, now] = [before?.criteria.pronunciation, after.criteria.pronunciation];
  if (!was?.rateable || !now.rateable) return { ...after, measures: { ...after.measures, ...measures } };
  const basis = was.basis.filter(({ measure }) => isAssessed(measure));
  const [heardBy] = basis.map(({ meaning }) => meaning.split(' ')[0] ?? '');
  const quotes = heardBy === undefined ? [] : was.quotes.filter(({ why }) => why.startsWith(`${heardBy} hears it`));
  return {
    ...after,
    measures: { ...after.measures, ...measures },
    criteria: {
      ...after.criteria,
      pronunciation: { ...now, basis: [...now.basis, ...basis], quotes: [...now.quotes, ...quotes] },
    },
  };
}
