/** How far an answer is developed: its length, and what it gives as reasons, examples, contrasts and details. */
import { markersIn } from '../language/markers.js';

export interface Development {
  readonly words: number;
  readonly reasons: number;
  readonly examples: number;
  readonly contrasts: number;
  /** Personal or past details: "when I was", "last year", a number. */
  readonly details: number;
}

const CONTRASTING = new Set(['but', 'yet', 'unlike']);
const DETAIL = /^(?:ago|yesterday|once|remember|\d+)$/;
const DETAIL_PAIRS = new Set([
  'when i',
  'last year',
  'last week',
  'last month',
  'last summer',
  'last time',
  'my friend',
  'used to',
]);

/**
 * Counts of discourse markers by kind ("because", "for example", "although"), of "so" and "but" between clauses, and of personal
 * details, in one answer.
 * @param words lower case, fillers left out
 */
export function developmentOf(words: readonly string[]): Development {
  const markers = markersIn(words);
  const count = (...kinds: readonly string[]): number => markers.filter(({ kind }) => kinds.includes(kind)).length;
  const pairs = words.filter((word, index) => DETAIL_PAIRS.has(`${words[index - 1] ?? ''} ${word}`)).length;
  return {
    words: words.length,
    reasons:
      count('reason', 'result') +
      words.filter((word, index) => word === 'so' && SUBJECT.test(words[index + 1] ?? '')).length,
    examples: count('example'),
    contrasts: count('contrast', 'comparison') + words.filter((word) => CONTRASTING.has(word)).length,
    details: words.filter((word) => DETAIL.test(word)).length + pairs,
  };
}
const SUBJECT = /^(?:i|you|he|she|it|we|they|that|there|people|my|the)(?:'\w+)?$/;

/** Reasons, examples, contrasts and details together. */
export function supportOf({ reasons, examples, contrasts, details }: Development): number {
  return reasons + examples + contrasts + details;
}

/** Words under which an answer of a part is short when nothing supports it; judgement, from the lengths of practice tests (24 words at band 3.5). */
const SHORT = { part1: 6, part2: 90, part3: 18 } as const;

/** An answer that stops before it says why, how or for instance. Part 1 may be short; Part 3 asks for more. */
export function isUndeveloped(part: keyof typeof SHORT, development: Development): boolean {
  if (part === 'part2') return development.words < SHORT.part2;
  return development.words < SHORT[part] && supportOf(development) === 0;
}
