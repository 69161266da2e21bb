/** Reads recordings back: the whole, or only the stretch of one turn; those of killed processes, too. */
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { AppError, isAppError, messageOf } from '../../engine/errors.js';
import { safeText } from '../../engine/text/safe-text.js';
import { msToSamples, SAMPLE_RATE } from '../../engine/speech/frame.js';
import { readAt, readWavHeader } from '../audio-files/wav-header.js';
import { BLOCK_BYTES, CHANNELS, HEADER_BYTES } from './wav-file.js';

export interface Recording {
  /** 16 kHz, both of the same length. */
  readonly candidate: Int16Array;
  readonly examiner: Int16Array;
}

/** Rejects with an AppError `recording.notFound` or `recording.unreadable`. */
export async function readRecording(path: string): Promise<Recording> {
  return await readRange(path, 0, Number.POSITIVE_INFINITY);
}

/**
 * The candidate's side between two media times, without loading the rest. Shorter where the recording ends earlier,
 * empty where it holds nothing of that time.
 */
export async function readCandidateRange(path: string, startMs: number, endMs: number): Promise<Int16Array> {
  return (await readRange(path, startMs, endMs)).candidate;
}

/** Of a file of ours: same layout, our header length. What the header says of the length is not believed. */
async function readRange(path: string, startMs: number, endMs: number): Promise<Recording> {
  let file: FileHandle | null = null;
  try {
    file = await open(path, 'r');
    const bytes = (await file.stat()).size;
    const header = await readWavHeader(file, bytes);
    const ours =
      header.dataOffset === HEADER_BYTES &&
      header.channels === CHANNELS &&
      header.blockBytes === BLOCK_BYTES &&
      header.sampleRate === SAMPLE_RATE;
    if (!ours) throw new Error('it was not recorded by this program');
    const blocks = Math.max(0, Math.floor((bytes - HEADER_BYTES) / BLOCK_BYTES));
    const start = Math.min(blocks, Math.max(0, msToSamples(startMs)));
    const end = Math.max(start, Math.min(blocks, endMs === Number.POSITIVE_INFINITY ? blocks : msToSamples(endMs)));
    return separate(await readAt(file, HEADER_BYTES + start * BLOCK_BYTES, (end - start) * BLOCK_BYTES));
  } catch (error) {
    throw isAppError(error) ? error : recordingError(path, error);
  } finally {
    await file?.close();
  }
}

function separate(audio: Buffer): Recording {
  const blocks = Math.floor(audio.length / BLOCK_BYTES);
  const candidate = new Int16Array(blocks);
  const examiner = new Int16Array(blocks);
  const mixed = new Int16Array(audio.buffer, audio.byteOffset, blocks * CHANNELS);
  for (let index = 0, at = 0; index < blocks; index++) {
    candidate[index] = mixed[at++] ?? 0;
    examiner[index] = mixed[at++] ?? 0;
  }
  return { candidate, examiner };
}

function recordingError(path: string, cause: unknown): AppError {
  const missing = typeof cause === 'object' && cause !== null && 'code' in cause && cause.code === 'ENOENT';
  return new AppError({
    code: missing ? 'recording.notFound' : 'recording.unreadable',
    message: missing
      ? `The recording ${safeText(path)} is not there.`
      : `The recording ${safeText(path)} cannot be read: ${messageOf(cause)}.`,
    remedy: 'What was written to the event log is kept without it.',
    exitCode: 3,
    cause,
  });
}
