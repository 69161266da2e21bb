/** Repetitions and corrections inside an answer. */
import { memoized } from '../language/memoized.js';
import type { Token } from '../language/tokens.js';
import { isUnclear, spoken } from '../language/tokens.js';

/** Repeated words and corrections, found in the transcript. Recognisers drop some of them, so this is a lower bound. */
export interface Repair {
  readonly kind: 'repetition' | 'correction';
  readonly text: string;
  /** Position in the answer's text, UTF-16 units. */
  readonly start: number;
  readonly end: number;
}

/** Said twice on purpose. */
const EMPHATIC = new Set(
  'very really so no yes yeah long many much more never too ha bye okay ok far again'.split(' '),
);
const SUBJECTS = new Set(['i', 'he', 'she', 'we', 'they']);
const ARTICLES = new Set(['a', 'an', 'the']);
const FORMS_OF_BE = new Set(['am', 'is', 'are', 'was', 'were']);
const MAX_REPEATED_WORDS = 3;

/**
 * Immediate repetitions of one to three words ("in the in the"), and slips corrected at once ("he she", "is was", "a the"). Words that
 * the recogniser was unsure of are no evidence: it stutters by itself there.
 */
export const repairsOf = memoized((tokens: readonly Token[]): readonly Repair[] => {
  const words = spoken(tokens);
  const found: Repair[] = [];
  let index = 0;
  while (index < words.length) {
    const length = repeatedLength(words, index);
    const slip = length === 0 && isSlip(words[index], words[index + 1]);
    if (length > 0 || slip) {
      const span = words.slice(index, index + (slip ? 2 : 2 * length));
      found.push({
        kind: slip ? 'correction' : 'repetition',
        text: span.map(({ text }) => text).join(' '),
        start: span[0]?.start ?? 0,
        end: span.at(-1)?.end ?? 0,
      });
    }
    index += Math.max(1, length);
  }
  return found;
});

function repeatedLength(words: readonly Token[], index: number): number {
  for (let length = MAX_REPEATED_WORDS; length > 0; length -= 1) {
    if (index + 2 * length > words.length) continue;
    let same = true;
    for (let offset = 0; offset < length && same; offset += 1) {
      same = isSameSaidClearly(words[index + offset], words[index + length + offset]);
    }
    if (same && !(length === 1 && EMPHATIC.has(words[index]?.normal ?? ''))) return length;
  }
  return 0;
}

function isSameSaidClearly(first: Token | undefined, second: Token | undefined): boolean {
  if (!first || !second) return false;
  return first.normal === second.normal && !isUnclear(first) && !isUnclear(second);
}

function isSlip(first: Token | undefined, second: Token | undefined): boolean {
  if (!first || !second || first.endsSentence || isUnclear(first) || isUnclear(second)) return false;
  return [SUBJECTS, ARTICLES, FORMS_OF_BE].some((group) => group.has(first.normal) && group.has(second.normal));
}
