/**
 * Keeps synthesized lines in a folder, one file each, named by a hash of voice and text. Files are written under another name
 * and renamed, so that a reader never sees half a file. When the folder cannot be used, the cache behaves as if empty.
 */
import { createHash, randomUUID } from 'node:crypto';
import { readFile, readdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from '../../config/files/make-folder.js';
import type { SpeechCache } from '../../engine/ports/speech-cache.js';
import { freeBytes, KEPT_FREE_BYTES } from '../disk-space.js';

/** Room for some two thousand lines of four seconds. */
const DEFAULT_MAX_BYTES = 256 * 1024 * 1024;
/** What the folder shrinks to when it is full, so that not every new line has to make room. */
const SHRINK_TO = 0.8;
/** Leftovers of a process that died while writing. */
const ABANDONED_MS = 3_600_000;
const EXTENSION = '.pcm';
const MAGIC = Buffer.from('IXS1');
/** Magic, SHA-256 of the samples. */
const HEADER_BYTES = MAGIC.length + 32;

export interface FolderSpeechCacheOptions {
  readonly folder: string;
  readonly maxBytes?: number;
}

export function createFolderSpeechCache(options: FolderSpeechCacheOptions): SpeechCache {
  return new FolderSpeechCache(options.folder, options.maxBytes ?? DEFAULT_MAX_BYTES);
}

class FolderSpeechCache implements SpeechCache {
  readonly #folder: string;
  readonly #maxBytes: number;
  /** Bytes in the folder as far as known; null before the first write has counted them. */
  #bytes: number | null = null;
  #writing: Promise<void> = Promise.resolve();

  constructor(folder: string, maxBytes: number) {
    this.#folder = folder;
    this.#maxBytes = maxBytes;
  }

  async get(key: string): Promise<Int16Array | null> {
    const path = this.#path(key);
    try {
      const samples = decode(await readFile(path));
      if (samples === null) await rm(path, { force: true });
      // The oldest go out first; a line in use is not old.
      else await touch(path);
      return samples;
    } catch {
      return null;
    }
  }

  async put(key: string, samples: Int16Array): Promise<void> {
    // One after the other: the size is counted while writing.
    this.#writing = this.#writing.then(async () => this.#write(key, samples)).catch(() => undefined);
    await this.#writing;
  }

  async #write(key: string, samples: Int16Array): Promise<void> {
    const bytes = encode(samples);
    if (bytes.length > this.#maxBytes) return;
    const path = this.#path(key);
    const draft = join(this.#folder, `${randomUUID()}.tmp`);
    await makeFolder(this.#folder);
    if ((await freeBytes(this.#folder)) < KEPT_FREE_BYTES) return;
    try {
      await writeFile(draft, bytes);
      await rename(draft, path);
    } catch (error) {
      await rm(draft, { force: true });
      throw error;
    }
    this.#bytes = this.#bytes === null ? null : this.#bytes + bytes.length;
    if (this.#bytes === null || this.#bytes > this.#maxBytes) await this.#makeRoom();
  }

  /** Counts what is there and, if it is too much, removes the files that were not used for longest. */
  async #makeRoom(): Promise<void> {
    const files: { readonly path: string; readonly bytes: number; readonly usedMs: number }[] = [];
    for (const name of await readdir(this.#folder)) {
      const path = join(this.#folder, name);
      const found = await stat(path).catch(() => null);
      if (found === null) continue;
      if (name.endsWith('.tmp') && found.mtimeMs < Date.now() - ABANDONED_MS) await rm(path, { force: true });
      if (name.endsWith(EXTENSION)) files.push({ path, bytes: found.size, usedMs: found.mtimeMs });
    }
    let total = files.reduce((sum, { bytes }) => sum + bytes, 0);
    if (total > this.#maxBytes) {
      files.sort((a, b) => a.usedMs - b.usedMs || (a.path < b.path ? -1 : 1));
      for (const { path, bytes } of files.slice(0, -1)) {
        if (total <= this.#maxBytes * SHRINK_TO) break;
        await rm(path, { force: true });
        total -= bytes;
      }
    }
    this.#bytes = total;
  }

  #path(key: string): string {
    return join(this.#folder, createHash('sha256').update(key).digest('hex') + EXTENSION);
  }
}

async function touch(path: string): Promise<void> {
  const now = new Date();
  await utimes(path, now, now).catch(() => undefined);
}

/** Little-endian samples behind a header that tells a damaged file. */
function encode(samples: Int16Array): Buffer {
  const body = Buffer.alloc(samples.length * 2);
  for (const [index, sample] of samples.entries()) body.writeInt16LE(sample, index * 2);
  return Buffer.concat([MAGIC, createHash('sha256').update(body).digest(), body]);
}

function decode(bytes: Buffer): Int16Array | null {
  const body = bytes.subarray(HEADER_BYTES);
  if (bytes.length < HEADER_BYTES || body.length % 2 !== 0 || !bytes.subarray(0, MAGIC.length).equals(MAGIC))
    return null;
  if (!createHash('sha256').update(body).digest().equals(bytes.subarray(MAGIC.length, HEADER_BYTES))) return null;
  return Int16Array.from({ length: body.length / 2 }, (_, index) => body.readInt16LE(index * 2));
}
