/** Gathers the paths that change below some folders, until nothing has changed for a moment. */
import { watch, type FSWatcher } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError, messageOf } from '../../../engine/errors.js';
import { safeText } from '../../../engine/text/safe-text.js';

/** Editors and compilers write several files, and some of them twice. */
const QUIET_MS = 200;

export class ChangeWatcher {
  readonly #watchers: FSWatcher[] = [];
  readonly #ignored: ReadonlySet<string>;
  /** Files elsewhere, and their folders. */
  readonly #wanted = new Set<string>();
  readonly #besides = new Set<string>();
  readonly #changed = new Set<string>();
  #wake: (() => void) | null = null;
  #closed = false;

  /**
   * @param folders with all that is in them
   * @param ignored files whose changes mean nothing
   * Throws AppError `replay.cannotWatch` (exit code 3).
   */
  constructor(folders: readonly string[], ignored: readonly string[] = []) {
    this.#ignored = new Set(ignored);
    for (const folder of folders) this.#watch(folder, true);
  }

  /** Files elsewhere, from now on: their folders are watched for them alone. Throws as the constructor does. */
  watchFiles(files: readonly string[]): void {
    for (const file of files) {
      this.#wanted.add(file);
      const folder = dirname(file);
      if (this.#besides.has(folder)) continue;
      this.#besides.add(folder);
      this.#watch(folder, false);
    }
  }

  #watch(folder: string, recursive: boolean): void {
    try {
      const watcher = watch(folder, { recursive }, (_event, name) => {
        const path = name === null ? folder : join(folder, name);
        if (this.#ignored.has(path) || (!recursive && !this.#wanted.has(path))) return;
        this.#changed.add(path);
        this.#wake?.();
      });
      // A folder that goes away is no failure: what was in it is not found the next time.
      watcher.on('error', () => undefined);
      this.#watchers.push(watcher);
    } catch (error) {
      this.close();
      throw new AppError({
        code: 'replay.cannotWatch',
        message: `${safeText(folder)} cannot be watched: ${messageOf(error)}.`,
        remedy: 'Watch fewer folders, or raise the system’s limit of watched files.',
        exitCode: 3,
        cause: error,
      });
    }
  }

  /** What has changed since the last call; waits for something. Null once closed. */
  async changes(): Promise<ReadonlySet<string> | null> {
    while (this.#changed.size === 0 && !this.#closed) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    for (let seen = -1; seen !== this.#changed.size && !this.#closed;) {
      seen = this.#changed.size;
      await sleep(QUIET_MS);
    }
    if (this.#closed) return null;
    const changed = new Set(this.#changed);
    this.#changed.clear();
    return changed;
  }

  close(): void {
    this.#closed = true;
    for (const watcher of this.#watchers) watcher.close();
    this.#wake?.();
  }
}
