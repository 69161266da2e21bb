/** Gathers the paths that change below some folders, until nothing has changed for a moment. */
import { lstatSync, readdirSync, watch, type FSWatcher } from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError, isAppError } from '../../../engine/errors.js';
import { fileTrouble } from '../../../engine/file-trouble.js';
import { shownPath } from '../../shown-path.js';

/** Editors and compilers write several files, and some of them twice. */
const QUIET_MS = 200;
const UNREADABLE: readonly unknown[] = ['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM'];

/**
 * Watches each folder by itself: where Node watches files (as it does on Linux when it is asked to watch a tree), it loses one that an
 * editor replaces by another of its name.
 */
export class ChangeWatcher {
  /** By folder: whose files and folders all mean something. */
  readonly #trees = new Map<string, FSWatcher>();
  /** Of which only {@link #wanted} files do, and {@link #roots}. */
  readonly #besides = new Map<string, FSWatcher>();
  readonly #wanted = new Set<string>();
  readonly #roots = new Set<string>();
  readonly #ignored: ReadonlySet<string>;
  readonly #changed = new Set<string>();
  #wake: (() => void) | null = null;
  #closed = false;

  /**
   * @param folders with all that is in them, but for hidden folders and installed packages
   * @param ignored files whose changes mean nothing
   * Throws AppError `replay.cannotWatch` (exit code 3).
   */
  constructor(folders: readonly string[], ignored: readonly string[] = []) {
    this.#ignored = new Set(ignored);
    try {
      for (const folder of folders) this.#watchFolder(folder);
    } catch (error) {
      this.close();
      throw error;
    }
  }

  /**
   * More, from now on; what is watched already stays.
   * @param files elsewhere: their folders are watched for them alone
   * @returns AppError `replay.cannotWatch` of each that cannot be watched
   */
  watchAlso(folders: readonly string[], files: readonly string[]): readonly AppError[] {
    const failed: AppError[] = [];
    const attempt = (watchIt: () => void): void => {
      try {
        watchIt();
      } catch (error) {
        if (!isAppError(error)) throw error;
        failed.push(error);
      }
    };
    for (const folder of folders) {
      attempt(() => {
        this.#watchFolder(folder);
      });
    }
    for (const file of files) {
      this.#wanted.add(file);
      attempt(() => {
        orCannotWatch(dirname(file), (folder) => {
          this.#watchBeside(folder);
        });
      });
    }
    return failed;
  }

  #watchFolder(folder: string): void {
    orCannotWatch(folder, () => {
      this.#watchTree(folder);
    });
    this.#roots.add(folder);
    try {
      this.#watchBeside(dirname(folder));
    } catch {
      // Not everybody may look there; a folder that stays where it is needs no more.
    }
  }

  #watchBeside(folder: string): void {
    if (this.#besides.has(folder)) return;
    const watcher = watched(folder, (event, name) => {
      const path = join(folder, name);
      // A tree goes away and comes back when another branch is checked out.
      const isTree = event === 'rename' && this.#roots.has(path);
      if (isTree || this.#wanted.has(path)) this.#note(path);
      if (isTree) this.#follow(path);
    });
    this.#besides.set(folder, watcher);
  }

  #watchTree(folder: string, onEntry: (path: string) => void = () => undefined): void {
    if (this.#trees.has(folder)) return;
    // Before looking what is in it: what comes later is told.
    const watcher = watched(folder, (event, name) => {
      const path = join(folder, name);
      this.#note(path);
      if (event === 'rename') this.#follow(path);
    });
    this.#trees.set(folder, watcher);
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      onEntry(path);
      if (!entry.isDirectory() || isPassedOver(entry.name)) continue;
      try {
        this.#watchTree(path, onEntry);
      } catch (error) {
        // Gone meanwhile, or nobody's to read.
        if (!UNREADABLE.includes((error as NodeJS.ErrnoException).code)) throw error;
      }
    }
  }

  /** Something came to this place or went away from it: a folder perhaps, whose files are as new as it is. */
  #follow(path: string): void {
    if (this.#trees.has(path)) {
      for (const [folder, watcher] of this.#trees) {
        if (folder !== path && !folder.startsWith(`${path}${sep}`)) continue;
        watcher.close();
        this.#trees.delete(folder);
      }
    }
    try {
      const isFolder = lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
      if (!isFolder || isPassedOver(basename(path))) return;
      this.#watchTree(path, (inside) => {
        this.#note(inside);
      });
    } catch {
      // Gone again, or one more than the system watches: who began with fewer goes on.
    }
  }

  #note(path: string): void {
    if (this.#closed || this.#ignored.has(path)) return;
    this.#changed.add(path);
    this.#wake?.();
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
    for (const watcher of [...this.#trees.values(), ...this.#besides.values()]) watcher.close();
    this.#wake?.();
  }
}

function orCannotWatch(folder: string, watchIt: (folder: string) => void): void {
  try {
    watchIt(folder);
  } catch (error) {
    throw new AppError({
      code: 'replay.cannotWatch',
      message: `${shownPath(folder)} cannot be watched: ${fileTrouble(error)}.`,
      remedy: 'Watch fewer folders, or raise the system’s limit of watched files.',
      exitCode: 3,
      cause: error,
    });
  }
}

/** As fixtures are looked for. */
function isPassedOver(name: string): boolean {
  return name.startsWith('.') || name === 'node_modules';
}

/** @param onEntry with the name of what has changed in it; `rename` for what came or went */
function watched(folder: string, onEntry: (event: string, name: string) => void): FSWatcher {
  const watcher = watch(folder, (event, name) => {
    onEntry(event, name ?? '');
  });
  // A folder that goes away is no failure: what was in it is not found the next time.
  return watcher.on('error', () => undefined);
}
