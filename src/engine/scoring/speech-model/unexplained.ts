/** Speech that the given words do not explain: a text that covers a part of a recording fits that part, and says nothing of the rest. */
import type { Interval } from '../types.js';
import type { RatedSpeech } from './types.js';

/**
 * From so much on, as a share of the speech and in ms, it is worth a warning. Of 81 read sentences with their texts (speechocean762) weak readers' have up to
 * .45, by hesitation and by what voice activity adds to a word, but none has 3 s; 22 of 27 with half of their texts have more than this share.
 */
const [NOTABLE_SHARE, NOTABLE_MS] = [1 / 3, 3000];

/** A warning about speech outside every word that was found; null where there is little, or no word was found. */
export function unexplainedSpeech({ analysis, segments }: RatedSpeech): string | null {
  if (analysis === null) return null;
  const speechMs = segments.reduce((total, { startMs, endMs }) => total + endMs - startMs, 0);
  const wordsMs = segments.reduce(
    (total, segment) => total + analysis.words.reduce((sum, word) => sum + shared(segment, word), 0),
    0,
  );
  const outsideMs = speechMs - wordsMs;
  if (outsideMs < NOTABLE_MS || outsideMs < NOTABLE_SHARE * speechMs) return null;
  const percent = String(Math.round((100 * outsideMs) / speechMs));
  return `The words given explain only a part of the speech: ${percent} % of it (${String(Math.round(outsideMs / 1000))} s) lies outside them. Perhaps more was said than they tell. It is rated by the words given, and the rest counts as hesitation: cut the recording, or give all of its words.`;
}

function shared(one: Interval, other: Interval): number {
  return Math.max(0, Math.min(one.endMs, other.endMs) - Math.max(one.startMs, other.startMs));
}
