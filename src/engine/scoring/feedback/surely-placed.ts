/** Which aligned words are where the aligner says: only of those it can be told how they sounded. */
import type { AlignedWord } from '../../ports/word-aligner.js';
import { realPhones, wordScore } from '../measures/pronunciation.js';
import { mean } from '../measures/statistics.js';

/** Words on either side that must have a sure place, too: a slip begins and ends in the middle of a word. */
const AROUND = 2;
/**
 * As the phone score: words around, together, that fit worse are not there. A weak reader's own sentences have -2 to -7, other words over them -8 and less.
 */
const FITS_NOWHERE = -7;
/** Beside a pause like this, a breath or noise in it may have been taken for the word. */
const LONG_PAUSE_MS = 2000;
/** A sound of 30 ms has as many frames as the aligner must give it: most of them so short are words pressed into a place that is not theirs. */
const SHORTEST_PHONE_MS = 30;
const MOST_SHORT = 0.6;
/** Vowels are drawn out by the slowest readers up to here. */
const LONGEST_PHONE_MS = 900;

export function surelyPlaced(words: readonly AlignedWord[]): ReadonlySet<AlignedWord> {
  return new Set(
    words.filter((word, index) => {
      const around = words.slice(Math.max(0, index - AROUND), index + AROUND + 1);
      if (around.some(({ doubtful }) => doubtful === true) || !hasUsualLengths(word)) return false;
      if (
        pauseBetween(words[index - 1], word) >= LONG_PAUSE_MS ||
        pauseBetween(word, words[index + 1]) >= LONG_PAUSE_MS
      )
        return false;
      const fit = mean(
        around.flatMap((one) => {
          const score = one === word ? null : wordScore(one);
          return score === null ? [] : [score];
        }),
      );
      return fit === null || fit >= FITS_NOWHERE;
    }),
  );
}

function pauseBetween(before: AlignedWord | undefined, after: AlignedWord | undefined): number {
  return before && after ? after.startMs - before.endMs : 0;
}

function hasUsualLengths(word: AlignedWord): boolean {
  const lengths = realPhones(word).map(({ startMs, endMs }) => endMs - startMs);
  const short = lengths.filter((length) => length <= SHORTEST_PHONE_MS).length;
  return short <= MOST_SHORT * lengths.length && lengths.every((length) => length <= LONGEST_PHONE_MS);
}
