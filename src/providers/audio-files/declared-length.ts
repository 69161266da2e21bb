/**
 * How long MP3 and Ogg Vorbis files are by what they say of themselves, so that six hours need not be decoded to be
 * refused. Null where that cannot be known: then the decoder finds out.
 * Sources: RFC 3533 (Ogg pages), Vorbis I specification A.2 (granule positions), and the Xing/Info header as LAME writes it.
 */
import type { ReadableFile } from './read-ahead.js';
import { readAt } from './wav-header.js';

const LARGEST_PAGE_BYTES = 64 * 1024;
const PAGE_HEADER_BYTES = 27;

export interface OggEnd {
  /** Whether the last page carries the end-of-stream mark. */
  readonly isMarked: boolean;
  /** From the first page of sound to the last: recordings of broadcasts do not begin at zero. */
  readonly samples: number | null;
}

export async function readOggEnd(file: ReadableFile, fileBytes: number): Promise<OggEnd> {
  const bytes = Math.min(LARGEST_PAGE_BYTES, fileBytes);
  const head = await readAt(file, 0, bytes);
  const tail = await readAt(file, fileBytes - bytes, bytes);
  const page = tail.lastIndexOf('OggS');
  if (page < 0) return { isMarked: false, samples: null };
  const isMarked = ((tail[page + 5] ?? 0) & 4) !== 0;
  const end = placeOf(tail, page);
  const start = firstPlace(head);
  // Several streams one after the other count anew.
  if (end === null || start === null || end.stream !== start.stream) return { isMarked, samples: null };
  return { isMarked, samples: Math.max(0, end.samples - start.samples) };
}

interface Place {
  readonly stream: number;
  /** At the end of the page. */
  readonly samples: number;
}

/** Null where no packet ends on the page. */
function placeOf(bytes: Buffer, page: number): Place | null {
  if (page + PAGE_HEADER_BYTES > bytes.length || bytes[page + 4] !== 0) return null;
  const samples = Number(bytes.readBigInt64LE(page + 6));
  return samples < 0 ? null : { stream: bytes.readUInt32LE(page + 14), samples };
}

/** Of the first page with sound: those of the headers are at zero. */
function firstPlace(head: Buffer): Place | null {
  for (let page = head.indexOf('OggS'); page >= 0; page = head.indexOf('OggS', page + PAGE_HEADER_BYTES)) {
    const place = placeOf(head, page);
    if (place !== null && place.samples > 0) return place;
  }
  return null;
}

/** More than any picture in front of the sound is not looked over. */
const MAX_TAG_BYTES = 16 * 1024 * 1024;
/** Frame header, side information, and the whole Xing header. */
const FIRST_FRAME_BYTES = 4 + 32 + 16;

/**
 * By the frames that the file's first one promises, or by a bit rate that is the same wherever it is looked at. Null too
 * where the file is shorter than it promises to be.
 */
export async function mp3DeclaredSamples(file: ReadableFile, fileBytes: number): Promise<number | null> {
  const tag = await readAt(file, 0, Math.min(10, fileBytes));
  let at = 0;
  if (tag.length === 10 && tag.toString('latin1', 0, 3) === 'ID3') {
    at = 10 + tag.subarray(6, 10).reduce((sum, byte) => sum * 128 + (byte & 0x7f), 0);
  }
  if (at > MAX_TAG_BYTES || at + FIRST_FRAME_BYTES > fileBytes) return null;
  const bytes = await readAt(file, at, FIRST_FRAME_BYTES);
  const frame = frameAt(bytes, 0);
  if (frame === null || bytes.length < FIRST_FRAME_BYTES) return null;
  const xing = 4 + frame.sideBytes;
  if (!['Xing', 'Info'].includes(bytes.toString('latin1', xing, xing + 4))) {
    const isConstant = await hasConstantRate(file, at, fileBytes, frame);
    return isConstant ? ((fileBytes - at) / frame.bytes) * frame.samples : null;
  }
  const saysFramesAndBytes = (bytes.readUInt32BE(xing + 4) & 3) === 3;
  if (!saysFramesAndBytes || at + bytes.readUInt32BE(xing + 12) > fileBytes) return null;
  return bytes.readUInt32BE(xing + 8) * frame.samples;
}

interface Frame {
  /** What all frames of a file share: version, layer, sample rate. */
  readonly kind: number;
  /** Without a byte of padding; need not be whole. */
  readonly bytes: number;
  readonly isPadded: boolean;
  readonly samples: number;
  /** Between its header and the place of a Xing header. */
  readonly sideBytes: number;
}

/** Kilobits per second of Layer III by index, ISO 11172-3 and 13818-3. */
const RATES_1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const RATES_2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
const SAMPLE_RATES = [44_100, 48_000, 32_000];

/** Null where no frame of Layer III begins, or one of free bit rate. */
function frameAt(bytes: Buffer, at: number): Frame | null {
  const [sync = 0, version = 0, rates = 0, mode = 0] = bytes.subarray(at, at + 4);
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

const PROBES = 12;
/** More than two of the longest frames. */
const PROBE_BYTES = 4096;

/** Whether frames all over the file are as long as the first. */
async function hasConstantRate(file: ReadableFile, from: number, fileBytes: number, first: Frame): Promise<boolean> {
  const step = Math.floor((fileBytes - from - PROBE_BYTES) / PROBES);
  if (step < PROBE_BYTES) return false;
  for (let probe = 1; probe <= PROBES; probe++) {
    const found = firstFrame(await readAt(file, from + probe * step, PROBE_BYTES), first.kind);
    if (found?.bytes !== first.bytes) return false;
  }
  return true;
}

/** That another follows where it must: two bytes like a header are found anywhere. */
function firstFrame(bytes: Buffer, kind: number): Frame | null {
  for (let at = bytes.indexOf(0xff); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const frame = frameAt(bytes, at);
    if (frame?.kind !== kind) continue;
    const next = frameAt(bytes, at + Math.floor(frame.bytes) + (frame.isPadded ? 1 : 0));
    if (next?.kind === kind) return frame;
  }
  return null;
}
