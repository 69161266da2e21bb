/**
 * Counts over the words of answers (lower case, fillers left out) that tell levels apart on rated tests. Their definitions are those
 * of the data that bands are calibrated on (docs/scoring.md), so that its weights hold for them; where one differs, it says so.
 */
import { memoized } from '../../kept-results.js';
import { isUnclear, type Token } from '../language/tokens.js';
import { isRepeatedOnPurpose } from './repairs.js';
import { perHundred, sum } from './statistics.js';

/** One list of words per answer. */
type Answers = readonly (readonly string[])[];

/**
 * A word said twice running inside a sentence, both times clearly, per 100 words: where a recogniser is unsure it stutters by itself. Left out, as of
 * repetitions elsewhere, is what may be said twice on purpose ("very, very", "had had") and a word that may end one sentence and begin the next. The
 * data that bands are calibrated on count both, so fluency is a little too high for whoever says them: for "very, very" by 0.01 of a band, 0.05 at most
 * (practice-tests.test.ts); for the ends of sentences nobody knows, since the data hold this count alone.
 */
export function immediateRepeatsPer100(
  answers: readonly (readonly { readonly token: Token }[])[],
  words = sum(answers.map((answer) => answer.length)),
): number | null {
  return perHundred(sum(answers.map(repeatsIn)), words);
}
const repeatsIn = memoized((words: readonly { readonly token: Token }[]): number => {
  const tokens = words.map(({ token }) => token);
  return tokens.filter((token, index) => {
    const before = tokens[index - 1];
    if (before?.normal !== token.normal || before.endsSentence) return false;
    return !isUnclear(before) && !isUnclear(token) && !isRepeatedOnPurpose(tokens, index);
  }).length;
});

/** "would", "could", "might" as words of their own, per 100 words. */
export const conditionalModalsPer100 = per100((words, index) => CONDITIONAL_MODALS.has(words[index] ?? ''));
const CONDITIONAL_MODALS = new Set(['would', 'could', 'might']);

/** "that" in any use, per 100 words: complement and relative clauses bring most of them. */
export const thatPer100 = per100((words, index) => words[index] === 'that');

/** Contractions ("it's", "don't"), per 100 words: the mark of spoken grammar. */
export const contractionsPer100 = per100(
  (words, index) =>
    /(?:n't|'m|'re|'ve|'ll|'d)$/.test(words[index] ?? '') ||
    SHORTENED_IS.test(words[index] ?? '') ||
    // "My mum's a nurse", but no "my mum's friend", and no "o'clock".
    (/'s$/.test(words[index] ?? '') && AFTER_IS.test(words[index + 1] ?? '')),
);
const SHORTENED_IS =
  /^(?:it|he|she|that|there|here|what|who|where|how|when|let|everything|everyone|everybody|something|nothing|one)'s$/;
const AFTER_IS =
  /^(?:an?|the|my|not|been|got|always|also|just|really|very|so|quite|too|still|never|in|from|(?!morning|evening|wedding|building)\w+ing)$/;

/** Subordinators other than "because", which beginners use as much as anybody, per 100 words. */
export const subordinatorsPer100 = per100((words, index) => SUBORDINATORS.has(words[index] ?? ''));
const SUBORDINATORS = new Set(
  'although though if unless when whenever while whereas until whether which who whose where since once'.split(' '),
);

/**
 * "you know", per 100 words: fluent speakers fill with it what others fill with silence. Not where something is known ("you know who is your real
 * friend", "I let you know"): the data that bands are calibrated on count that as well, and hold nothing that would tell how much of it there is.
 */
export const youKnowPer100 = per100(
  (words, index) =>
    words[index] === 'you' &&
    words[index + 1] === 'know' &&
    !KNOWN.has(words[index + 2] ?? '') &&
    !ASKS_WHO_KNOWS.has(words[index - 1] ?? ''),
);
const KNOWN = new Set('who whom whose what how why where whether that about'.split(' '));
const ASKS_WHO_KNOWS = new Set('do did let lets if'.split(' '));

/** Answers are counted once, however often the test is measured. */
function per100(isOne: (words: readonly string[], index: number) => boolean): (answers: Answers) => number | null {
  const count = memoized((words: readonly string[]) => words.filter((_, index) => isOne(words, index)).length);
  return (answers) => perHundred(sum(answers.map(count)), sum(answers.map((words) => words.length)));
}
