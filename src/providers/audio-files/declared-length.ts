/**
 * How long MP3 and Ogg Vorbis files are by what they say of themselves, so that six hours need not be decoded to be
 * refused. Null where that cannot be known: then the decoder finds out.
 * Sources: RFC 3533 (Ogg pages), Vorbis I specification A.2 (granule positions), and the Xing/Info header as LAME writes it.
 */
import { countedSamples, firstFrame, frameAt, type Mp3Frame } from './mp3-frames.js';
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
  if (start === null) return { isMarked, samples: null };
  // Several streams one after the other count anew.
  if (end?.stream !== start.stream) return { isMarked, samples: await countedInStreams(file, fileBytes) };
  return { isMarked, samples: Math.max(0, end.samples - start.samples) };
}

/** A stream's first page holds its identification: type, name, version, channels, rate. */
const RATE_AT = 12;

/** Of streams that follow each other, page by page, at the rate of the first. Null where something else lies between pages. */
async function countedInStreams(file: ReadableFile, fileBytes: number): Promise<number | null> {
  let [seconds, rate, firstRate] = [0, 0, 0];
  let begun: Place | null = null;
  let last: Place | null = null;
  for (let at = 0; at + PAGE_HEADER_BYTES <= fileBytes;) {
    const head = await readAt(file, at, Math.min(PAGE_HEADER_BYTES + 255 + RATE_AT + 4, fileBytes - at));
    const body = PAGE_HEADER_BYTES + (head[26] ?? 0);
    if (head.toString('latin1', 0, 4) !== 'OggS' || body > head.length) return null;
    const place = placeOf(head, 0);
    const isFirstPage = ((head[5] ?? 0) & 2) !== 0;
    if (isFirstPage) {
      if (begun !== null && last !== null) seconds += (last.samples - begun.samples) / rate;
      [begun, last] = [null, null];
      if (head.toString('latin1', body + 1, body + 7) !== 'vorbis' || body + RATE_AT + 4 > head.length) return null;
      rate = head.readUInt32LE(body + RATE_AT);
      if (rate === 0) return null;
      firstRate ||= rate;
    } else if (place !== null && place.samples > 0) {
      begun ??= place;
      last = place;
    }
    at += body + head.subarray(PAGE_HEADER_BYTES, body).reduce((sum, length) => sum + length, 0);
  }
  if (begun !== null && last !== null) seconds += (last.samples - begun.samples) / rate;
  return Math.max(0, seconds) * firstRate;
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
 * By the frames that the file's first one promises, by a bit rate that is the same wherever it is looked at, or else by counting
 * frames. Null too where the file is shorter than it promises to be.
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
    if (isConstant) return ((fileBytes - at) / frame.bytes) * frame.samples;
    return await countedSamples(file, at, fileBytes, frame.kind);
  }
  const saysFramesAndBytes = (bytes.readUInt32BE(xing + 4) & 3) === 3;
  if (!saysFramesAndBytes || at + bytes.readUInt32BE(xing + 12) > fileBytes) return null;
  return bytes.readUInt32BE(xing + 8) * frame.samples;
}

const PROBES = 12;
/** More than two of the longest frames. */
const PROBE_BYTES = 4096;

/** Whether frames all over the file are as long as the first. */
async function hasConstantRate(file: ReadableFile, from: number, fileBytes: number, first: Mp3Frame): Promise<boolean> {
  const step = Math.floor((fileBytes - from - PROBE_BYTES) / PROBES);
  if (step < PROBE_BYTES) return false;
  for (let probe = 1; probe <= PROBES; probe++) {
    const found = firstFrame(await readAt(file, from + probe * step, PROBE_BYTES), first.kind);
    if (found?.bytes !== first.bytes) return false;
  }
  return true;
}
