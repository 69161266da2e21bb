/** From a manifest to work: finds the files, checks the scores against their scales. */
import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { CEFR } from '../../engine/evaluation/cefr.js';
import type { ManifestItem } from '../../engine/evaluation/manifest-item.js';
import type { ManifestProblem } from '../../engine/evaluation/manifest.js';
import { isOutput, matchOutputs, scaleOf, type Output, type OutputScores } from '../../engine/evaluation/outputs.js';
import type { ItemJob } from './measure-item.js';

export interface PreparedItem {
  readonly item: ManifestItem;
  readonly human: OutputScores;
  /** Of these, those that were given as a level such as "B2". */
  readonly fromLevels: readonly Output[];
  /** Null when the predictions stand in the manifest. */
  readonly job: ItemJob | null;
}

export interface PreparedItems {
  readonly prepared: readonly PreparedItem[];
  readonly problems: readonly ManifestProblem[];
  readonly matched: ReadonlyMap<string, Output>;
  /** Score names that we have nothing for. */
  readonly unknown: readonly string[];
}

export interface PrepareOptions {
  /** Where relative paths begin. */
  readonly folder: string;
  readonly outputMap: ReadonlyMap<string, Output>;
  readonly recognise: boolean;
}

export async function prepareItems(items: readonly ManifestItem[], options: PrepareOptions): Promise<PreparedItems> {
  const names = [...new Set(items.flatMap(({ human }) => Object.keys(human)))];
  const { matched, unknown } = matchOutputs(names, options.outputMap);
  const outputs = [...matched.values()];
  // Without human scores everything is worth knowing.
  const bands = outputs.length === 0 || outputs.some((output) => output.startsWith('band.'));
  const aspects = outputs.length === 0 || outputs.some((output) => output.startsWith('aspect.'));
  const prepared: PreparedItem[] = [];
  const problems: ManifestProblem[] = [];
  for (const item of items) {
    try {
      const { human, fromLevels } = humanScores(item, matched);
      const job =
        item.predicted === null
          ? await jobOf(item, options.folder, { recognise: options.recognise, bands, aspects })
          : null;
      prepared.push({ item, human, fromLevels, job });
    } catch (error) {
      problems.push({ line: item.line, id: item.id, message: error instanceof Error ? error.message : String(error) });
    }
  }
  return { prepared, problems, matched, unknown };
}

/** Scores of another rater, by our names. */
export function givenPredictions({ predicted }: ManifestItem, matched: ReadonlyMap<string, Output>): OutputScores {
  const scores: Partial<Record<Output, number>> = {};
  for (const [name, value] of Object.entries(predicted ?? {})) {
    const output = matched.get(name) ?? (isOutput(name) ? name : undefined);
    if (output !== undefined) scores[output] = value;
  }
  return scores;
}

function humanScores(
  { human }: ManifestItem,
  matched: ReadonlyMap<string, Output>,
): Pick<PreparedItem, 'human' | 'fromLevels'> {
  const scores: Partial<Record<Output, number>> = {};
  const names = new Map<Output, string>();
  for (const [name, value] of Object.entries(human)) {
    const output = matched.get(name);
    // A band is finer than a level: where a line has both, the band counts.
    if (output === undefined || (name === CEFR && scores[output] !== undefined)) continue;
    const { lowest, highest } = scaleOf(output);
    if (value < lowest || value > highest)
      throw new Error(`its score "${name}" is ${String(value)}, outside ${String(lowest)} to ${String(highest)}`);
    const other = names.get(output);
    if (other !== undefined && other !== CEFR && scores[output] !== value)
      throw new Error(`its scores "${other}" and "${name}" are both compared as ${output}, and differ`);
    names.set(output, name);
    scores[output] = value;
  }
  return { human: scores, fromLevels: [...names].flatMap(([output, name]) => (name === CEFR ? [output] : [])) };
}

async function jobOf(
  item: ManifestItem,
  folder: string,
  wanted: Pick<ItemJob, 'recognise' | 'bands' | 'aspects'>,
): Promise<ItemJob> {
  const { id, turns, text, reference, question } = item;
  const given = item.audio === null ? null : resolve(folder, item.audio);
  if (given !== null && !(await isFile(given)))
    throw new Error(`its audio ${item.audio ?? ''} is no file that is there`);
  const transcriptPath = item.transcript === null ? null : resolve(folder, item.transcript);
  if (transcriptPath !== null && !(await isFile(transcriptPath)))
    throw new Error(`its transcript ${item.transcript ?? ''} is not there`);
  const written = transcriptPath !== null || (turns !== null && turns !== undefined);
  const audioPath = given ?? (written ? null : await audioBeside(folder, id));
  if (audioPath === null && !written && text === null)
    throw new Error('it has neither audio nor a transcript (turns or text), and no audio lies beside the manifest');
  return { id, audioPath, transcriptPath, turns: turns ?? null, text, reference, question, ...wanted };
}

const EXTENSIONS = ['flac', 'wav', 'mp3', 'ogg'];

/** `audio/ID.flac`, or `ID.flac` right beside the manifest. */
async function audioBeside(folder: string, id: string): Promise<string | null> {
  if (/[/\\]|^\.\.?$/.test(id)) return null;
  for (const place of [join(folder, 'audio'), folder]) {
    for (const extension of EXTENSIONS) {
      const path = join(place, `${id}.${extension}`);
      if (await isFile(path)) return path;
    }
  }
  return null;
}

async function isFile(path: string): Promise<boolean> {
  return await stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}
