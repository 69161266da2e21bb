/** Words of an answer that only say its question again: they are the examiner's. */
import type { AnalyzedTurn } from '../language/analysis.js';
import { memoized } from '../../kept-results.js';
import { hasTag } from '../language/tagging.js';
import { tokenize } from '../language/tokens.js';
import { questionForm } from '../answers/question-form.js';

/** Words running: an answer may well begin with four of its question ("the people in my town"). */
const RUN = 5;
/** Share of such words from which an answer is none of its own. */
const ECHO = 0.5;
/** Say nothing by themselves: an answer whose only other words are these goes no further than its question. */
const SAYS_NOTHING = new Set(
  'i my mine me we our us you your it its is are am was were be do does did a an the this that and so well yes yeah no ok okay to of in'.split(
    ' ',
  ),
);

/** Ask for a name of something. */
const NAMING = new Set(['what', 'which', 'who', 'where']);

const REASONS = new Set(['because', 'since', 'unless', 'if']);

/** Places of the words that repeat the question in runs of five and more, where they are half of the answer; else none. */
export const echoedWords = memoized(({ turn, words }: AnalyzedTurn): ReadonlySet<number> => {
  const asked = tokenize(turn.question);
  const askedWords = asked.map(({ normal }) => normal);
  const runAt = (list: readonly string[], at: number): string => list.slice(at, at + RUN).join(' ');
  /** Of each run, whether the question opens in it ("what is the most"): nobody answers in the form of a question. */
  const runs = new Map<string, boolean>();
  askedWords.slice(RUN - 1).forEach((_, at) => {
    const opens = asked
      .slice(at, at + RUN)
      .some((__, offset) => at + offset === 0 || asked[at + offset - 1]?.endsSentence);
    runs.set(runAt(askedWords, at), opens);
  });
  const said = words.map(({ token }) => token.normal);
  const places = new Set<number>();
  let asks = false;
  said.slice(RUN - 1).forEach((_, at) => {
    const opens = runs.get(runAt(said, at));
    if (opens === undefined) return;
    asks ||= opens;
    for (let place = at; place < at + RUN; place += 1) places.add(place);
  });
  if (places.size < ECHO * words.length) return new Set();
  // "The most popular sport in my country | is football" says what was asked for: with a verb and a word of its own. So does "people
  // celebrate birthdays here | with cake and candles", with two words of its own. One more, or a "maybe", does not.
  const own = words.filter((_, at) => !places.has(at));
  const news = own.filter(({ token: { normal } }) => !SAYS_NOTHING.has(normal) && !askedWords.includes(normal));
  const telling = news.filter(
    (word) => hasTag(word, 'Noun', 'Adjective', 'Verb', 'Value') || REASONS.has(word.token.normal),
  );
  const goesOn = telling.length >= 2 || (news.length > 0 && own.some((word) => hasTag(word, 'Verb')));
  // "The most popular sport in this country | football" names what was asked for.
  const names = NAMING.has(askedWords[0] ?? '') && telling.some((word) => hasTag(word, 'Noun', 'Value'));
  // "I prefer to live in a city" of "in a city or in the countryside" has chosen.
  const chooses = questionForm(askedWords) === 'choice' && !said.includes('or');
  return !asks && (goesOn || names || chooses) ? new Set() : places;
});
