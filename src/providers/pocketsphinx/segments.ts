/** What the decoder calls words, and what a person would: markers and variant numbers are its own business. */
import type { TurnTranscript } from '../../engine/ports/speech-to-text.js';
import type { Word } from '../../engine/ports/word.js';

/** One stretch of the decoder's best path. Times from the turn's start. */
export interface Segment {
  readonly word: string;
  readonly startMs: number;
  readonly endMs: number;
  /** Posterior, 0 to 1 (rounding may carry it just above). */
  readonly probability: number;
}

/** `<s>`, `<sil>`, `[NOISE]`, `++UH++`: silences and noises. */
const MARKER = /^[<[+]/;

/** `read(2)`: the second pronunciation of "read". */
const VARIANT = /\(\d+\)$/;

export function spokenText(hypothesis: string): string {
  return hypothesis
    .split(/\s+/)
    .map(spokenWord)
    .filter((word) => word !== '')
    .join(' ');
}

/** @param turnMs length of the turn's audio: the decoder's last window may reach beyond it */
export function transcriptOf(segments: readonly Segment[], turnMs: number): TurnTranscript {
  const words: Word[] = segments
    .map(({ word, startMs, endMs, probability }) => ({
      text: spokenWord(word),
      startMs: Math.min(startMs, turnMs),
      endMs: Math.min(endMs, turnMs),
      confidence: Math.min(1, Math.max(0, probability)),
    }))
    .filter(({ text }) => text !== '');
  return {
    text: words.map(({ text }) => text).join(' '),
    words,
    confidence:
      words.length === 0 ? null : words.reduce((sum, { confidence }) => sum + (confidence ?? 0), 0) / words.length,
  };
}

function spokenWord(word: string): string {
  return MARKER.test(word) ? '' : word.replace(VARIANT, '');
}
