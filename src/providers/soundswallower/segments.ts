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
function alignedWords(
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

export interface Placed {
  readonly text: string;
  readonly startMs: number;
  readonly endMs: number;
}

export interface Piece {
  readonly startMs: number;
  readonly endMs: number;
  readonly words: readonly Placed[];
}

/** A piece that grows long takes any gap. */
const LEAST_GAP_MS = { usually: 200, inLong: 50 };
/** Pauses as between sentences cut what is as long as a short one: the shorter the piece, the less the aligner can lose its way in it. */
const SENTENCE = { gapMs: 800, lengthMs: 3000 };
/** A pause like this always cuts: pieces are to hold as much silence as sentences that are recorded one by one. */
const LONG_GAP_MS = 2000;
/** Silence kept before the first word of a piece and after its last. */
const MARGIN_MS = 500;

/**
 * Cuts long audio in the gaps between its words, each piece at least `minimumMs` long where no pause between sentences cuts: phones cost time and
 * memory by the square of the piece's length.
 */
export function piecesOf(words: readonly Placed[], minimumMs: number, totalMs: number): readonly Piece[] {
  const groups: Placed[][] = [];
  for (const word of words) {
    const group = groups.at(-1);
    const [first, last] = [group?.[0], group?.at(-1)];
    if (group && first && last && !isCut(word.startMs - last.endMs, last.endMs - first.startMs, minimumMs))
      group.push(word);
    else groups.push([word]);
  }
  return groups.map((group, index) => {
    const [first, last] = [group[0]?.startMs ?? 0, group.at(-1)?.endMs ?? totalMs];
    const before = groups[index - 1]?.at(-1)?.endMs;
    const after = groups[index + 1]?.[0]?.startMs;
    return {
      startMs: Math.max(before === undefined ? 0 : middle(before, first), first - MARGIN_MS),
      endMs: Math.min(after === undefined ? totalMs : middle(last, after), last + MARGIN_MS),
      words: group,
    };
  });
}

function isCut(gapMs: number, lengthMs: number, minimumMs: number): boolean {
  if (gapMs >= LONG_GAP_MS) return true;
  if (gapMs >= SENTENCE.gapMs && lengthMs >= SENTENCE.lengthMs) return true;
  return lengthMs >= minimumMs && gapMs >= (lengthMs > 2 * minimumMs ? LEAST_GAP_MS.inLong : LEAST_GAP_MS.usually);
}

/** On a frame of 10 ms, so that no piece begins inside one. */
function middle(fromMs: number, toMs: number): number {
  return Math.round((fromMs + toMs) / 20) * 10;
}
