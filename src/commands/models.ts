/** `models list|pull|remove|verify`. Each takes a line writer and returns the exit code. */
import { isAppError } from '../engine/errors.js';
import { listModels, removeModel, verifyModel, type ListedModel } from '../providers/models/installed-models.js';
import type { CatalogueModel } from '../providers/models/catalogue.js';
import { pullModel } from '../providers/models/pull-model.js';
import { megabytes, pullReporter, type ProgressStream } from './model-progress.js';

export interface ModelsCommandOptions {
  /** `verify` without one checks every installed model. */
  readonly model?: string | undefined;
  readonly json: boolean;
}

/** What a test replaces. */
export interface ModelsRun {
  readonly catalogue?: readonly CatalogueModel[];
  readonly folder?: string;
  readonly progress?: ProgressStream;
  readonly retryDelaysMs?: readonly number[];
}

/** Writes one line, without its line feed. */
type WriteLine = (line: string) => void;

const USES: Readonly<Record<CatalogueModel['use'], string>> = {
  recognition: 'recognition',
  speech: 'voice',
  voiceActivity: 'voice activity',
};

export async function modelsList(
  { json }: ModelsCommandOptions,
  write: WriteLine,
  run: ModelsRun = {},
): Promise<number> {
  return told(json, write, async () => {
    const listed = await listModels(run);
    if (json) write(JSON.stringify({ models: listed.map(asData) }, null, 2));
    else for (const line of table(listed)) write(line);
    return 0;
  });
}

export async function modelsPull(
  { model, json }: ModelsCommandOptions,
  write: WriteLine,
  run: ModelsRun = {},
): Promise<number> {
  return told(json, write, async () => {
    const stop = new AbortController();
    const interrupt = (): void => {
      stop.abort();
    };
    process.once('SIGINT', interrupt);
    const reporter = pullReporter(run.progress ?? process.stderr, json);
    try {
      const result = await pullModel(model ?? '', { ...run, signal: stop.signal, onProgress: reporter.progress });
      reporter.end();
      const { id, licence, bytes, use } = result.model;
      if (json) write(JSON.stringify({ id, use, licence, folder: result.folder, pulled: result.pulled }, null, 2));
      else if (result.pulled) write(`Installed ${id} (${megabytes(bytes)}, licence: ${licence}) in ${result.folder}`);
      else write(`${id} is installed already, and every file is whole.`);
      return 0;
    } finally {
      reporter.end();
      process.removeListener('SIGINT', interrupt);
    }
  });
}

export async function modelsRemove(
  { model = '', json }: ModelsCommandOptions,
  write: WriteLine,
  run: ModelsRun = {},
): Promise<number> {
  return told(json, write, async () => {
    await removeModel(model, run);
    write(json ? JSON.stringify({ id: model, removed: true }) : `Removed ${model}.`);
    return 0;
  });
}

/** @returns 3 when a file is missing or changed */
export async function modelsVerify(
  { model, json }: ModelsCommandOptions,
  write: WriteLine,
  run: ModelsRun = {},
): Promise<number> {
  return told(json, write, async () => {
    const ids = model === undefined ? await installedIds(run) : [model];
    const checked = await Promise.all(ids.map(async (id) => ({ id, problems: await verifyModel(id, run) })));
    const damaged = checked.filter(({ problems }) => problems.length > 0);
    if (json) write(JSON.stringify({ models: checked }, null, 2));
    else if (checked.length === 0) write('No models are installed. See: ielts-examiner models list');
    else {
      for (const { id, problems } of checked) {
        write(problems.length === 0 ? `${id}: every file is whole` : `${id}: damaged`);
        for (const { path, problem } of problems)
          write(`  ${path} ${problem === 'missing' ? 'is missing' : 'has changed'}`);
      }
      for (const { id } of damaged) write(`Install it again: ielts-examiner models pull ${id}`);
    }
    return damaged.length === 0 ? 0 : 3;
  });
}

async function installedIds(run: ModelsRun): Promise<readonly string[]> {
  return (await listModels(run)).filter(({ installed }) => installed).map(({ model }) => model.id);
}

/** With `--json` the error is data too, on standard output; otherwise it is told as every command tells it. */
async function told(json: boolean, write: WriteLine, work: () => Promise<number>): Promise<number> {
  try {
    return await work();
  } catch (error) {
    if (!json || !isAppError(error)) throw error;
    write(JSON.stringify({ error: { code: error.code, message: error.message, remedy: error.remedy } }, null, 2));
    return error.exitCode;
  }
}

function asData({ model, installed, partBytes, folder }: ListedModel): object {
  const { id, use, name, description, bytes, licence, url, sha256 } = model;
  return { id, use, name, description, bytes, licence, url, sha256, installed, partBytes, folder };
}

function table(listed: readonly ListedModel[]): readonly string[] {
  const rows = listed.map(({ model, installed, partBytes }) => [
    model.id,
    USES[model.use],
    megabytes(model.bytes),
    installed ? 'installed' : partBytes > 0 ? `${String(Math.floor((partBytes * 100) / model.bytes))} % here` : '-',
    model.licence,
  ]);
  const heads = ['MODEL', 'FOR', 'DOWNLOAD', 'STATE', 'LICENCE'];
  const widths = heads.map((head, column) => Math.max(head.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const [head = '', ...lines] = [heads, ...rows].map((row) =>
    row
      .map((cell, column) => (column === 2 ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
  return [head, ...lines.flatMap((line, index) => [line, `    ${listed[index]?.model.description ?? ''}`])];
}
