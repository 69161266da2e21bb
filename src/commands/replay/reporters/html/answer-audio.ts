/** The candidate's answers as they lie in the fixture, placed on the session's timeline and put into the report. */
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { FixtureResult } from '../../../../engine/replay/result.js';
import { readFixture } from '../../fixture/read-fixture.js';

export interface AnswerAudio {
  readonly turnId: string;
  /** Media time at which the file begins. */
  readonly startMs: number;
  /** A `data:` address. */
  readonly source: string;
}

/** A report beyond this opens slowly; what does not fit is left out. */
const MAX_BYTES = 40_000_000;
const KINDS: Readonly<Record<string, string>> = {
  '.flac': 'audio/flac',
  '.wav': 'audio/wav',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
};

/** Reads answers until the report's room is used up; shared by all fixtures of a report. */
export class AnswerAudioReader {
  #left = MAX_BYTES;
  leftOut = 0;

  async read(folder: string, { said = [], status }: FixtureResult): Promise<readonly AnswerAudio[]> {
    if (status === 'broken') return [];
    const answers = await readFixture(folder).then(
      (fixture) => fixture.answers ?? [],
      // Changed since it was replayed: what lies there now may be something else.
      () => null,
    );
    if (answers === null) {
      this.leftOut += said.filter(({ audio }) => audio !== null).length;
      return [];
    }
    const found: AnswerAudio[] = [];
    for (const { answer, turnId, audio } of said) {
      const name = answers[answer - 1]?.audio;
      const kind = KINDS[extname(name ?? '').toLowerCase()];
      if (name === undefined || kind === undefined || audio === null || turnId === null) continue;
      const bytes = await readFile(join(folder, name)).catch(() => null);
      if (bytes === null || bytes.length > this.#left) {
        this.leftOut++;
        continue;
      }
      this.#left -= bytes.length;
      found.push({ turnId, startMs: audio.startMs, source: `data:${kind};base64,${bytes.toString('base64')}` });
    }
    return found;
  }
}
