/** Frames of MPEG audio, Layer III, as ISO 11172-3 and 13818-3 lay them out: what their headers tell, and how many a file has. */
import type { ReadableFile } from './read-ahead.js';
import { readAt } from './wav-header.js';

export interface Mp3Frame {
  /** What all frames of a file share: version, layer, sample rate. */
  readonly kind: number;
  /** Without a byte of padding; need not be whole. */
  readonly bytes: number;
  readonly isPadded: boolean;
  readonly samples: number;
  /** Between its header and the place of a Xing header. */
  readonly sideBytes: number;
}

/** Kilobits per second of Layer III by index. */
const RATES_1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const RATES_2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
const SAMPLE_RATES = [44_100, 48_000, 32_000];

/** Null where no frame of Layer III begins, or one of free bit rate. */
export function frameAt(bytes: Buffer, at: number): Mp3Frame | null {
  const [sync, version = 0, rates = 0, mode = 0] = [bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]];
  if (sync !== 0xff || (version & 0xe6) !== 0xe2) return null;
  // MPEG 2.5, (none), 2, 1.
  const divisor = [4, null, 2, 1][(version >> 3) & 3] ?? null;
  const sampleRate = SAMPLE_RATES[(rates >> 2) & 3];
  const kilobits = (divisor === 1 ? RATES_1 : RATES_2)[rates >> 4] ?? 0;
  if (divisor === null || sampleRate === undefined || kilobits === 0) return null;
  const isMpeg1 = divisor === 1;
  const samples = isMpeg1 ? 1152 : 576;
  const isMono = mode >> 6 === 3;
  return {
    kind: (version << 8) | (rates & 0x0c),
    bytes: (samples * kilobits * 125) / (sampleRate / divisor),
    isPadded: (rates & 2) !== 0,
    samples,
    sideBytes: isMpeg1 ? (isMono ? 17 : 32) : isMono ? 9 : 17,
  };
}

/** That another follows where it must: two bytes like a header are found anywhere. */
export function firstFrame(bytes: Buffer, kind: number): Mp3Frame | null {
  for (let at = bytes.indexOf(0xff); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const frame = frameAt(bytes, at);
    if (frame?.kind !== kind) continue;
    if (frameAt(bytes, at + lengthOf(frame))?.kind === kind) return frame;
  }
  return null;
}

const BLOCK_BYTES = 64 * 1024;
/** More than any tag at the end, or a damaged stretch. */
const MAX_GAP_BYTES = 256 * 1024;

/** Of all frames from `from` on; a hundred times faster than decoding them. Null where there is something else in the file for long. */
export async function countedSamples(
  file: ReadableFile,
  from: number,
  fileBytes: number,
  kind: number,
): Promise<number | null> {
  let samples = 0;
  let gap = 0;
  for (let at = from; at + 4 <= fileBytes;) {
    const block = await readAt(file, at, Math.min(BLOCK_BYTES, fileBytes - at));
    if (block.length < 4) break;
    let place = 0;
    while (place + 4 <= block.length) {
      const frame = frameAt(block, place);
      const isSound = frame?.kind === kind;
      if (isSound) samples += frame.samples;
      gap = isSound ? 0 : gap + 1;
      place += isSound ? lengthOf(frame) : 1;
      if (gap > MAX_GAP_BYTES) return null;
    }
    at += place;
  }
  return samples;
}

function lengthOf({ bytes, isPadded }: Mp3Frame): number {
  return Math.floor(bytes) + (isPadded ? 1 : 0);
}
