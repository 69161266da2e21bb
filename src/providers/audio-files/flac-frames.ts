/**
 * Cuts a FLAC stream into its frames, which is what the decoder takes. A frame does not tell its length, so the next
 * header ends it: a sync code whose check sum is right and whose number is the next one.
 * Format: RFC 9639, sections 9.1 and 9.2.
 */

/** Longest header: sync and sizes 4, coded number 7, block size 2, sample rate 2, check sum 1. */
const MAX_HEADER_BYTES = 16;
const BLOCK_SIZES_MEANT = 0x6;

interface FrameHeader {
  /** Of the frame (fixed block size) or of its first sample (variable). */
  readonly number: number;
  readonly variable: boolean;
}

export class FlacFrames {
  #rest: Buffer = Buffer.alloc(0);
  #header: FrameHeader | null = null;

  /** @param bytes the next bytes behind the metadata @returns the frames that are whole now */
  push(bytes: Buffer): readonly Uint8Array[] {
    const data = this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes]);
    const frames: Uint8Array[] = [];
    let start = 0;
    let at = 0;
    // A header near the end waits until it is whole.
    while ((at = data.indexOf(0xff, at)) !== -1 && at + MAX_HEADER_BYTES <= data.length) {
      const header = headerAt(data, at);
      if (header !== null && follows(this.#header, header)) {
        if (this.#header !== null) frames.push(data.subarray(start, at));
        this.#header = header;
        start = at;
      }
      at += 1;
    }
    this.#rest = data.subarray(start);
    return frames;
  }

  /** The last frames, when no more bytes come. */
  end(): readonly Uint8Array[] {
    const rest = this.#rest;
    // Headers are looked for only where a longest one has room; a short last frame may begin behind that place.
    const frames = this.push(Buffer.alloc(MAX_HEADER_BYTES));
    const last = this.#rest.subarray(0, Math.max(0, this.#rest.length - MAX_HEADER_BYTES));
    this.#rest = Buffer.alloc(0);
    return this.#header === null || rest.length === 0 ? [] : [...frames, last];
  }
}

function follows(before: FrameHeader | null, next: FrameHeader): boolean {
  if (before === null) return true;
  if (before.variable !== next.variable) return false;
  return next.variable ? next.number > before.number : next.number === before.number + 1;
}

function headerAt(data: Buffer, at: number): FrameHeader | null {
  // 14 bits of sync and a reserved 0; the last bit tells the strategy of block sizes.
  const second = data[at + 1] ?? 0;
  if ((second & 0xfe) !== 0xf8) return null;
  const blockSize = (data[at + 2] ?? 0) >> 4;
  const sampleRate = (data[at + 2] ?? 0) & 0xf;
  if (blockSize === 0 || sampleRate === 0xf || ((data[at + 3] ?? 0) & 1) !== 0) return null;
  const coded = codedNumber(data, at + 4);
  if (coded === null) return null;
  let end = at + 4 + coded.bytes;
  if (blockSize === BLOCK_SIZES_MEANT) end += 1;
  else if (blockSize === BLOCK_SIZES_MEANT + 1) end += 2;
  if (sampleRate === 0xc) end += 1;
  else if (sampleRate > 0xc) end += 2;
  if (checkSum(data, at, end) !== data[end]) return null;
  return { number: coded.value, variable: (second & 1) === 1 };
}

/** A number of up to 36 bits, coded as UTF-8 codes characters. */
function codedNumber(data: Buffer, at: number): { readonly value: number; readonly bytes: number } | null {
  const first = data[at] ?? 0;
  if (first < 0x80) return { value: first, bytes: 1 };
  const bytes = Math.clz32(~(first << 24));
  if (bytes < 2 || bytes > 7) return null;
  let value = first & (0x7f >> bytes);
  for (let index = 1; index < bytes; index += 1) {
    const next = data[at + index] ?? 0;
    if ((next & 0xc0) !== 0x80) return null;
    value = value * 64 + (next & 0x3f);
  }
  return { value, bytes };
}

/** CRC-8 with the polynomial x^8 + x^2 + x + 1. */
const CHECK_SUMS = Uint8Array.from({ length: 256 }, (_, byte) => {
  let sum = byte;
  for (let bit = 0; bit < 8; bit += 1) sum = sum & 0x80 ? (sum << 1) ^ 0x07 : sum << 1;
  return sum & 0xff;
});

function checkSum(data: Buffer, from: number, to: number): number {
  let sum = 0;
  for (let at = from; at < to; at += 1) sum = CHECK_SUMS[sum ^ (data[at] ?? 0)] ?? 0;
  return sum;
}
