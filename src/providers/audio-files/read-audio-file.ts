/** Reads any audio file as 16 kHz mono, or rejects with a clear reason. */
import { readFileSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { isAppError, messageOf } from '../../engine/errors.js';
import type { AppError } from '../../engine/errors.js';
import { SAMPLE_RATE } from '../../engine/speech/frame.js';
import { createResampler } from '../resampler/resampler.js';
import { audioError, printableName } from './audio-file.js';
import type { AudioFile, AudioFormat, AudioWarning, OpenedAudio } from './audio-file.js';
import { openCompressed } from './compressed-decoders.js';
import { readStreamInfo, STREAM_INFO_BYTES } from './flac-stream-info.js';
import { ReadAhead, WholeFile } from './read-ahead.js';
import type { ReadableFile } from './read-ahead.js';
import { SampleCollector } from './sample-collector.js';
import { sniffAudio } from './sniff.js';
import { openWav } from './wav-decoder.js';
import { readAt, WavFormatError } from './wav-header.js';

/** A test lasts 14 minutes. A file of more than two hours is a mistake and would fill the memory; whoever rates files takes less (`maxMinutes`). */
const MAX_MINUTES = 120;
const SNIFF_BYTES = 64;
/** Half a minute as WAV, a minute and more as FLAC: read at once, since the ways of a promise to the disk and back take longer. */
const READ_AT_ONCE_BYTES = 1_000_000;
/** Share of samples at full scale from which distortion is audible. */
const CLIPPED_SHARE = 0.001;
const FORMATS = 'Use a WAV, FLAC, MP3 or Ogg Vorbis file';

export interface ReadAudioOptions {
  readonly maxMinutes?: number;
  /** How the file is called in messages, instead of by its path. */
  readonly name?: string;
}

/**
 * Recognises the format by content, not by name. A truncated file is used as far as it goes, with a warning.
 * Rejects with an AppError: `audio.notFound`, `audio.notAFile`, `audio.unreadable`, `audio.empty`, `audio.unsupported`, `audio.tooLong`.
 */
export async function readAudioFile(path: string, options: ReadAudioOptions = {}): Promise<AudioFile> {
  const name = options.name ?? printableName(path);
  let file: FileHandle | null = null;
  try {
    const size = sizeOf(path, name);
    let bytes: ReadableFile;
    if (size <= READ_AT_ONCE_BYTES) bytes = new WholeFile(readFileSync(path));
    else {
      file = await open(path, 'r');
      bytes = new ReadAhead(file, size);
    }
    return await decode(name, await openByContent(name, bytes, size), options.maxMinutes ?? MAX_MINUTES);
  } catch (error) {
    throw isAppError(error) ? error : fileError(name, error);
  } finally {
    await file?.close();
  }
}

/**
 * What {@link readAudioFile} would refuse by the file's first bytes: what is no audio, WAV without any, and WAV and FLAC
 * that say of themselves that they are too long. Nothing is decoded. @returns that a WAV is not whole
 */
export async function checkAudioFile(path: string, options: ReadAudioOptions = {}): Promise<readonly AudioWarning[]> {
  const name = options.name ?? printableName(path);
  let file: FileHandle | null = null;
  try {
    const size = sizeOf(path, name);
    file = await open(path, 'r');
    const format = await formatOf(name, file, size);
    const info = format === 'flac' ? readStreamInfo(await readAt(file, 0, STREAM_INFO_BYTES)) : null;
    const wav = format === 'wav' ? await openWav(file, size) : null;
    if (wav?.heldMs === 0) throw emptyError(name);
    const declaredMs = wav?.declaredMs ?? (info?.samples ? (info.samples / info.sampleRate) * 1000 : null);
    refuseTooLong(name, declaredMs, options.maxMinutes ?? MAX_MINUTES);
    return truncated(name, wav?.damage() ?? null);
  } catch (error) {
    throw isAppError(error) ? error : fileError(name, error);
  } finally {
    await file?.close();
  }
}

/** In bytes. Asked before opening: opening a named pipe would wait for a writer. */
function sizeOf(path: string, name: string): number {
  const stat = statSync(path);
  if (!stat.isFile()) {
    const what = stat.isDirectory() ? 'is a folder' : 'is not a file';
    throw audioError('audio.notAFile', `${name} ${what}.`, 'Give the path of an audio file.');
  }
  if (stat.size === 0) throw emptyError(name);
  return stat.size;
}

async function formatOf(name: string, file: ReadableFile, fileBytes: number): Promise<AudioFormat> {
  const sniffed = sniffAudio(await readAt(file, 0, Math.min(SNIFF_BYTES, fileBytes)));
  if (sniffed.known) return sniffed.format;
  throw audioError(
    'audio.unsupported',
    `${name} cannot be used as audio: it is ${sniffed.name}.`,
    // Not sox: of what telephones and browsers record, it reads nothing.
    `${FORMATS} (for example: ffmpeg -i input output.flac).`,
  );
}

async function openByContent(name: string, file: ReadableFile, fileBytes: number): Promise<OpenedAudio> {
  const format = await formatOf(name, file, fileBytes);
  if (format === 'wav') return await openWav(file, fileBytes);
  const opened = await openCompressed(format, file, fileBytes);
  if (opened !== null) return opened;
  throw damagedError(name, `it starts like ${format.toUpperCase()}, but nothing in it could be decoded`);
}

function refuseTooLong(name: string, declaredMs: number | null, maxMinutes: number): void {
  if (declaredMs !== null && declaredMs > maxMinutes * 60_000) throw tooLongError(name, maxMinutes);
}

async function decode(name: string, audio: OpenedAudio, maxMinutes: number): Promise<AudioFile> {
  const { source } = audio;
  const maxSamples = maxMinutes * 60 * SAMPLE_RATE;
  refuseTooLong(name, audio.declaredMs, maxMinutes);
  const resampler = await createResampler(source.sampleRate, SAMPLE_RATE);
  const collector = new SampleCollector();
  for await (const block of audio.blocks) {
    collector.add(block, resampler.process(block));
    if (collector.length > maxSamples) throw tooLongError(name, maxMinutes);
  }
  collector.add(new Int16Array(0), resampler.flush());
  if (collector.length === 0) throw emptyError(name);
  return {
    samples: collector.samples(),
    sampleRate: SAMPLE_RATE,
    source,
    warnings: warningsOf(name, audio.damage(), collector),
  };
}

function warningsOf(name: string, damage: string | null, collector: SampleCollector): readonly AudioWarning[] {
  const warnings = [...truncated(name, damage)];
  if (!collector.isAudible) {
    warnings.push({ code: 'audio.silent', message: `${name} is silent: nothing in it can be heard.` });
  }
  if (collector.clippedShare > CLIPPED_SHARE) {
    const percent = (collector.clippedShare * 100).toFixed(1);
    warnings.push({
      code: 'audio.clipped',
      message: `${name} is overdriven: ${percent} % of it is at full scale, which lowers recognition and pronunciation results.`,
    });
  }
  return warnings;
}

function truncated(name: string, damage: string | null): readonly AudioWarning[] {
  if (damage === null) return [];
  return [{ code: 'audio.truncated', message: `${name} is not whole: ${damage}. What is there is used.` }];
}

function emptyError(name: string): AppError {
  return audioError('audio.empty', `${name} holds no audio.`, 'Record it again.');
}

function tooLongError(name: string, maxMinutes: number): AppError {
  return audioError(
    'audio.tooLong',
    `${name} is longer than ${String(maxMinutes)} minutes.`,
    'Cut it into single answers, or keep one test per file.',
  );
}

function damagedError(name: string, why: string, cause?: unknown): AppError {
  return audioError('audio.unreadable', `${name} cannot be read: ${why}.`, 'Record or export it again.', cause);
}

/** Errors of the file system, and of the WAV reader. */
function fileError(name: string, error: unknown): AppError {
  if (error instanceof WavFormatError) {
    return error.problem === 'damaged'
      ? damagedError(name, error.message, error)
      : audioError('audio.unsupported', `${name} cannot be used: ${error.message}.`, `${FORMATS}, PCM if WAV.`, error);
  }
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return audioError('audio.notFound', `${name} does not exist.`, 'Check the path.', error);
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return audioError('audio.unreadable', `${name} may not be read.`, 'Give yourself permission to read it.', error);
  }
  return damagedError(name, messageOf(error), error);
}
