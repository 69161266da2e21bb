/**
 * Finds the audio inside a WAV file. Our own reader, since a recorder that was killed leaves sizes that are wrong or
 * zero, recordings are read by range without loading them, and npm's readers unpack sample by sample into doubles
 * (about a second for two minutes of stereo) and do not say that a file is cut short.
 */
import type { ReadableFile } from './read-ahead.js';

export interface WavHeader {
  readonly encoding: 'integer' | 'float';
  readonly channels: number;
  readonly sampleRate: number;
  readonly bitDepth: number;
  /** Bytes of one sample of every channel. */
  readonly blockBytes: number;
  readonly dataOffset: number;
  /** Whole blocks that are really in the file. */
  readonly dataBytes: number;
  /** What the header promised; null where it promised nothing (a stream, or a recorder that was killed). */
  readonly declaredBytes: number | null;
  readonly software: string | null;
}

/** Not a usable WAV file; the message completes "…: ". */
export class WavFormatError extends Error {
  constructor(
    readonly problem: 'damaged' | 'unsupported',
    message: string,
  ) {
    super(message);
    this.name = 'WavFormatError';
  }
}

const PCM = 1;
const FLOAT = 3;
const EXTENSIBLE = 0xfffe;
const CODEC_NAMES: Readonly<Record<number, string>> = {
  2: 'Microsoft ADPCM',
  6: 'A-law',
  7: 'mu-law',
  17: 'IMA ADPCM',
  49: 'GSM',
  85: 'MP3',
};
/** Written by programs that stream, or left over by one that died. */
const UNKNOWN_SIZES = new Set([0, 0xffff_ffff, 0x7fff_ffff, 0x7fff_f000, 0x7fff_0000]);
const MAX_FORMAT_BYTES = 4096;

/** Reads the chunks up to the audio. Throws a {@link WavFormatError}. */
export async function readWavHeader(file: ReadableFile, fileBytes: number): Promise<WavHeader> {
  const riff = await readAt(file, 0, 12);
  const is64 = riff.toString('latin1', 0, 4) === 'RF64';
  let data64: number | null = null;
  let format: Buffer | null = null;
  let software: string | null = null;
  let offset = 12;
  while (offset + 8 <= fileBytes) {
    const head = await readAt(file, offset, 8);
    const id = head.toString('latin1', 0, 4);
    const size = head.readUInt32LE(4);
    const body = offset + 8;
    if (id === 'data') {
      if (format === null) throw new WavFormatError('damaged', 'it has audio but does not say in which format');
      const declared = is64 && size === 0xffff_ffff ? data64 : size;
      return describe(format, body, fileBytes, declared, software);
    }
    if (id === 'fmt ') format = await readAt(file, body, Math.min(size, MAX_FORMAT_BYTES));
    if (id === 'LIST') software = softwareIn(await readAt(file, body, Math.min(size, MAX_FORMAT_BYTES))) ?? software;
    if (id === 'ds64' && size >= 16) data64 = Number((await readAt(file, body, 16)).readBigUInt64LE(8));
    offset = body + size + (size % 2);
  }
  throw new WavFormatError('damaged', 'it ends before any audio');
}

function describe(
  format: Buffer,
  dataOffset: number,
  fileBytes: number,
  declared: number | null,
  software: string | null,
): WavHeader {
  if (format.length < 16) throw new WavFormatError('damaged', 'its format description is cut short');
  const tag = format.readUInt16LE(0);
  const codec = tag === EXTENSIBLE && format.length >= 26 ? format.readUInt16LE(24) : tag;
  const channels = format.readUInt16LE(2);
  const sampleRate = format.readUInt32LE(4);
  const bitDepth = format.readUInt16LE(14);
  if (codec !== PCM && codec !== FLOAT) {
    throw new WavFormatError('unsupported', `its audio is coded as ${CODEC_NAMES[codec] ?? `format ${String(codec)}`}`);
  }
  if (channels === 0 || channels > 64 || sampleRate < 1000 || sampleRate > 768_000) {
    throw new WavFormatError('damaged', `it claims ${String(channels)} channels at ${String(sampleRate)} Hz`);
  }
  const known = codec === FLOAT ? [32, 64] : [8, 16, 24, 32];
  if (!known.includes(bitDepth)) throw new WavFormatError('unsupported', `its samples have ${String(bitDepth)} bits`);
  const blockBytes = (channels * bitDepth) / 8;
  const there = Math.max(0, fileBytes - dataOffset);
  const declaredBytes = declared === null || UNKNOWN_SIZES.has(declared) ? null : declared;
  const usable = Math.min(there, declaredBytes ?? there);
  return {
    encoding: codec === FLOAT ? 'float' : 'integer',
    channels,
    sampleRate,
    bitDepth,
    blockBytes,
    dataOffset,
    dataBytes: usable - (usable % blockBytes),
    declaredBytes,
    software,
  };
}

/** The ISFT entry of a LIST INFO chunk. */
function softwareIn(list: Buffer): string | null {
  if (list.toString('latin1', 0, 4) !== 'INFO') return null;
  for (let at = 4; at + 8 <= list.length;) {
    const size = list.readUInt32LE(at + 4);
    if (list.toString('latin1', at, at + 4) === 'ISFT') {
      return list.toString('latin1', at + 8, Math.min(at + 8 + size, list.length)).replace(/\0.*$/s, '');
    }
    at += 8 + size + (size % 2);
  }
  return null;
}

/** Fewer bytes than asked for at the end of the file. */
export async function readAt(file: ReadableFile, position: number, bytes: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(bytes);
  let filled = 0;
  while (filled < bytes) {
    const { bytesRead } = await file.read(buffer, filled, bytes - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}
