/** What reading an audio file gives, and how it fails. */
import { AppError } from '../../engine/errors.js';
import { safeText } from '../../engine/text/safe-text.js';

export type AudioFormat = 'wav' | 'flac' | 'mp3' | 'ogg';

/** How the file was before it was brought to 16 kHz mono. */
export interface AudioSource {
  readonly format: AudioFormat;
  readonly sampleRate: number;
  readonly channels: number;
  /** Null for lossy formats, which have none. */
  readonly bitDepth: number | null;
  /** The program that wrote the file, where it says so. */
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

/** One file opened by a decoder: its blocks are mono, 16 bit, at `source.sampleRate`. */
export interface OpenedAudio {
  readonly source: AudioSource;
  /** What the file says of its length; null where it says nothing. */
  readonly declaredMs: number | null;
  readonly blocks: AsyncIterable<Int16Array>;
  /** Asked after the last block: why the audio is not whole, or null. */
  damage(): string | null;
}

export type AudioErrorCode =
  | 'audio.notFound'
  | 'audio.unreadable'
  | 'audio.empty'
  | 'audio.unsupported'
  | 'audio.tooLong'
  | 'audio.noFiles'
  | 'audio.silent';

/** The caller named a wrong thing (2), or the thing itself is broken (3). */
const EXIT_CODES = {
  'audio.notFound': 2,
  'audio.unreadable': 3,
  'audio.empty': 3,
  'audio.unsupported': 2,
  'audio.tooLong': 2,
  'audio.noFiles': 2,
  'audio.silent': 3,
} as const;

export function audioError(code: AudioErrorCode, message: string, remedy: string, cause?: unknown): AppError {
  return new AppError({ code, message, remedy, exitCode: EXIT_CODES[code], cause });
}

/** A file name is data, and may not spread over lines or steer a terminal. */
export function printableName(path: string): string {
  return safeText(path).replace(/[\n\t]/g, '?');
}
