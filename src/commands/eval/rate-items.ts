/** Rates what is not known from an earlier run, and remembers it. */
import { appVersion } from '../../config/version.js';
import { messageOf } from '../../engine/errors.js';
import { RUBRIC_VERSION } from '../../engine/scoring/model-rating/rubric.js';
import { calibration } from '../../engine/scoring/rating/calibration.js';
import { MAPPING } from '../../engine/scoring/rating/mapping-data.js';
import { openScoringEngines, type EngineOptions } from '../score/scoring-engines.js';
import { NO_COST, type ModelRatingCost } from '../score/rating-cost.js';
import type { ProgressStream } from '../model-progress.js';
import type { ItemJob, ItemOutcome } from './measure-item.js';
import { evalProgress } from './progress.js';
import { contentKey, openResultCache } from './result-cache.js';
import { runItems } from './run-items.js';

/** Counted up when the meaning of a kept result changes without a version of what made it. */
const CACHE_FORMAT = 3;
/** A thread takes half a second to start and a model each. */
const FEW_ITEMS = 4;

export interface RateItemsOptions {
  readonly threads: number;
  readonly engines: EngineOptions;
  readonly fresh: boolean;
  readonly signal: AbortSignal;
  readonly cacheFolder: string;
  readonly progress: ProgressStream;
  readonly workerScript?: URL;
}

export interface RatedItems {
  /** Missing for lines that an interruption left out. */
  readonly outcomes: ReadonlyMap<ItemJob, ItemOutcome>;
  readonly fromBefore: number;
  readonly versions: Readonly<Record<string, string>>;
  /** Null where no language model was asked. */
  readonly modelCost: ModelRatingCost | null;
}

export async function rateItems(jobs: readonly ItemJob[], options: RateItemsOptions): Promise<RatedItems> {
  const versions = jobs.length === 0 ? {} : await versionsOf(options.engines);
  const cache = await openResultCache(
    options.cacheFolder,
    Object.entries({ ...versions, format: String(CACHE_FORMAT) }).flat(),
  );
  const outcomes = new Map<ItemJob, ItemOutcome>();
  const open: { readonly job: ItemJob; readonly key: string }[] = [];
  for (const job of jobs) {
    if (options.signal.aborted) break;
    try {
      const key = await contentKey(job);
      const known = options.fresh ? null : cache.find(key);
      if (known === null) open.push({ job, key });
      else outcomes.set(job, { ok: true, measurement: known });
    } catch (error) {
      outcomes.set(job, { ok: false, message: `it cannot be read: ${messageOf(error)}` });
    }
  }
  const fromBefore = [...outcomes.values()].filter(({ ok }) => ok).length;
  const progress = evalProgress(options.progress, open.length, () => performance.now());
  const saved: Promise<void>[] = [];
  const asksModel = (options.engines.rater ?? 'measured') !== 'measured';
  let modelCost = asksModel ? NO_COST : null;
  await runItems({
    jobs: open.map(({ job }) => job),
    // A model's service limits requests, and a passphrase can be asked for in one place only.
    threads: asksModel || open.length < FEW_ITEMS ? 1 : options.threads,
    engines: options.engines,
    onCost: (cost) => (modelCost = cost),
    signal: options.signal,
    onOutcome: (index, outcome) => {
      const entry = open[index];
      if (entry === undefined) return;
      outcomes.set(entry.job, outcome);
      // What is missing is asked for again the next time: an opinion, or evidence of a provider that failed once.
      const isWhole = outcome.ok && outcome.measurement.opinion?.given !== false && !outcome.measurement.evidenceFailed;
      if (isWhole) saved.push(cache.keep(entry.key, outcome.measurement));
      progress.done();
    },
    ...(options.workerScript === undefined ? {} : { workerScript: options.workerScript }),
  });
  progress.end();
  await Promise.all(saved);
  return { outcomes, fromBefore, versions, modelCost };
}

async function versionsOf(wanted: EngineOptions): Promise<Readonly<Record<string, string>>> {
  const engines = await openScoringEngines(wanted);
  try {
    return {
      program: appVersion(),
      mapping: MAPPING.version,
      calibration: calibration().version,
      recogniser: engines.recogniserId ?? 'none',
      voiceActivity: engines.voiceActivity.id,
      aligner: engines.aligner?.id ?? 'none',
      grammar: engines.grammar?.id ?? 'none',
      rater: wanted.rater ?? 'measured',
      ...(engines.modelRater === null
        ? {}
        : { languageModel: engines.modelRater.languageModel.id, rubric: RUBRIC_VERSION }),
      speechModel: engines.speechRater?.modelVersion ?? 'none',
    };
  } finally {
    await engines.close();
  }
}
