/**
 * Whether the words so far could be a whole answer, judged by their last ones. Transcripts of speech carry no punctuation: what is
 * left is how often English sentences end after these words, and what learners say while they look for the next one.
 */
import { SENTENCE_ENDS } from './sentence-ends.js';
import { keepingRecent } from '../kept-results.js';

export type Completeness = 'complete' | 'incomplete' | 'unknown';

/**
 * Only what is said while the next word is looked for, so a shorter list than that of text/fillers.ts: "mhm" and "ah" may be whole
 * answers, and the waits were chosen with these words.
 */
const FILLERS: ReadonlySet<string> = new Set('um uh er erm uhm mm hmm'.split(' '));

/** Words no answer ends with, whatever a corpus of sentences says: what was recognised is not always what was said. */
const DANGLING: ReadonlySet<string> = new Set(
  (
    'and but or so because although though if when while whereas that which who whose than as since until unless like ' +
    'a an the my your his her its our their this these some any every each ' +
    'of to in on at for with from by about into onto between during without ' +
    'is are was were am be been being have has had do does did will would can could should may might must ' +
    "i he she we they i'm it's he's she's we're they're there's very really quite more most also just maybe well"
  ).split(' '),
);

/** Whole endings whose last word would dangle anywhere else. */
const COMPLETE_ENDINGS: ReadonlySet<string> = new Set([
  ...['as', 'very', 'quite', 'pretty', 'really', 'so', 'too', 'that'].map((word) => `${word} well`),
  ...['think', 'hope', 'guess', 'suppose', 'believe'].map((word) => `${word} so`),
  ...['like', 'about', 'of', 'for', 'do', 'did', 'with', 'to'].map((word) => `${word} that`),
  ...['like', 'about', 'do'].map((word) => `${word} this`),
  'so on',
  'not really',
  'any more',
  'once more',
  'much so',
]);

/** "Yes, I do", "no they aren't": a short answer ends with its auxiliary. */
const SHORT_ANSWER =
  /^(?:(?:yes|yeah|yep|no|of course|sure|well|actually)\s+)+(?:i|he|she|it|we|they|you|there)\s+(?:cannot|ca|wo|is|are|was|were|am|have|has|do|does|did|will|would|can|could|should|may|might|must|had)(?:n't)?$/;

/** Fewer words than this may be a start ("I think ...") or a whole answer ("Yes"): the text does not tell. */
const TELLING_WORDS = 4;

/** Lower case, without fillers. Asked for with every frame of a silence, as is the judgement below: the words are the same then. */
export const saidWords = keepingRecent(1, (text: string): readonly string[] =>
  allWords(text).filter((word) => !FILLERS.has(word)),
);

export function endsInFiller(text: string): boolean {
  return FILLERS.has(allWords(text).at(-1) ?? '');
}

export const completeness = keepingRecent(1, (text: string): Completeness => {
  if (endsInFiller(text)) return 'incomplete';
  const words = saidWords(text);
  const last = words.at(-1);
  if (last === undefined) return 'unknown';
  // What is left open after a short answer ("yes I do ... like it") is as likely as the end.
  if (SHORT_ANSWER.test(words.join(' '))) return 'unknown';
  const ending = words.slice(-2).join(' ');
  if (!COMPLETE_ENDINGS.has(ending)) {
    const ends = SENTENCE_ENDS.get(ending) ?? SENTENCE_ENDS.get(last) ?? 'often';
    if (ends === 'never' || DANGLING.has(last)) return 'incomplete';
    if (ends === 'seldom') return 'unknown';
  }
  return words.length < TELLING_WORDS ? 'unknown' : 'complete';
});

/** Of any script, and numbers: whoever says "25" has answered. */
function allWords(text: string): readonly string[] {
  return (
    text
      .toLowerCase()
      .replaceAll('’', "'")
      .match(/[\p{L}\p{M}\p{N}']+/gu) ?? []
  );
}
