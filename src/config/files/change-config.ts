/** Changes one value of a configuration file, and keeps the rest as it was written, comments included. */
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isMap, parseDocument } from 'yaml';
import { AppError, isAppError } from '../../engine/errors.js';
import { lockWithin } from './lock-file.js';
import { isDiskFull } from './disk-full.js';
import { makeFolder } from './make-folder.js';
import { replaceFile } from './replace-file.js';
import { configError, parseConfig, type ConfigFileKind } from './parse-config.js';

/** A change takes milliseconds. */
const BUSY_FOR_MS = 2_000;

export interface ConfigChange {
  readonly path: string;
  readonly kind: ConfigFileKind;
  /** Path to the value, such as `['profiles', 'mine', 'extends']`. */
  readonly place: readonly string[];
  /** Undefined removes the value. */
  readonly value: unknown;
}

/**
 * One change after the other, also of several processes: none is lost.
 * Rejects with an AppError, and writes nothing, when the file is invalid before or after the change.
 */
export async function changeConfig(change: ConfigChange): Promise<void> {
  const { path } = change;
  const locking = async () => {
    await makeFolder(dirname(path));
    return await lockWithin(`${path}.lock`, BUSY_FOR_MS);
  };
  const lock = await locking().catch((error: unknown) => {
    throw unwritable(path, error);
  });
  if (!lock.taken) throw busy(path, lock.holder);
  try {
    await changeAlone(change);
  } finally {
    await lock.release();
  }
}

async function changeAlone({ path, kind, place, value }: ConfigChange): Promise<void> {
  const before = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw unwritable(path, error);
  });
  // A file that is invalid already is reported as such, not as a consequence of the change.
  parseConfig(before, path, kind);
  const document = parseDocument(before);
  if (document.contents !== null && !isMap(document.contents)) throw unwritable(path, 'it holds no settings');
  const steps = place.map((step) => (/^\d+$/.test(step) ? Number(step) : step));
  try {
    if (value === undefined) document.deleteIn(steps);
    // A plain value replaces the old one in place, which keeps its comment.
    else document.setIn(steps, typeof value === 'object' ? document.createNode(value) : value);
  } catch {
    throw configError(
      'place',
      `There is no place "${place.join('.')}" in ${path}.`,
      'See it: ielts-examiner config show',
    );
  }
  const text = path.endsWith('.json') ? `${JSON.stringify(document.toJS() ?? {}, null, 2)}\n` : String(document);
  try {
    parseConfig(text, path, kind);
  } catch (error) {
    throw isAppError(error) ? notChanged(error, path) : error;
  }
  // Who made it their own secret wants it to stay so.
  await replaceFile(path, text, { newMode: 0o644 }).catch((error: unknown) => {
    throw unwritable(path, error);
  });
}

/** Rewords an error about the changed text: its line numbers would be those of a text that was never written. */
function notChanged(refused: AppError, path: string): AppError {
  const { code, message, remedy, exitCode } = refused;
  const places = `${path}:`;
  const what = message
    .split('\n')
    .map((line) => (line.startsWith(places) ? line.slice(places.length).replace(/^\d+:\d+: /, '') : line))
    .join('\n');
  return new AppError({ code, message: `Nothing was changed: ${what}`, remedy, exitCode, cause: refused });
}

function busy(path: string, holder: number): AppError {
  return new AppError({
    code: 'config.busy',
    message: `The configuration file ${path} is being changed by ${holder === 0 ? 'another process' : `the process ${String(holder)}`}.`,
    remedy: `Try again when that process has ended; if there is none, remove ${path}.lock.`,
    exitCode: 3,
  });
}

function unwritable(path: string, cause: unknown): AppError {
  return new AppError({
    code: 'config.unwritable',
    message: `The configuration file ${path} cannot be changed: ${cause instanceof Error ? cause.message : String(cause)}.`,
    remedy: isDiskFull(cause)
      ? 'Free some space there.'
      : 'Give yourself the right to write there, or change it by hand.',
    exitCode: 3,
    cause,
  });
}
