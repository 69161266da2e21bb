/**
 * The candidates' sound for the report, as it lies in the fixtures. A report has room for so much of it; what was not as
 * expected has the first claim.
 */
import { accessSync, constants, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { FixtureResult } from '../../../../engine/replay/result.js';

/** A turn's part of a file. */
export interface Clip {
  /** Of the element that holds the file, where it had room. */
  readonly soundId: string;
  /** Media time at which it begins. */
  readonly startMs: number;
  /** In the file. */
  readonly fromMs: number;
  /** In the file: where the candidate gave way to the examiner; null where it was heard to its end. */
  readonly untilMs: number | null;
}

interface Sound {
  readonly id: string;
  readonly path: string;
  readonly kind: string;
  readonly bytes: number;
  readonly changedMs: number;
  /** How many answers lie in it. */
  answers: number;
}

/** A report beyond this opens slowly; what does not fit is left out. */
const MAX_BYTES = 40_000_000;
const KINDS: Readonly<Record<string, string>> = {
  '.flac': 'audio/flac',
  '.wav': 'audio/wav',
  '.wave': 'audio/wav',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
  '.oga': 'audio/ogg',
};
/** Between two answers of a recording. */
const NO_LONGER_SAID_MS = 500;

export class Sounds {
  readonly #problems = new Claims();
  readonly #others = new Claims();
  #places = 0;
  readonly #chosen: Sound[] = [];
  /** Answers for which there is no room in any case. */
  #tooMuch = 0;

  /** @returns by turn; a player each, whether or not there will be room for its sound */
  add(folder: string, { said, status }: FixtureResult): ReadonlyMap<string, Clip> {
    const clips = new Map<string, Clip>();
    if (status === 'broken') return clips;
    const place = String(this.#places++);
    const claims = status === 'passed' ? this.#others : this.#problems;
    const sounds = new Map<string, Sound>();
    for (const { turnId, audio, file = '' } of said) {
      const kind = KINDS[extname(file).toLowerCase()];
      if (kind === undefined || audio === null || turnId === null) continue;
      const path = join(folder, file);
      const { size, mtimeMs } = statSync(path, { throwIfNoEntry: false }) ?? { size: 0, mtimeMs: 0 };
      const id = sounds.get(path)?.id ?? `sound-${place}-${String(sounds.size)}`;
      const sound = sounds.get(path) ?? { id, path, kind, bytes: size, changedMs: mtimeMs, answers: 0 };
      sound.answers++;
      sounds.set(path, sound);
      const { startMs, stoppedMs, speechEndMs, fromMs } = audio;
      // A recording goes on with the next answer.
      const endMs = stoppedMs ?? (fromMs === undefined ? null : speechEndMs + NO_LONGER_SAID_MS);
      clips.set(turnId, {
        soundId: id,
        startMs,
        fromMs: fromMs ?? 0,
        untilMs: endMs === null ? null : (fromMs ?? 0) + endMs - startMs,
      });
    }
    for (const sound of sounds.values()) if (!claims.add(sound)) this.#tooMuch += sound.answers;
    return clips;
  }

  /** Once all fixtures are there. @returns what is left out and why, for people */
  choose(): readonly string[] {
    let left = MAX_BYTES;
    let changed = 0;
    let tooMuch = this.#tooMuch;
    for (const sound of [...this.#problems.sounds, ...this.#others.sounds]) {
      if (!isUnchanged(sound)) changed += sound.answers;
      else if (sound.bytes > left) tooMuch += sound.answers;
      else {
        left -= sound.bytes;
        this.#chosen.push(sound);
      }
    }
    return [
      ...(tooMuch > 0 ? [`${answers(tooMuch)} without sound: the page would be too large.`] : []),
      ...(changed > 0 ? [`${answers(changed)} without sound: the files have changed since, or cannot be read.`] : []),
    ];
  }

  /** What was chosen, as elements of the page. */
  async *elements(): AsyncGenerator<string> {
    for (const { id, kind, path } of this.#chosen) {
      const bytes = await readFile(path);
      yield `<script type="text/plain" id="${id}" data-kind="${kind}">${bytes.toString('base64')}</script>\n`;
    }
  }
}

function isUnchanged({ path, bytes, changedMs }: Sound): boolean {
  try {
    accessSync(path, constants.R_OK);
    const { size, mtimeMs } = statSync(path);
    return size === bytes && mtimeMs === changedMs;
  } catch {
    return false;
  }
}

/** More than there is room for need not be remembered. */
class Claims {
  readonly sounds: Sound[] = [];
  #bytes = 0;

  /** @returns false when there is no room for it in any case */
  add(sound: Sound): boolean {
    if (this.#bytes + sound.bytes > MAX_BYTES) return false;
    this.#bytes += sound.bytes;
    this.sounds.push(sound);
    return true;
  }
}

function answers(count: number): string {
  return count === 1 ? '1 answer is' : `${String(count)} answers are`;
}
