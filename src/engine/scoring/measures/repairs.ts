/** Repetitions and corrections inside an answer. */
import { memoized } from '../../kept-results.js';
import type { Token } from '../language/tokens.js';
import { isUnclear, spoken } from '../language/tokens.js';
import { mayEndAndBegin, NEVER_LAST } from './sentence-ends.js';

/** Repeated words and corrections, found in the transcript. Recognisers drop some of them, so this is a lower bound. */
export interface Repair {
  readonly kind: 'repetition' | 'correction';
  readonly text: string;
  /** Position in the answer's text, UTF-16 units. */
  readonly start: number;
  readonly end: number;
}

/** Said twice on purpose: stress, politeness, greeting. */
const EMPHATIC = new Set(
  (
    'very really so too way far much more many long big huge tiny good nice old ever never always again please thanks ' +
    'no yes yeah yep nope okay ok ha bye wow'
  ).split(' '),
);
const NUMBERS = new Set('oh zero one two three four five six seven eight nine ten hundred thousand'.split(' '));
/**
 * Words that may stand twice running, each in a place of its own, by the words before them: "she had had enough", "I think that that is
 * true", "the thing is is that", "what we do do", "gave her her book". Anything but the beginning where there is no list.
 */
const PLACED_AFTER: ReadonlyMap<string, ReadonlySet<string> | null> = new Map([
  ['had', null],
  ['that', null],
  // "I would be happy there. There is not much to do."
  ['there', null],
  ['here', null],
  ['is', new Set(['thing', 'problem', 'point', 'question', 'reason', 'trouble'])],
  ['was', new Set(['thing', 'problem', 'point', 'question', 'reason', 'trouble'])],
  ['do', new Set(['i', 'you', 'we', 'they'])],
  ['did', new Set(['i', 'you', 'we', 'they', 'he', 'she', 'it'])],
  [
    'her',
    new Set('give gave given show showed tell told teach taught send sent lend lent cost make made let'.split(' ')),
  ],
]);
/** "What it is is a game": the first closes what the question word opened. */
const QUESTION_WORDS = new Set(['what', 'where', 'who', 'how']);
/** "On and on and on", "day after day after day": what is joined by these is said again on purpose. */
const JOINING = new Set(['and', 'after', 'by', 'or']);
const NEVER_JOINED = new Set(
  'i he she we they you it a an the my your his our their this that to in at of is are was'.split(' '),
);
const SUBJECTS = new Set(['i', 'he', 'she', 'we', 'they']);
const ARTICLES = new Set(['a', 'an', 'the']);
const FORMS_OF_BE = new Set(['am', 'is', 'are', 'was', 'were']);
/** "That's a | it's a port", "my | I mean his": what was begun goes no further where another subject follows. */
const LEFT_OPEN = new Set([...ARTICLES, 'my', 'your', 'our', 'their']);
const NEW_SUBJECT = /^(?:i|he|she|we|they|(?:i|he|she|it|we|you|they|that|there)'(?:m|s|re|ve|d|ll))$/;
const MAX_REPEATED_WORDS = 3;

/**
 * Immediate repetitions of one to three words ("in the in the"), and slips corrected at once ("he she", "is was", "a the", "that's a it's a"): the
 * repetitions and replacements of Foster, Tonkyn & Wigglesworth (2000), as far as they follow at once. What may be said twice on purpose is none
 * ("very very", "had had", "on and on and on"). Words that the recogniser was unsure of are no evidence: it stutters by itself there.
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
    // "... paying me for it. It was only years later ...": one ends a sentence, the other begins the next.
    let same = words[index + length - 1]?.endsSentence === false;
    for (let offset = 0; offset < length && same; offset += 1) {
      same = isSameSaidClearly(words[index + offset], words[index + length + offset]);
    }
    if (same && !isMeant(words, index, length)) return length;
  }
  return 0;
}

/** Whether the word at `index` repeats the one before it as may be done on purpose. */
export function isRepeatedOnPurpose(words: readonly Token[], index: number): boolean {
  return isMeant(words, index - 1, 1);
}

/** Whether what is said twice may be so on purpose. */
function isMeant(words: readonly Token[], index: number, length: number): boolean {
  const at = (offset: number): string => words[index + offset]?.normal ?? '';
  const word = at(0);
  if (length === 1)
    return (
      EMPHATIC.has(word) || isCounting(at) || isGrammatical(at) || (!NUMBERS.has(word) && mayEndAndBegin(words, index))
    );
  if (length !== 2) return false;
  if (EMPHATIC.has(word) && EMPHATIC.has(at(1))) return true;
  const joined = (said: number, link: number): boolean =>
    JOINING.has(at(link)) && at(said) === at(said + 2) && !NEVER_JOINED.has(at(said));
  return (joined(0, 1) && at(4) === word) || (joined(1, 0) && at(-1) === at(1));
}

type At = (offset: number) => string;

/** One digit after the other: a telephone number, a year. */
function isCounting(at: At): boolean {
  const isNumber = (word: string): boolean => NUMBERS.has(word) || /^\d/.test(word);
  return isNumber(at(0)) && (isNumber(at(-1)) || isNumber(at(2)));
}

/** Both words have a place of their own in the sentence; said three times, one of them is a repetition. */
function isGrammatical(at: At): boolean {
  const [word, before] = [at(0), at(-1)];
  const after = PLACED_AFTER.get(word);
  if (after === undefined || at(2) === word) return false;
  // Of three in a row the first two were counted.
  if (before === word) return true;
  if (after === null) return before !== '';
  if (after.has(before)) return true;
  return (word === 'is' || word === 'was') && (QUESTION_WORDS.has(at(-2)) || QUESTION_WORDS.has(at(-3)));
}

/** The second word of what was said twice can hardly begin a sentence, or the first end one: surely a repetition. */
export function isSurelyRepeated(word: string): boolean {
  return NEVER_LAST.has(word);
}

function isSameSaidClearly(first: Token | undefined, second: Token | undefined): boolean {
  if (!first || !second) return false;
  return first.normal === second.normal && !isUnclear(first) && !isUnclear(second);
}

function isSlip(first: Token | undefined, second: Token | undefined): boolean {
  if (!first || !second || first.normal === second.normal || first.endsSentence) return false;
  if (isUnclear(first) || isUnclear(second)) return false;
  if (LEFT_OPEN.has(first.normal) && NEW_SUBJECT.test(second.normal)) return true;
  return [SUBJECTS, ARTICLES, FORMS_OF_BE].some((group) => group.has(first.normal) && group.has(second.normal));
}
