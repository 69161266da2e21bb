/**
 * Records a session as a WAV file that is playable at any time: audio and an updated header are written twice a second, so that
 * a killed process loses at most the last second.
 *
 * A resumed session continues the same file: it is cut or filled with silence to the media time at which the session
 * goes on, so that a time in the event log is always a time in the recording.
 */
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { makeFolder } from '../../config/files/make-folder.js';
import { AppError, messageOf } from '../../engine/errors.js';
import type { AudioRecorder } from '../../engine/ports/audio-recorder.js';
import { msToSamples } from '../../engine/speech/frame.js';
import { freeBytes } from '../disk-space.js';
import { BLOCK_BYTES, CHANNELS, HEADER_BYTES, interleave, recordingHeader } from './wav-file.js';

/** Audio gathered before it is handed to the disk. */
const BLOCK_MS = 500;
const BLOCK_SAMPLES = msToSamples(BLOCK_MS);
/** A disk that is an hour of audio (230 MB) behind will not catch up; a replay on the virtual clock may be a whole test ahead. */
const MAX_WAITING_BLOCKS = 7200;
/** What somebody said is for their ears only. */
const OWNER_ONLY = 0o600;

export interface RecorderOptions {
  readonly path: string;
  /** Media time at which a resumed session goes on; left out for a new recording, whose file must not exist. */
  readonly startMs?: number;
  /** The recording stops when the disk has less room than this left; 0 unless given. */
  readonly keepFreeBytes?: number;
  /** For tests of failing disks. */
  readonly openFile?: typeof open;
}

/** Never throws: whatever goes wrong is in `failure`, and what was written so far stays playable. */
export function createRecorder(options: RecorderOptions): AudioRecorder {
  return new WavRecorder(options);
}

class WavRecorder implements AudioRecorder {
  readonly path: string;
  failure: Error | null = null;
  readonly #options: RecorderOptions;
  #block = new Int16Array(BLOCK_SAMPLES * CHANNELS);
  #gathered = 0;
  #waiting: Int16Array[] = [];
  #file: FileHandle | null = null;
  #dataBytes = 0;
  #work: Promise<void>;
  #writing = true;
  #closed = false;

  constructor(options: RecorderOptions) {
    this.path = options.path;
    this.#options = options;
    this.#work = this.#run(() => this.#open());
  }

  write(candidate: Int16Array, examiner: Int16Array): void {
    if (this.failure !== null || this.#closed) return;
    const room = BLOCK_SAMPLES - this.#gathered;
    if (candidate.length > room) this.#handOver();
    interleave(candidate, examiner, this.#block, this.#gathered * CHANNELS);
    this.#gathered += candidate.length;
    if (this.#gathered === BLOCK_SAMPLES) this.#handOver();
  }

  async close(): Promise<void> {
    if (!this.#closed) {
      this.#closed = true;
      this.#handOver();
    }
    await this.#work;
    // A block that was handed over just as the disk had caught up.
    if (this.#waiting.length > 0) await this.#run(() => this.#drain());
    const file = this.#file;
    this.#file = null;
    if (file === null) return;
    try {
      if (this.failure === null) await file.datasync();
    } catch (error) {
      this.#fail(error);
    } finally {
      await file.close().catch(() => {});
    }
  }

  /** Passes what was gathered to the disk, which works in the background. */
  #handOver(): void {
    if (this.#gathered === 0) return;
    this.#waiting.push(this.#block.subarray(0, this.#gathered * CHANNELS));
    this.#block = new Int16Array(BLOCK_SAMPLES * CHANNELS);
    this.#gathered = 0;
    if (this.#waiting.length > MAX_WAITING_BLOCKS) {
      this.#fail(new Error('the disk is too slow'));
    } else if (!this.#writing) {
      this.#writing = true;
      this.#work = this.#run(() => this.#drain());
    }
  }

  async #run(work: () => Promise<void>): Promise<void> {
    try {
      await work();
      await this.#drain();
    } catch (error) {
      this.#fail(error);
    } finally {
      this.#writing = false;
    }
  }

  async #open(): Promise<void> {
    const { path, startMs, openFile = open } = this.#options;
    await makeFolder(dirname(path)).catch((error: unknown) => {
      throw codeOf(error) === 'EEXIST' ? new Error(`${dirname(path)} is not a folder`) : error;
    });
    this.#file = await openFile(path, startMs === undefined ? 'wx' : 'r+', OWNER_ONLY).catch((error: unknown) => {
      // A recording that was deleted before the session was resumed: the rest is still worth keeping.
      if (startMs !== undefined && codeOf(error) === 'ENOENT') return openFile(path, 'wx', OWNER_ONLY);
      throw error;
    });
    this.#dataBytes = msToSamples(startMs ?? 0) * BLOCK_BYTES;
    if (startMs !== undefined) await this.#file.truncate(HEADER_BYTES + this.#dataBytes);
    await this.#writeAll(recordingHeader(this.#dataBytes), 0);
  }

  async #drain(): Promise<void> {
    while (this.#waiting.length > 0 && this.failure === null) {
      const blocks = this.#waiting;
      this.#waiting = [];
      await this.#leaveRoom();
      for (const block of blocks) {
        const bytes = Buffer.from(block.buffer, block.byteOffset, block.byteLength);
        await this.#writeAll(bytes, HEADER_BYTES + this.#dataBytes);
        this.#dataBytes += bytes.length;
      }
      await this.#writeAll(recordingHeader(this.#dataBytes), 0);
    }
  }

  async #leaveRoom(): Promise<void> {
    const { path, keepFreeBytes = 0 } = this.#options;
    if (keepFreeBytes === 0 || (await freeBytes(dirname(path))) >= keepFreeBytes) return;
    throw Object.assign(new Error('the disk is almost full'), { code: 'ENOSPC' });
  }

  async #writeAll(bytes: Buffer, position: number): Promise<void> {
    for (let at = 0; at < bytes.length;) {
      const { bytesWritten } = (await this.#file?.write(bytes, at, bytes.length - at, position + at)) ?? {
        bytesWritten: bytes.length,
      };
      at += bytesWritten;
    }
  }

  #fail(error: unknown): void {
    this.failure ??= recordingError(this.path, error);
    this.#waiting = [];
  }
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
}

function recordingError(path: string, cause: unknown): AppError {
  const details = { exitCode: 3, cause } as const;
  switch (codeOf(cause)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new AppError({
        ...details,
        code: 'recording.full',
        message: 'The recording stopped: the disk is full.',
        remedy: 'The test goes on without it; free some space before the next one.',
      });
    case 'EEXIST':
      return new AppError({
        ...details,
        code: 'recording.exists',
        message: `Nothing is recorded: ${path} already exists and is not overwritten.`,
        remedy: 'Move that file away, or resume its session.',
      });
    default:
      return new AppError({
        ...details,
        code: 'recording.failed',
        message: `The recording stopped: ${messageOf(cause)}.`,
        remedy: 'Check that the folder of recordings can be written; the test goes on without the recording.',
      });
  }
}
