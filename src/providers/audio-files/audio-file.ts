/** The result of reading an audio file, and its errors. */
import { AppError } from '../../engine/errors.js';
import { safeText } from '../../engine/text/safe-text.js';

export type AudioFormat = 'wav' | 'flac' | 'mp3' | 'ogg';

/** The format of the file, before conversion to 16 kHz mono. */
export interface AudioSource {
  readonly format: AudioFormat;
  readonly sampleRate: number;
  readonly channels: number;
  /** Bits per sample; null for lossy formats, which have none. */
  readonly bitDepth: number | null;
  /** The program that wrote the file, if the file names it; else null. */
  readonly software: string | null;
}

export interface AudioWarning {
  readonly code: 'audio.truncated' | 'audio.silent' | 'audio.clipped';
  readonly message: string;
}

export interface AudioFile {
  readonly samples: Int16Array;
  readonly sampleRate: 16_000;
  readonly source: AudioSource;
  readonly warnings: readonly AudioWarning[];
}

/** A file opened by a decoder: blocks of mono 16-bit samples at `source.sampleRate`. */
export interface OpenedAudio {
  readonly source: AudioSource;
  /** The duration according to the file's header, in milliseconds; null when it has none. */
  readonly declaredMs: number | null;
  readonly blocks: AsyncIterable<Int16Array>;
  /** Why the audio is incomplete, or null. Valid after the last block. */
  damage(): string | null;
}

export type AudioErrorCode =
  | 'audio.notFound'
  | 'audio.notAFile'
  | 'audio.unreadable'
  | 'audio.empty'
  | 'audio.unsupported'
  | 'audio.tooLong'
  | 'audio.noFiles'
  | 'audio.silent';

/** 2 throughout: another file helps, whatever is wrong with this one. */
const EXIT_CODE = 2;

export function audioError(code: AudioErrorCode, message: string, remedy: string, cause?: unknown): AppError {
  return new AppError({ code, message, remedy, exitCode: EXIT_CODE, cause });
}

/** A file name that is safe to print: on one line, without control characters. */
export function printableName(path: string): string {
  return safeText(path).replace(/[\n\t]/g, '?');
}
