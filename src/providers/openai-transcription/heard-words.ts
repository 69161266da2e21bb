/** Words with times and confidences from what the transcription endpoint answers. Pure. */
import { z } from 'zod';
import type { Word } from '../../engine/ports/word.js';
import { withoutCaptionTags } from '../../engine/text/caption-tags.js';
import type { Piece } from './pieces.js';

export interface HeardText {
  readonly text: string;
  /** Natural logarithms, one per token; empty where the model gives none. */
  readonly logProbabilities: readonly number[];
}

const verbose = z.object({
  text: z.string(),
  words: z.array(z.object({ word: z.string(), start: z.number(), end: z.number() })).optional(),
  segments: z.array(z.object({ start: z.number(), end: z.number(), avg_logprob: z.number() })).optional(),
});

/** From `verbose_json`. Times from the piece's beginning. Throws when it is of another shape. */
export function wordsOfVerbose(answer: unknown, { samples, audible }: Piece): readonly Word[] {
  const { text, words, segments = [] } = verbose.parse(answer);
  // Servers that know no word times answer all the same.
  if (words === undefined) return spreadWords({ text, logProbabilities: [] }, audible);
  const pieceMs = samples.length / 16;
  const certainty = (atS: number): number | null => {
    const segment = segments.find(({ start, end }) => atS >= start && atS <= end) ?? segments.at(-1);
    return segment === undefined ? null : probability(segment.avg_logprob);
  };
  return words
    .map(({ word, start, end }) => ({
      text: plain(word),
      startMs: Math.min(pieceMs, Math.max(0, Math.round(start * 1000))),
      endMs: Math.min(pieceMs, Math.max(0, Math.round(end * 1000))),
      confidence: certainty((start + end) / 2),
    }))
    .filter(({ text: word }) => word !== '');
}

/**
 * Words of a model that gives no times share the audible stretches by their number of letters: good enough to know which
 * pause a word stands at. The aligner finds the exact places for whoever needs them.
 */
export function spreadWords({ text, logProbabilities }: HeardText, audible: Piece['audible']): readonly Word[] {
  // Sounds that it names ("[Music]") are no words.
  const words = withoutCaptionTags(text).split(/\s+/).map(plain).filter(Boolean);
  const letters = words.reduce((sum, word) => sum + word.length, 0);
  const soundMs = audible.reduce((sum, [from, to]) => sum + to - from, 0);
  const confidence =
    logProbabilities.length === 0
      ? null
      : probability(logProbabilities.reduce((sum, each) => sum + each, 0) / logProbabilities.length);
  let before = 0;
  return words.map((word) => {
    const startMs = placeOf((before / letters) * soundMs, audible, 'start');
    before += word.length;
    return { text: word, startMs, endMs: placeOf((before / letters) * soundMs, audible, 'end'), confidence };
  });
}

/** Where so much sound has passed. */
function placeOf(soundMs: number, audible: Piece['audible'], edge: 'start' | 'end'): number {
  let left = soundMs;
  for (const [from, to] of audible) {
    const length = to - from;
    // At the edge of a pause, a word ends before it and begins after it.
    if (edge === 'end' ? left <= length : left < length) return Math.round(from + left);
    left -= length;
  }
  return audible.at(-1)?.[1] ?? 0;
}

function probability(logarithm: number): number {
  return Math.min(1, Math.max(0.001, Math.exp(logarithm)));
}

/** As transcripts are everywhere in the program: lower case, without the punctuation around words. */
function plain(text: string): string {
  return text.toLowerCase().replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
}
