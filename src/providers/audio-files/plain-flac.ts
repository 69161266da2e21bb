/**
 * Decodes the FLAC that recordings of speech are: one channel of 16 bits, whole and undamaged, in memory. A replay spends
 * a seventh of its time on libFLAC's WebAssembly build and on copies into it and out of it; this takes a third less, and
 * no module to load. What it does not know, or what is not as it should be, is left to libFLAC, which also tells what is
 * wrong with it.
 * Format: RFC 9639, section 9.
 */
import type { OpenedAudio } from './audio-file.js';
import { headerAt, metadataEnd } from './flac-frames.js';
import { SubframeReader } from './flac-subframe.js';

/** The metadata's first block has its length, and what the whole stream is like. */
const STREAM_INFO_END = 42;
const MONO = 0;
const BITS_16 = 4;
const BITS_OF_STREAM = 0;
/** Ten minutes at our rate. Longer ones are decoded piece by piece. */
const MOST_SAMPLES = 10 * 60 * 16_000;
/** Behind the end, so that four bytes can be read at once from any place. */
const ROOM_BYTES = 8;

/** @param file all its bytes @returns null for what libFLAC must look at */
export function openPlainFlac(file: Buffer): OpenedAudio | null {
  const start = metadataEnd(file);
  if (start === null || start < STREAM_INFO_END) return null;
  const packed = file.readBigUInt64BE(18);
  const count = Number(packed & 0xf_ffff_ffffn);
  const channels = Number((packed >> 41n) & 0x7n) + 1;
  const bits = Number((packed >> 36n) & 0x1fn) + 1;
  const longestBlock = file.readUInt16BE(10);
  if (channels !== 1 || bits !== 16 || count === 0 || count > MOST_SAMPLES) return null;
  const sampleRate = Number(packed >> 44n);
  const data = Buffer.concat([file, Buffer.alloc(ROOM_BYTES)]);
  const samples = new Int16Array(count);
  try {
    if (decodeFrames(data, start, longestBlock, samples) !== file.length) return null;
  } catch (error) {
    // Read beyond the end.
    if (error instanceof RangeError) return null;
    throw error;
  }
  return {
    source: { format: 'flac', sampleRate, channels: 1, bitDepth: bits, software: null },
    declaredMs: (count / sampleRate) * 1000,
    blocks: [samples],
    damage: () => null,
  };
}

/** @returns where the last frame ends; null when one is not as expected */
function decodeFrames(data: Buffer, start: number, longestBlock: number, samples: Int16Array): number | null {
  const reader = new SubframeReader(data, longestBlock);
  let at = start;
  let done = 0;
  for (let frame = 0; done < samples.length; frame++) {
    const header = headerAt(data, at);
    if (header === null || header.variable || header.number !== frame) return null;
    const channels = (data[at + 3] ?? 0) >> 4;
    const bits = ((data[at + 3] ?? 0) >> 1) & 0x7;
    if (channels !== MONO || (bits !== BITS_16 && bits !== BITS_OF_STREAM)) return null;
    const { blockSize } = header;
    if (blockSize > longestBlock || done + blockSize > samples.length) return null;
    const end = reader.read(at + header.bytes, blockSize, samples.subarray(done, done + blockSize));
    if (end === null || checkSum16(data, at, end) !== data.readUInt16BE(end)) return null;
    at = end + 2;
    done += blockSize;
  }
  return at;
}

/** CRC-16 with the polynomial x^16 + x^15 + x^2 + 1. */
const CHECK_SUMS = Uint16Array.from({ length: 256 }, (_, byte) => {
  let sum = byte << 8;
  for (let bit = 0; bit < 8; bit += 1) sum = sum & 0x8000 ? (sum << 1) ^ 0x8005 : sum << 1;
  return sum & 0xffff;
});

function checkSum16(data: Buffer, from: number, to: number): number {
  let sum = 0;
  for (let at = from; at < to; at += 1) {
    sum = ((sum << 8) & 0xffff) ^ (CHECK_SUMS[(sum >> 8) ^ (data[at] as number)] as number);
  }
  return sum;
}
