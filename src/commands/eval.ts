/** `eval`: rates the recordings and transcripts of a manifest and compares the result with human scores. */
import { readFile, stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { dirname, resolve } from 'node:path';
import { appPaths } from '../config/paths.js';
import { AppError, messageOf } from '../engine/errors.js';
import { evaluate, type RatedItem } from '../engine/evaluation/evaluation.js';
import type { ManifestItem } from '../engine/evaluation/manifest-item.js';
import { parseManifest, type ManifestProblem } from '../engine/evaluation/manifest.js';
import { isOutput, OUTPUTS, type Output } from '../engine/evaluation/outputs.js';
import { compareRaters } from '../engine/evaluation/raters.js';
import { svgPlot } from '../engine/evaluation/svg-plot.js';
import { NOTICE } from '../engine/reports/report-model.js';
import { decodedText } from '../engine/text/decoded-text.js';
import { safeText } from '../engine/text/safe-text.js';
import { evalText, type EvalSummary, type LineWarning } from './eval/eval-text.js';
import type { ItemMeasurement } from './eval/measure-item.js';
import { givenPredictions, prepareItems, type PreparedItem } from './eval/prepare-jobs.js';
import { rateItems, type RatedItems, type RateItemsOptions } from './eval/rate-items.js';
import { checkModelOptions } from './score/check-options.js';
import type { RaterChoice } from './score/model-rating.js';
import type { EngineOptions } from './score/scoring-engines.js';
import type { ProgressStream } from './model-progress.js';
import { printJson, type Write } from './output.js';
import { checkPlotPath, savePlot } from './save-plot.js';

const SCHEMA = 'ielts-examiner.eval/1';

export interface EvalOptions {
  readonly manifest: string;
  readonly json: boolean;
  /** The first so many lines only. */
  readonly limit?: number;
  readonly jobs?: number;
  /** SVG file of predicted against human scores. */
  readonly plot?: string;
  /** `HUMAN=OURS` each. */
  readonly map?: readonly string[];
  readonly stt?: string;
  readonly rater?: RaterChoice;
  readonly llm?: string;
  readonly profile?: string;
  /** Measure anew what was measured before. */
  readonly fresh?: boolean;
}

/** What a test replaces. */
export interface EvalRun {
  readonly progress?: ProgressStream;
  readonly cacheFolder?: string;
  readonly workerScript?: URL;
}

/** @returns 1 when a line could not be evaluated, 130 when interrupted; what is known is printed in any case */
export async function evalCommand(options: EvalOptions, write: Write, run: EvalRun = {}): Promise<number> {
  checkModelOptions(options);
  const outputMap = parseMap(options.map ?? []);
  const text = await readManifest(options.manifest);
  const manifest = parseManifest(text, options.manifest, options.limit);
  // All lines, since the name may stand behind the limit; it may also stand in one that cannot be read.
  const whole = options.limit === undefined ? manifest : parseManifest(text, options.manifest);
  if (whole.problems.length === 0) checkMap(outputMap, whole.items);
  // What takes minutes to measure is not lost to a slip in a path.
  if (options.plot !== undefined) await checkPlotPath(options.plot, 'eval.plot');
  const folder = dirname(resolve(options.manifest));
  const recognise = options.stt !== undefined && options.stt !== 'none';
  const { prepared, problems, matched, unknown } = await prepareItems(manifest.items, { folder, outputMap, recognise });
  const interruption = new AbortController();
  const interrupt = (): void => {
    interruption.abort();
  };
  process.once('SIGINT', interrupt);
  const rated = await rateItems(
    prepared.flatMap(({ job }) => (job === null ? [] : [job])),
    rateOptions(options, run, interruption.signal),
  ).finally(() => process.removeListener('SIGINT', interrupt));

  const lines = sortedOut(prepared, rated, matched);
  const failed = [...manifest.problems, ...problems, ...lines.failed].sort((first, second) => first.line - second.line);
  const summary = summaryOf({ ...lines, failed }, rated, { unknown, unused: whole.unused });
  const evaluation = evaluate(lines.found);
  if (options.json) {
    const outputs = evaluation.outputs.map(({ pairs: _, ...output }) => output);
    const rest = lines.found.map(({ id, human, predicted, unrated }) => ({ id, human, predicted, unrated }));
    printJson(
      { schema: SCHEMA, notice: NOTICE, versions: rated.versions, ...summary, ...evaluation, outputs, items: rest },
      write,
    );
  } else write(evalText(evaluation, summary));
  if (options.plot !== undefined) {
    await savePlot(options.plot, svgPlot(evaluation.outputs), 'eval.plot');
    if (!options.json) write(`The plot is in ${safeText(options.plot)}\n`);
  }
  if (interruption.signal.aborted) return 130;
  return failed.length > 0 ? 1 : 0;
}

function rateOptions(options: EvalOptions, run: EvalRun, signal: AbortSignal): RateItemsOptions {
  return {
    threads: options.jobs ?? availableParallelism(),
    engines: enginesOf(options),
    fresh: options.fresh ?? false,
    signal,
    cacheFolder: run.cacheFolder ?? appPaths().evaluations,
    progress: run.progress ?? (options.json && !process.stderr.isTTY ? SILENT : process.stderr),
    ...(run.workerScript === undefined ? {} : { workerScript: run.workerScript }),
  };
}

/** What became of the lines that could be read. */
interface Lines {
  readonly found: readonly RatedItem[];
  readonly failed: readonly ManifestProblem[];
  readonly measured: readonly MeasuredLine[];
  readonly notDone: number;
}

interface MeasuredLine {
  readonly id: string;
  readonly measurement: ItemMeasurement;
}

function sortedOut(
  prepared: readonly PreparedItem[],
  { outcomes }: RatedItems,
  matched: ReadonlyMap<string, Output>,
): Lines {
  const found: RatedItem[] = [];
  const failed: ManifestProblem[] = [];
  const measured: MeasuredLine[] = [];
  let notDone = 0;
  for (const entry of prepared) {
    const { id, line } = entry.item;
    const outcome = entry.job === null ? null : outcomes.get(entry.job);
    if (outcome === undefined) notDone += 1;
    else if (outcome === null) found.push(ratedItem(entry, null, matched));
    else if (outcome.ok) {
      found.push(ratedItem(entry, outcome.measurement, matched));
      measured.push({ id, measurement: outcome.measurement });
    } else failed.push({ line, id, message: outcome.message });
  }
  return { found, failed, measured, notDone };
}

function summaryOf(
  { found, failed, measured, notDone }: Lines,
  { fromBefore, modelCost }: RatedItems,
  names: Pick<EvalSummary, 'unknown' | 'unused'>,
): EvalSummary {
  const opinions = measured.flatMap(({ measurement: { opinion } }) => opinion ?? []);
  return {
    lines: found.length + failed.length + notDone,
    rated: found.filter((item) => !isRefused(item)).length,
    notRateable: found.filter(isRefused).length,
    fromBefore,
    failed,
    ...names,
    notDone,
    warnings: warningsOf(measured),
    evidenceFailed: measured.filter(({ measurement }) => measurement.evidenceFailed).length,
    raters: compareRaters(opinions.filter((opinion) => opinion.given)),
    withoutOpinion: opinions.flatMap((opinion) => (opinion.given ? [] : [opinion.why])),
    modelCost,
  };
}

/** Plain data: threads get it. */
function enginesOf({ stt, rater, llm, profile }: EvalOptions): EngineOptions {
  return {
    ...(stt === undefined ? {} : { stt }),
    ...(rater === undefined ? {} : { rater }),
    ...(llm === undefined ? {} : { llm }),
    ...(profile === undefined ? {} : { profile }),
  };
}

const SILENT: ProgressStream = { write: () => undefined };

function isRefused({ predicted, unrated }: RatedItem): boolean {
  return Object.keys(predicted).length === 0 && Object.keys(unrated).length > 0;
}

/** Each warning with the lines that it is of, the most frequent first. */
function warningsOf(measured: readonly MeasuredLine[]) {
  const ids = new Map<string, string[]>();
  for (const { id, measurement } of measured) {
    for (const message of new Set(measurement.warnings)) ids.set(message, [...(ids.get(message) ?? []), id]);
  }
  const warnings = [...ids].map(([message, named]): LineWarning => ({ message, ids: named }));
  return warnings.sort((first, second) => second.ids.length - first.ids.length);
}

/** A slip in a name would compare nothing, and say so nowhere. */
function checkMap(map: ReadonlyMap<string, Output>, items: readonly ManifestItem[]): void {
  const names = new Set(items.flatMap(({ human }) => Object.keys(human)));
  for (const name of map.keys()) {
    if (names.has(name)) continue;
    throw new AppError({
      code: 'eval.map',
      message: `No line has a score named "${safeText(name)}".`,
      remedy:
        names.size === 0
          ? 'No line has any human score.'
          : `The scores in the manifest are ${[...names].map((each) => safeText(each)).join(', ')}.`,
      exitCode: 2,
    });
  }
}

function ratedItem(
  { item, human, fromLevels }: PreparedItem,
  measurement: ItemMeasurement | null,
  matched: ReadonlyMap<string, Output>,
): RatedItem {
  return {
    id: item.id,
    speaker: item.speaker,
    groups: item.groups,
    human,
    fromLevels,
    predicted: measurement?.predicted ?? givenPredictions(item, matched),
    unrated: measurement?.unrated ?? {},
    words: measurement?.words ?? item.words,
    audioMs: measurement?.audioMs ?? null,
    tookMs: measurement?.tookMs ?? null,
    wordErrors: measurement?.wordErrors ?? null,
  };
}

function parseMap(list: readonly string[]): ReadonlyMap<string, Output> {
  return new Map(
    list.map((entry) => {
      const at = entry.indexOf('=');
      const [human, ours] = [entry.slice(0, at).trim(), entry.slice(at + 1).trim()];
      const output = isOutput(ours) ? ours : null;
      if (at < 1 || output === null) {
        throw new AppError({
          code: 'eval.map',
          message: `"${safeText(entry)}" is no pair of a human score and one of ours.`,
          remedy: `Write NAME=OURS; ours are ${OUTPUTS.join(', ')}.`,
          exitCode: 2,
        });
      }
      return [human, output] as const;
    }),
  );
}

/** 2,500 tests with the times of their words are half as large. */
const MAX_MANIFEST_BYTES = 1_000_000_000 / 2;

async function readManifest(path: string): Promise<string> {
  try {
    const { size } = await stat(path);
    if (size > MAX_MANIFEST_BYTES)
      throw new Error(`it has ${String(Math.round(size / 1e6))} MB, more than can be read`);
    return decodedText(await readFile(path));
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : null;
    const why =
      code === 'ENOENT' ? 'does not exist' : code === 'EISDIR' ? 'is a folder' : `cannot be read: ${messageOf(cause)}`;
    throw new AppError({
      code: 'manifest.unreadable',
      message: `The manifest ${safeText(path)} ${why}.`,
      remedy: 'Give the path of a file with JSON lines, or of a table with tabs.',
      exitCode: 2,
      cause,
    });
  }
}
