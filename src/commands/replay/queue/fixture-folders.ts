/** The fixtures that a worker has fetched, each once for as long as somebody replays it. */
import { mkdir, rm } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { unpackBundle } from './bundle.js';
import type { RedisStrings } from './connection.js';
import { bundleKey } from './protocol.js';

export class FixtureFolders {
  readonly #home: string;
  readonly #redis: RedisStrings;
  readonly #open = new Map<string, { users: number; readonly root: string; readonly unpacked: Promise<void> }>();
  #fetched = 0;

  constructor(home: string, redis: RedisStrings) {
    this.#home = home;
    this.#redis = redis;
  }

  /** @returns the fixture's folder. Rejects when Redis has the files no more: the job is then given out again. */
  async open(run: string, hash: string, folder: string): Promise<string> {
    const known = this.#open.get(hash) ?? this.#begin(run, hash);
    this.#open.set(hash, known);
    known.users++;
    try {
      await known.unpacked;
      const place = join(known.root, folder);
      if (relative(known.root, place).split(sep)[0] === '..') throw new Error('the folder of the fixture leads out');
      return place;
    } catch (error) {
      await this.close(hash);
      throw error;
    }
  }

  async close(hash: string): Promise<void> {
    const known = this.#open.get(hash);
    if (known === undefined || --known.users > 0) return;
    this.#open.delete(hash);
    await rm(known.root, { recursive: true, force: true });
  }

  /** A place of its own each time: the one before may still be being deleted. */
  #begin(run: string, hash: string): { users: number; readonly root: string; readonly unpacked: Promise<void> } {
    const root = join(this.#home, String(++this.#fetched));
    return { users: 0, root, unpacked: this.#fetch(run, hash, root) };
  }

  async #fetch(run: string, hash: string, root: string): Promise<void> {
    const bytes = await this.#redis.getBuffer(bundleKey(run, hash));
    if (bytes === null) throw new Error('its files are not in Redis any more');
    // As at the top of a repository: what lies above the bundle is none of the fixture's business.
    await mkdir(join(root, '.git'), { recursive: true });
    await unpackBundle(bytes, root);
  }
}
