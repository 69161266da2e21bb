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
      words.filter((word, index) => word === 'so' && SUBJECT.test(words[index + 1] ?? '')).length +
      words.filter((_, index) => isReasonAs(words, index)).length,
    examples: count('example'),
    contrasts: count('contrast', 'comparison') + words.filter((word) => CONTRASTING.has(word)).length,
    details: words.filter((word) => DETAIL.test(word)).length + pairs,
  };
}
const SUBJECT = /^(?:i|you|he|she|it|we|they|that|there|people|my|the)(?:'\w+)?$/;

/** "As I live near the sea", "as my parents are teachers": a state. "As soon as I was", "as I said" and "as I walked" tell something else. */
function isReasonAs(words: readonly string[], index: number): boolean {
  if (words[index] !== 'as' || /^(?:as|such|same|so|just|even|soon|long|far|well|much)$/.test(words[index - 1] ?? ''))
    return false;
  const [first = '', second = '', third = ''] = words.slice(index + 1, index + 4);
  if (/^(?:i'm|i've|he's|she's|it's|we're|we've|they're|they've|there's)$/.test(first)) return true;
  if (/^(?:i|he|she|it|we|they|there|people)$/.test(first)) return STATE.test(second);
  return /^(?:my|our|the|his|her|their|most)$/.test(first) && STATE.test(third);
}
const STATE =
  /^(?:am|is|are|was|were|have|has|had|live|lives|lived|work|works|worked|need|needs|needed|want|wanted|prefer|hate|love|enjoy|study|don't|doesn't|didn't|isn't|aren't|wasn't|weren't|can't|couldn't)$/;

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
