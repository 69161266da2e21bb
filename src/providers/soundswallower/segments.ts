/** From SoundSwallower's segments to aligned words, and where long audio can be cut. */
import type { AnalyzedPhone, AnalyzedWord, HeardPhone } from '../../engine/ports/sound-analyzer.js';
import type { AlignedPhone, AlignedWord } from '../../engine/ports/word-aligner.js';

/** As `get_alignment` gives it: text, begin and duration in seconds, p = exp(log likelihood / 1024). */
export interface Segment {
  readonly t: string;
  readonly b: number;
  readonly d: number;
  readonly p: number;
  readonly w?: readonly Segment[];
  /** How a phone compares with others, where that was asked for. */
  readonly fit?: Pick<AnalyzedPhone, 'logPosterior' | 'closest' | 'logRatio'>;
}

/** Acoustic scores are kept divided by 2^10 in PocketSphinx and its children (SENSCR_SHIFT). */
const SCORE_SCALE = 1024;
/** The smallest p that three decimals can say. */
const SMALLEST_P = 0.0005;
const FRAME_S = 0.01;

/** Silences, noises and breaths between words. */
export function isFiller({ t }: Segment): boolean {
  return /^[<[+]/.test(t);
}

/**
 * Log likelihood per 10 ms frame, natural logarithm, relative to the best-matching sound of each frame: 0 is perfect,
 * -1 good, under -5 something else was said. The aligner rounds p, so a short phone's score is known to about 0.1.
 */
function scoreOf({ p, d }: Segment): number {
  const frames = Math.max(1, Math.round(d / FRAME_S));
  return round((SCORE_SCALE * Math.log(Math.min(1, Math.max(p, SMALLEST_P)))) / frames);
}

/** @param offsetMs where the aligned piece begins in the whole audio */
export function alignedWords(
  segments: readonly Segment[],
  texts: readonly string[],
  offsetMs: number,
): readonly AlignedWord[] | null {
  const spoken = segments.filter((segment) => !isFiller(segment));
  if (spoken.length !== texts.length) return null;
  return spoken.map((segment, index) => ({
    text: texts[index] ?? '',
    ...timesOf(segment, offsetMs),
    score: scoreOf(segment),
    phones: (segment.w ?? []).map((phone): AlignedPhone => ({
      phone: phone.t,
      ...timesOf(phone, offsetMs),
      score: scoreOf(phone),
    })),
  }));
}

/** The same with what was found of each phone; phones that the model does not compare (noises) are left out. */
export function analyzedWords(
  segments: readonly Segment[],
  texts: readonly string[],
  offsetMs: number,
): readonly AnalyzedWord[] | null {
  const aligned = alignedWords(segments, texts, offsetMs);
  if (aligned === null) return null;
  const spoken = segments.filter((segment) => !isFiller(segment));
  return aligned.map((word, index) => ({
    ...word,
    phones: word.phones.flatMap((phone, at) => {
      const fit = spoken[index]?.w?.[at]?.fit;
      return fit ? [{ ...phone, ...fit }] : [];
    }),
  }));
}

export function heardPhones(segments: readonly Segment[], offsetMs: number): readonly HeardPhone[] {
  return segments.map((segment) => ({ phone: segment.t, ...timesOf(segment, offsetMs) }));
}

function timesOf({ b, d }: Segment, offsetMs: number): { startMs: number; endMs: number } {
  return { startMs: Math.round(b * 1000) + offsetMs, endMs: Math.round((b + d) * 1000) + offsetMs };
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000 + 0;
}

export interface Piece {
  readonly startMs: number;
  readonly endMs: number;
  readonly words: readonly string[];
}

/**
 * Cuts word segments of long audio in the middle of silences, each piece at least `minimumMs` long, preferring long
 * silences: phones cost time and memory by the square of the piece's length.
 */
export function piecesOf(segments: readonly Segment[], texts: readonly string[], minimumMs: number): readonly Piece[] {
  const pieces: Piece[] = [];
  let startMs = 0;
  let words: string[] = [];
  let spoken = 0;
  let endMs = 0;
  for (const [index, segment] of segments.entries()) {
    const { startMs: from, endMs: to } = timesOf(segment, 0);
    endMs = to;
    if (!isFiller(segment)) {
      words.push(texts[spoken] ?? '');
      spoken += 1;
      continue;
    }
    const longFor = from - startMs;
    // A pause does at first; a piece that grows long takes any silence.
    const longEnough = to - from >= (longFor > 2 * minimumMs ? 50 : 200);
    if (words.length === 0 || longFor < minimumMs || !longEnough || index === segments.length - 1) continue;
    const cutMs = Math.round((from + to) / 20) * 10;
    pieces.push({ startMs, endMs: cutMs, words });
    startMs = cutMs;
    words = [];
  }
  if (words.length > 0) pieces.push({ startMs, endMs, words });
  return pieces;
}
