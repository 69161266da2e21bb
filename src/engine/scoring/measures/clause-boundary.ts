/**
 * Whether a pause stands at the edge of a clause. Recognisers write no punctuation, so a sentence may end where no tag shows it: before an
 * adverbial ("... every day / in the morning I ...") or a long subject ("... at home / most of my friends work").
 */
import { completeness } from '../../speech/completeness.js';
import type { AnalyzedTurn } from '../language/analysis.js';
import type { Clause } from '../language/clauses.js';
import { isConnective, LONGEST_MARKER, markersIn } from '../language/markers.js';
import type { TaggedToken } from '../language/tagging.js';
import { hasTag } from '../language/tagging.js';

/**
 * Before the first word of a clause or a discourse marker, right after its connective ("and ... I went"), at the end of a sentence, and where
 * one probably ends unmarked.
 * @param index of the word after the pause, above 0
 */
export function isClauseBoundary(analyzed: AnalyzedTurn, index: number): boolean {
  const { words, clauses } = analyzed;
  if (words[index - 1]?.token.endsSentence) return true;
  const next = words.slice(index, index + LONGEST_MARKER).map(({ token }) => token.normal);
  if (markersIn(next)[0]?.index === 0) return true;
  const atClause = clauses.some(
    ({ start, verb }) => start === index || (start === index - 1 && start < verb && isConnective(normal(words[start]))),
  );
  return atClause || isUnmarkedEnd(analyzed, index);
}

/** Words between the pause and the next verb: more can hardly be one beginning. */
const LONGEST_BEGINNING = 9;
/** Words that tell whether a sentence may end here. */
const ENDING_WORDS = 4;

/**
 * The clause so far has its verb and may end with its last word, and what follows up to the next verb can only be a beginning: no
 * connective cuts it off. Where the transcript marks its sentences all ends are known.
 */
function isUnmarkedEnd({ words, clauses }: AnalyzedTurn, index: number): boolean {
  if (words.some(({ token }) => token.endsSentence)) return false;
  const before = clauses.findLast(({ verb }) => verb < index);
  const after = clauses.find(({ verb }) => verb >= index);
  if (!before || !after || after.verb - index > LONGEST_BEGINNING) return false;
  const ending = words.slice(Math.max(before.start, index - ENDING_WORDS), index).map(normal);
  if (completeness(ending.join(' ')) === 'incomplete') return false;
  const first = words[index];
  if (SUBJECTS.has(normal(first)) && words.slice(index + 1, after.verb).every((word) => hasTag(word, 'Adverb')))
    return true;
  if (after.start <= index || isConnective(normal(words[after.start])) || after.subordinate) return false;
  if (FRONTED.has(normal(first)) || hasTag(first, 'Date')) return true;
  if (!isComplete(words, before, index)) return false;
  if (hasTag(first, 'Preposition') || PREPOSITIONS.has(normal(first)))
    return !hasTag(words[after.start - 1], 'Preposition');
  return isSubject(words.slice(index, after.verb));
}

const SUBJECTS = new Set('i you he she it we they this there someone everyone everybody nobody'.split(' '));
/** Adverbs and words of time that open sentences more often than they close them. */
const FRONTED = new Set(
  'now today nowadays currently recently sometimes usually normally often maybe perhaps actually basically honestly obviously fortunately luckily unfortunately thus therefore here'.split(
    ' ',
  ),
);
const PREPOSITIONS = new Set('in on at for from with during after before by since until throughout without'.split(' '));

/** Something was said of its verb: "I live" goes on, "I like my job" need not. */
function isComplete(words: readonly TaggedToken[], { verb }: Clause, index: number): boolean {
  return words.slice(verb + 1, index).some((word) => hasTag(word, 'Noun', 'Adjective', 'Participle'));
}

/** One noun phrase up to the verb, its parts held together by small words: "most of my friends", "he or she". */
function isSubject(words: readonly TaggedToken[]): boolean {
  const isJoint = (word: TaggedToken): boolean => JOINTS.has(normal(word));
  return (
    words.some(isJoint) &&
    words.every((word) => isJoint(word) || hasTag(word, 'Noun', 'Determiner', 'Adjective', 'Value', 'Adverb'))
  );
}
const JOINTS = new Set('of and or in on at over from with for'.split(' '));

function normal(word: TaggedToken | undefined): string {
  return word?.token.normal ?? '';
}
