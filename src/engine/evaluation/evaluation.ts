/** Compares predictions with human scores. The result is everything that `eval` prints, as plain data. */
import type { WordErrors } from '../replay/transcript/word-errors.js';
import { addWordErrors, NO_WORD_ERRORS, wordErrorRate } from '../replay/transcript/word-errors.js';
import type { Agreement, ScorePair } from './agreement.js';
import { agreementOf, preparePairs, roundTo } from './agreement.js';
import type { AgreementIntervals } from './bootstrap.js';
import { bootstrapIntervals } from './bootstrap.js';
import type { Baseline } from './baseline.js';
import { wordCountBaseline } from './baseline.js';
import type { GroupAgreement } from './groups.js';
import { groupAgreements } from './groups.js';
import { levelOfBand } from './cefr.js';
import type { Output, OutputScores } from './outputs.js';
import { OUTPUTS, scaleOf } from './outputs.js';

/** One line of the manifest, rated. */
export interface RatedItem {
  readonly id: string;
  readonly speaker: string | null;
  readonly groups: Readonly<Record<string, string>>;
  readonly human: OutputScores;
  /** Of the human scores, those that were given as a level such as "B2": bands that stand for it. Left out: none. */
  readonly fromLevels?: readonly Output[];
  readonly predicted: OutputScores;
  /** Why there is no prediction for an output. */
  readonly unrated: Readonly<Partial<Record<Output, string>>>;
  /** Words said, for the baseline; null when unknown. */
  readonly words: number | null;
  readonly audioMs: number | null;
  readonly tookMs: number | null;
  /** The recogniser against the reference, where both are there. */
  readonly wordErrors: WordErrors | null;
}

export interface LevelError {
  /** Human score, rounded to a whole ("6"); the level ("B2") where all of them were given as levels of the Common European Framework. */
  readonly level: string;
  readonly n: number;
  /** Mean of prediction minus human score. */
  readonly signedError: number;
}

export interface EvaluatedPair extends ScorePair {
  readonly id: string;
  readonly speaker: string | null;
  readonly words: number | null;
  readonly groups: Readonly<Record<string, string>>;
}

export interface OutputEvaluation {
  readonly output: Output;
  readonly n: number;
  readonly speakers: number;
  /** Ids of lines with a human score for which we gave none, by reason. */
  readonly unrated: Readonly<Record<string, readonly string[]>>;
  readonly agreement: Agreement;
  readonly intervals: AgreementIntervals;
  /** Of the predictions rounded to the scale's step: share within one and within two steps (half a band and one band). */
  readonly withinHalf: number;
  readonly withinOne: number;
  readonly levels: readonly LevelError[];
  readonly baseline: Baseline;
  readonly groups: readonly GroupAgreement[];
  readonly pairs: readonly EvaluatedPair[];
}

export interface Evaluation {
  readonly outputs: readonly OutputEvaluation[];
  readonly wordErrors: (WordErrors & { readonly rate: number; readonly items: number }) | null;
  readonly speed: Speed | null;
}

export interface Speed {
  readonly audioMs: number;
  readonly tookMs: number;
  /** Seconds of audio per second of work on one core. */
  readonly timesRealTime: number;
}

/** Fewer pairs than this say nothing about agreement. */
const FEWEST_PAIRS = 3;
/** Drawn again and again from fewer speakers, the same few pairs make an interval look narrow. */
export const FEWEST_FOR_INTERVALS = 10;

export function evaluate(items: readonly RatedItem[]): Evaluation {
  const outputs = OUTPUTS.flatMap((output) => evaluateOutput(output, items) ?? []);
  return { outputs, wordErrors: wordErrorsOf(items), speed: speedOf(items) };
}

function evaluateOutput(output: Output, items: readonly RatedItem[]): OutputEvaluation | null {
  const asked = items.filter(({ human }) => human[output] !== undefined);
  const pairs = asked.flatMap((item): EvaluatedPair[] => {
    const predicted = item.predicted[output];
    const human = item.human[output];
    if (predicted === undefined || human === undefined) return [];
    return [{ id: item.id, speaker: item.speaker, words: item.words, groups: item.groups, predicted, human }];
  });
  if (asked.length === 0) return null;
  const unrated: Record<string, string[]> = {};
  for (const { id, predicted, unrated: reasons } of asked) {
    if (predicted[output] !== undefined) continue;
    const reason = reasons[output] ?? 'We give no such score for this line.';
    (unrated[reason] ??= []).push(id);
  }
  if (pairs.length < FEWEST_PAIRS) return { ...NOTHING, output, n: pairs.length, unrated, pairs };
  const { step, unit } = scaleOf(output);
  const prepared = preparePairs(pairs, step);
  const half = unit === 'band' ? step : step / 2;
  const within = (distance: number): number => {
    const near = pairs.filter(({ predicted, human }) => {
      const given = unit === 'band' ? roundTo(predicted, step) : predicted;
      return Math.abs(given - human) <= distance + 1e-9;
    });
    return near.length / pairs.length;
  };
  const speakers = new Set(pairs.map(({ speaker, id }) => speaker ?? `#${id}`)).size;
  return {
    output,
    n: pairs.length,
    speakers,
    unrated,
    agreement: agreementOf(prepared),
    intervals:
      speakers < FEWEST_FOR_INTERVALS
        ? NO_INTERVALS
        : bootstrapIntervals(
            prepared,
            pairs.map(({ speaker }) => speaker),
          ),
    withinHalf: within(half),
    withinOne: within(2 * half),
    levels: levelsOf(
      pairs,
      asked.every(({ fromLevels }) => fromLevels?.includes(output)),
    ),
    baseline: wordCountBaseline(pairs, step),
    groups: groupAgreements(pairs),
    pairs,
  };
}

const NO_INTERVALS = { pearson: null, spearman: null, rmse: null, mae: null, kappa: null } as const;

const NOTHING = {
  speakers: 0,
  agreement: { pearson: null, spearman: null, rmse: NaN, mae: NaN, kappa: null },
  intervals: NO_INTERVALS,
  withinHalf: NaN,
  withinOne: NaN,
  levels: [],
  baseline: { words: null, mean: null },
  groups: [],
} as const;

function levelsOf(pairs: readonly ScorePair[], areLevels: boolean): readonly LevelError[] {
  const errors = new Map<number, number[]>();
  for (const { predicted, human } of pairs) {
    const band = areLevels ? human : roundTo(human, 1);
    errors.set(band, [...(errors.get(band) ?? []), predicted - human]);
  }
  return [...errors]
    .sort(([first], [second]) => first - second)
    .map(([band, list]) => ({
      level: (areLevels ? levelOfBand(band) : null) ?? String(band),
      n: list.length,
      signedError: list.reduce((total, error) => total + error, 0) / list.length,
    }));
}

function wordErrorsOf(items: readonly RatedItem[]): Evaluation['wordErrors'] {
  const counted = items.flatMap(({ wordErrors }) => (wordErrors === null ? [] : [wordErrors]));
  if (counted.length === 0) return null;
  const total = counted.reduce(addWordErrors, NO_WORD_ERRORS);
  return { ...total, rate: wordErrorRate(total), items: counted.length };
}

function speedOf(items: readonly RatedItem[]): Speed | null {
  const timed = items.filter(({ audioMs, tookMs }) => audioMs !== null && tookMs !== null);
  const audioMs = timed.reduce((total, item) => total + (item.audioMs ?? 0), 0);
  const tookMs = timed.reduce((total, item) => total + (item.tookMs ?? 0), 0);
  return audioMs > 0 && tookMs > 0 ? { audioMs, tookMs, timesRealTime: audioMs / tookMs } : null;
}
