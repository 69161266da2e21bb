/**
 * Unpacks the wanted files of a `.tar.bz2`. The archive's hash was checked, but a list of models can be wrong or
 * a mirror hostile, so nothing in it is trusted: names cannot leave the folder, only plain files and folders are
 * written, and size and number are bounded.
 */
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadEntry } from 'tar';
import { isAppError, messageOf } from '../../engine/errors.js';
import { asDiskError, modelError } from './model-error.js';

export interface UnpackOptions {
  readonly archive: string;
  /** Where the files go. It exists. */
  readonly into: string;
  /** The one folder inside the archive; it is left out of the written paths. */
  readonly folder: string;
  /** Paths inside that folder; a folder's path means everything in it. */
  readonly wanted: readonly string[];
  /** Of everything in the archive, unpacked. */
  readonly maxBytes: number;
  /** Bytes of the archive read so far. */
  readonly onProgress?: (readBytes: number) => void;
  readonly signal?: AbortSignal | undefined;
}

/** espeak-ng's data are some 360 files; nothing that we want has thousands. */
const MAX_ENTRIES = 5_000;

/** Licences and descriptions travel with a model. */
const ABOUT = /^(LICEN[CS]E|README|MODEL_CARD|NOTICE|COPYING)[^/]*$/i;

const FILE_TYPES = new Set(['File', 'OldFile', 'ContiguousFile']);

/** @returns the written files' paths inside `into`. Rejects with `models.archive` or `models.disk`. */
export async function unpackArchive(options: UnpackOptions): Promise<readonly string[]> {
  const [{ Parser }, { default: unbzip2 }] = await Promise.all([import('tar'), import('unbzip2-stream')]);
  const { archive, into, signal } = options;
  const written: string[] = [];
  const guard = new ArchiveGuard(options);
  let failure: unknown = null;
  let writing: Promise<void> = Promise.resolve();

  const fail = (error: unknown): void => {
    failure ??= error;
  };
  const parser = new Parser({
    strict: true,
    onReadEntry: (entry) => {
      const path = failure === null ? guardedPath(guard, entry, fail) : null;
      if (path === null) {
        entry.resume();
        return;
      }
      writing = writing
        .then(() => writeEntry(entry, join(into, path)))
        .then(() => {
          written.push(path);
        }, fail);
    },
  });
  // It reports through events while it is written to; what it says first counts.
  parser.on('error', fail);

  let readBytes = 0;
  const source = createReadStream(archive);
  source.on('data', (bytes) => {
    readBytes += bytes.length;
    options.onProgress?.(readBytes);
  });
  const unpacked = new Readable().wrap(source.on('error', fail).pipe(unbzip2()));
  try {
    for await (const bytes of unpacked) {
      signal?.throwIfAborted();
      if (failure !== null) break;
      if (!parser.write(bytes as Buffer)) await drained(parser, () => failure !== null);
    }
    if (failure === null) {
      const ended = new Promise<void>((resolve) => {
        parser.on('end', resolve).on('error', () => {
          resolve();
        });
      });
      parser.end();
      await ended;
    }
  } catch (error) {
    fail(error);
  } finally {
    source.destroy();
    unpacked.destroy();
  }
  if (failure === null) await writing;
  if (failure !== null) throw asArchiveError(failure, into);
  return written;
}

function guardedPath(guard: ArchiveGuard, entry: ReadEntry, fail: (error: unknown) => void): string | null {
  try {
    return guard.pathToWrite(entry);
  } catch (error) {
    fail(error);
    return null;
  }
}

async function writeEntry(entry: ReadEntry, path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  // `wx`: a name that comes twice is no second chance to write through something.
  await pipeline(Readable.from(entry), createWriteStream(path, { flags: 'wx', mode: 0o644 }));
}

class ArchiveGuard {
  readonly #options: UnpackOptions;
  #bytes = 0;
  #entries = 0;

  constructor(options: UnpackOptions) {
    this.#options = options;
  }

  /** Null for what is not wanted. Throws `models.archive`. */
  pathToWrite(entry: ReadEntry): string | null {
    const { folder, wanted, maxBytes } = this.#options;
    this.#entries += 1;
    this.#bytes += entry.size;
    if (this.#entries > MAX_ENTRIES) throw refused(`it has more than ${String(MAX_ENTRIES)} entries`);
    if (this.#bytes > maxBytes) throw refused(`it unpacks to more than ${String(maxBytes)} bytes`);
    const path = safePath(entry.path);
    if (!path.startsWith(`${folder}/`)) return null;
    const inside = path.slice(folder.length + 1);
    const isWanted = ABOUT.test(inside) || wanted.some((each) => inside === each || inside.startsWith(`${each}/`));
    if (!isWanted || entry.type === 'Directory') return null;
    if (!FILE_TYPES.has(entry.type)) throw refused(`${path} is not a plain file (${entry.type})`);
    return inside;
  }
}

function safePath(path: string): string {
  const parts = path.replace(/^(\.\/)+/, '').split('/');
  const unsafe = parts.includes('..') || path.startsWith('/') || /[\\\0]|^[A-Za-z]:/.test(path);
  if (unsafe) throw refused(`the name "${path}" leaves the folder`);
  return parts.filter((part) => part !== '' && part !== '.').join('/');
}

function refused(why: string): Error {
  return modelError(
    'archive',
    `The archive was refused: ${why}`,
    'Nothing was installed. Please report it: the list of models may be wrong.',
  );
}

function asArchiveError(error: unknown, into: string): unknown {
  const known = asDiskError(into, error);
  if (isAppError(known) || (error instanceof Error && error.name === 'AbortError')) return known;
  return modelError(
    'archive',
    `The archive is damaged: ${messageOf(error)}`,
    'Nothing was installed. Run the command again.',
  );
}

/** A parser that waits for its entries to be written says `drain` when it wants more; a failed one never does. */
async function drained(parser: { once(event: 'drain', listener: () => void): unknown }, over: () => boolean) {
  await new Promise<void>((resolve) => {
    const watch = setInterval(() => {
      if (over()) done();
    }, 50);
    const done = (): void => {
      clearInterval(watch);
      resolve();
    };
    parser.once('drain', done);
  });
}
