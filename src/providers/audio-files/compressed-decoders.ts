/** FLAC, MP3 and Ogg Vorbis, each by the WebAssembly build of its own reference decoder, block by block. */
import type { AudioFormat, OpenedAudio } from './audio-file.js';
import { mp3DeclaredSamples, readOggEnd } from './declared-length.js';
import type { Decoded, Decoder } from './decoder.js';
import { readStreamInfo, STREAM_INFO_BYTES } from './flac-stream-info.js';
import type { ReadableFile } from './read-ahead.js';
import { floatsToInt16 } from './sample-formats.js';
import { readAt } from './wav-header.js';
import { withoutConsole } from './without-console.js';

type CompressedFormat = Exclude<AudioFormat, 'wav'>;

/** About a second of speech: what is decoded of it stays small enough for memory that is used again and again. */
const BLOCK_BYTES = 8 * 1024;

/** Decoders are loaded when a file needs one. */
const decoders: Readonly<Record<CompressedFormat, () => Promise<Decoder>>> = {
  flac: async () => (await import('./flac-decoder.js')).openFlacDecoder(),
  mp3: async () => new (await import('mpg123-decoder')).MPEGDecoder(),
  ogg: async () => new (await import('@wasm-audio-decoders/ogg-vorbis')).OggVorbisDecoder(),
};

/** One decoder of each kind that a flush has made new again: making one takes as long as decoding some seconds. */
const idle = new Map<CompressedFormat, Decoder>();

/** Decodes up to the first samples, which tell rate and channels; null when there are none in the whole file. */
export async function openCompressed(
  format: CompressedFormat,
  file: ReadableFile,
  fileBytes: number,
): Promise<OpenedAudio | null> {
  const problems: string[] = [];
  let samplesDecoded = 0;
  const pieces = decodedPieces(format, file, fileBytes);
  const next = async (): Promise<Decoded | null> => {
    for (;;) {
      const step = await pieces.next();
      if (step.done === true) return null;
      problems.push(...step.value.errors.slice(0, 1).map((error) => error.message));
      if (step.value.samplesDecoded === 0) continue;
      samplesDecoded += step.value.samplesDecoded;
      return step.value;
    }
  };
  const first = await next();
  if (first === null) return null;
  const info = format === 'flac' ? readStreamInfo(await readAt(file, 0, STREAM_INFO_BYTES)) : null;
  const promised = info?.samples ?? null;
  const oggEnd = format === 'ogg' ? await readOggEnd(file, fileBytes) : null;
  const declared = promised ?? oggEnd?.samples ?? (format === 'mp3' ? await mp3DeclaredSamples(file, fileBytes) : null);
  return {
    source: {
      format,
      sampleRate: first.sampleRate,
      channels: first.channelData.length,
      bitDepth: info?.bitDepth ?? null,
      software: null,
    },
    declaredMs: declared === null ? null : (declared / first.sampleRate) * 1000,
    blocks: monoBlocks(first, next, pieces, format === 'flac' ? flacOne(info?.bitDepth ?? 16) : undefined),
    damage: () => {
      if (promised !== null && samplesDecoded < promised) {
        const seconds = (samples: number): string => (samples / first.sampleRate).toFixed(1);
        return `it promises ${seconds(promised)} s of audio but ${seconds(samplesDecoded)} s could be decoded`;
      }
      if (oggEnd?.isMarked === false) return 'its end is missing';
      return problems.length > 0 ? `parts of it could not be decoded (${problems[0] ?? ''})` : null;
    },
  };
}

async function* decodedPieces(
  format: CompressedFormat,
  file: ReadableFile,
  fileBytes: number,
): AsyncGenerator<Decoded, void, void> {
  const decoder = idle.get(format) ?? (await decoders[format]());
  idle.delete(format);
  let isFresh = false;
  try {
    await decoder.ready;
    for (let at = 0; at < fileBytes; at += BLOCK_BYTES) {
      const bytes = await readAt(file, at, Math.min(BLOCK_BYTES, fileBytes - at));
      yield await withoutConsole(() => decoder.decode(bytes));
    }
    if (decoder.flush) {
      const last = await decoder.flush();
      isFresh = true;
      yield last;
    }
  } finally {
    if (isFresh && !idle.has(format)) idle.set(format, decoder);
    else decoder.free();
  }
}

async function* monoBlocks(
  first: Decoded,
  next: () => Promise<Decoded | null>,
  pieces: AsyncGenerator<Decoded, void, void>,
  one?: number,
): AsyncGenerator<Int16Array> {
  try {
    for (let piece: Decoded | null = first; piece !== null; piece = await next()) {
      yield floatsToInt16(piece.channelData, piece.samplesDecoded, one);
    }
  } finally {
    await pieces.return();
  }
}

/** This decoder calls the largest sample 1, not the one after it: loud samples would come out larger by one. */
function flacOne(bitDepth: number): number {
  return (2 ** (bitDepth - 1) - 1) / 2 ** (bitDepth - 16);
}
