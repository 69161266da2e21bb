/** How far an answer is developed: its length, and what it gives as reasons, examples, contrasts and details. */
import { wordSet } from '../grammar/lexicon/word-set.js';
import { markersIn } from '../language/markers.js';
import { addedWords } from './relevance.js';

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
      words.filter((_, index) => isReasonAs(words, index) || isShortBecause(words, index)).length,
    examples: count('example'),
    contrasts: count('contrast', 'comparison') + words.filter((word) => CONTRASTING.has(word)).length,
    details: words.filter((word) => DETAIL.test(word)).length + pairs,
  };
}
const SUBJECT = /^(?:i|you|he|she|it|we|they|that|there|people|my|the)(?:'\w+)?$/;

/** "Cause nobody plans for it": not the cause of something, nor what causes it. */
function isShortBecause(words: readonly string[], index: number): boolean {
  const [before = '', word = '', after = ''] = [words[index - 1], words[index], words[index + 1]];
  if (/^(?:'cause|cos|coz|cuz)$/.test(word)) return true;
  return (
    word === 'cause' &&
    !/^(?:an?|the|this|that|one|main|real|common|good|root|to|not|can|could|will|would|may|might|does|don't|they|it|which)$/.test(
      before,
    ) &&
    (SUBJECT.test(after) || /^(?:nobody|everybody|everyone|somebody|this|these|those|not)$/.test(after)) &&
    !isCausing(words, index)
  );
}

/** "Cars cause people to be ill", "it can cause my skin a lot of trouble": whom, and what follows for them. */
function isCausing(words: readonly string[], index: number): boolean {
  const after = /^(?:my|the|these|those|this|that)$/.test(words[index + 1] ?? '') ? index + 3 : index + 2;
  return CAUSED.test(words[after] ?? '');
}
const CAUSED =
  /^(?:to|a|an|so|some|more|much|great|serious|stress|pain|problems|trouble|harm|damage|anxiety|distress)$/;

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

/** Words under which an answer is short when nothing supports it; judgement, from the lengths of practice tests (24 words at band 3.5). */
const SHORT = 6;
const SHORT_LONG_TURN = 90;
/** So long an answer says something, whatever its words are. */
const LONG = 40;
/** Words about something that its question has not: "they find food there, the bins are full of it" gives a reason without any "because". */
const FEWEST_ADDED = 2;
/** Beside those that fit every topic: said of anything. */
const SAYS_NOTHING = wordSet(
  'agree believe guess suppose hope happy beautiful necessary idea everybody everyone nobody world country hard difficult honest honestly',
);

/** A few words, and no reason, example or contrast. @param words of the answer, lower case, fillers left out */
export function isShort(words: readonly string[]): boolean {
  return words.length < SHORT && supportOf(developmentOf(words)) === 0;
}

/**
 * Says no more than its question, or is too short for Part 3. "Because it is good" has a reason by its form, and none; "in the north of
 * Spain" is an answer in Part 1, and "yes, I do" is none.
 */
export function isUndeveloped(part: 'part1' | 'part3', question: string, words: readonly string[]): boolean {
  const added = addedWords(question, words).filter((word) => !SAYS_NOTHING.has(word)).length;
  if (part === 'part1') return isShort(words) && added === 0;
  const isSupported = supportOf(developmentOf(words)) > 0;
  return isShort(words) || (words.length < LONG && added < (isSupported ? 1 : FEWEST_ADDED));
}

/** The long turn, in which two minutes hold 200 words and more. */
export function isShortLongTurn(words: readonly string[]): boolean {
  return words.length < SHORT_LONG_TURN;
}
