/** The candidate's own clause with its errors put right, only where every correction is certain. */
import type { GrammarIssue } from '../../ports/grammar-checker.js';
import { UNUSUAL } from '../grammar/unusual.js';
import type { AnalyzedTurn } from '../language/analysis.js';
import { span, type CheckedTurn } from '../measures/grammar.js';
import { heardClearly } from './heard-clearly.js';

const LONGEST_CHARACTERS = 140;

export interface BetterWording {
  readonly said: string;
  readonly better: string;
  /** Position of what was said in the answer's text, UTF-16 units. */
  readonly start: number;
  readonly end: number;
}

/**
 * Null where the correction is not certain: no rule named it, there is no or more than one wording, or a word around it was unclear.
 *
 * @param around the whole clause, or only the words beside the error
 */
export function betterWording(
  { analyzed, issues }: CheckedTurn,
  issue: GrammarIssue,
  around: 'clause' | 'words' = 'clause',
): BetterWording | null {
  if (!isCertain(analyzed, issue)) return null;
  const { text } = analyzed.turn;
  const stretches =
    around === 'words'
      ? [besideIssue(analyzed, issue)]
      : analyzed.clauses
          .map((clause) => span(analyzed.words, clause))
          .filter(({ start, end }) => start < issue.end && issue.start < end);
  const start = Math.min(issue.start, ...stretches.map((stretch) => stretch.start));
  const end = complete(analyzed, Math.max(issue.end, ...stretches.map((stretch) => stretch.end)));
  if (end - start > LONGEST_CHARACTERS) return null;
  const inside = issues.filter((each) => each.start >= start && each.end <= end);
  // Half a correction is none.
  if (!inside.every((each) => isCertain(analyzed, each) || each.kind === UNUSUAL)) return null;
  let better = '';
  let from = start;
  for (const each of inside.filter(({ kind }) => kind !== UNUSUAL).toSorted((one, other) => one.start - other.start)) {
    better += text.slice(from, each.start) + writtenLike(text.slice(each.start, each.end), each.suggestions[0] ?? '');
    from = each.end;
  }
  better = `${better}${text.slice(from, end)}`.replaceAll(/ {2,}/g, ' ').trim();
  return { said: text.slice(start, end), better, start, end };
}

/** Errors of fewer words say nothing by themselves. */
const ENOUGH_WORDS = 3;

/** The words of an error, with the one before them where they are few, and the one after where words are only left out. */
function besideIssue({ words }: AnalyzedTurn, { start, end, suggestions }: GrammarIssue): Stretch {
  const first = words.findIndex(({ token }) => token.end > start);
  const last = words.findLastIndex(({ token }) => token.start < end);
  const begins = words[first - 1]?.token.endsSentence !== false;
  const from = last - first + 1 >= ENOUGH_WORDS || begins ? first : first - 1;
  const to = suggestions[0] === '' && words[last]?.token.endsSentence === false ? last + 1 : last;
  return { start: words[from]?.token.start ?? start, end: words[to]?.token.end ?? end };
}

interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** No wording ends in "I love all kinds of": up to the word that the last one needs. */
function complete({ words }: AnalyzedTurn, end: number): number {
  let last = words.findLastIndex(({ token }) => token.start < end);
  while (
    words[last + 1] &&
    words[last]?.token.endsSentence === false &&
    NEEDS_NEXT.test(words[last]?.token.normal ?? '')
  )
    last += 1;
  return Math.max(end, words[last]?.token.end ?? end);
}
const NEEDS_NEXT = /^(?:of|a|an|the|my|your|his|her|our|their|very|every)$/;

/** Rules look at words in lower case; a transcript may have capitals. */
function writtenLike(said: string, better: string): string {
  const worded = /\bI\b/.test(said) ? better.replaceAll(/\bi\b/g, 'I') : better;
  return /^\p{Lu}/u.test(said) ? worded.charAt(0).toUpperCase() + worded.slice(1) : worded;
}

function isCertain(analyzed: AnalyzedTurn, { kind, start, end, suggestions }: GrammarIssue): boolean {
  return kind !== UNUSUAL && suggestions.length === 1 && heardClearly(analyzed, start, end);
}
