/** Speech that the given words do not explain: a text that covers a part of a recording fits that part, and says nothing of the rest. */
import type { Interval } from '../types.js';
import type { RatedSpeech } from './types.js';

/**
 * So much speech in one place, between two words or before or after all, is worth a question, ms. Sounds of hesitation and what voice activity adds to
 * words lie between many words: for weak readers they are up to .45 of the speech with all of the text. Of twelve readers of five sentences each
 * (speechocean762, half of them the slowest), two are asked with all of the text, 8 without the last sentence and 10 without the last two; by a third of
 * the speech outside it were 5, 11 and 11. What is missed are a quick reader's sentences, which last two seconds.
 */
const NOTABLE_MS = 3000;

/** A question about the longest speech without a word that was found; null where there is little, or no word was found. */
export function unexplainedSpeech({ analysis, segments }: RatedSpeech): string | null {
  const words = (analysis?.words ?? []).toSorted((one, other) => one.startMs - other.startMs);
  if (words.length === 0) return null;
  const gaps = [...words, null].map((word, index) => ({
    startMs: words[index - 1]?.endMs ?? 0,
    endMs: word?.startMs ?? Infinity,
  }));
  const speechIn = (gap: Interval): number => segments.reduce((total, segment) => total + shared(segment, gap), 0);
  const [longest] = gaps
    .map((gap) => ({ startMs: gap.startMs, ms: speechIn(gap) }))
    .toSorted((one, other) => other.ms - one.ms);
  if (longest === undefined || longest.ms < NOTABLE_MS) return null;
  const seconds = (ms: number): string => String(Math.round(ms / 1000));
  return `Was more said than the words given? ${seconds(longest.ms)} s of speech from ${seconds(longest.startMs)} s on hold none of them. If so, cut the recording or give all of its words: what lies outside them counts as hesitation.`;
}

function shared(one: Interval, other: Interval): number {
  return Math.max(0, Math.min(one.endMs, other.endMs) - Math.max(one.startMs, other.startMs));
}
