/** Keeps what was measured, line by line, so that an interrupted evaluation goes on where it stopped. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { appendFile, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { makeFolder } from '../../config/files/make-folder.js';
import type { ItemJob, ItemMeasurement } from './measure-item.js';

export interface ResultCache {
  /** Null when nothing is known of the same content, rated by the same versions. */
  find(key: string): ItemMeasurement | null;
  /** A full disk costs the memory of it, not the result. */
  keep(key: string, measurement: ItemMeasurement): Promise<void>;
}

/**
 * @param versions everything that a result depends on besides the content: program, mapping, models, recogniser
 */
export async function openResultCache(folder: string, versions: readonly string[]): Promise<ResultCache> {
  const name = createHash('sha256').update(JSON.stringify(versions)).digest('hex').slice(0, 16);
  const path = join(folder, `${name}.jsonl`);
  const known = await readKnown(path);
  let writing = Promise.resolve();
  return {
    find: (key) => known.get(key) ?? null,
    keep: (key, measurement) => {
      known.set(key, measurement);
      writing = writing.then(() => append(path, `${JSON.stringify({ key, measurement })}\n`)).catch(() => undefined);
      return writing;
    },
  };
}

/** What the line says and what its files hold: a file that was changed is measured again. Rejects when a file cannot be read. */
export async function contentKey(job: ItemJob): Promise<string> {
  const { id: _, audioPath, transcriptPath, ...said } = job;
  const files = [];
  for (const path of [audioPath, transcriptPath]) files.push(path === null ? null : await hashOf(path));
  return createHash('sha256').update(JSON.stringify({ said, files })).digest('hex').slice(0, 32);
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/** A line that a killed process did not finish is passed over. */
async function readKnown(path: string): Promise<Map<string, ItemMeasurement>> {
  const known = new Map<string, ItemMeasurement>();
  const text = await readFile(path, 'utf8').catch(() => '');
  for (const line of text.split('\n')) {
    if (line === '') continue;
    try {
      const { key, measurement } = JSON.parse(line) as { key: string; measurement: ItemMeasurement };
      known.set(key, measurement);
    } catch {
      continue;
    }
  }
  return known;
}

async function append(path: string, line: string): Promise<void> {
  await makeFolder(dirname(path));
  await appendFile(path, line, { mode: 0o600 });
}
