/** Vocabulary: less common words that came off, and words leaned on too much. */
import { namedQuestion } from './named-question.js';
import { normalsOf } from '../language/analysis.js';
import { americanOf } from '../language/british.js';
import { rankOf } from '../language/frequency.js';
import { hasTag, type TaggedToken } from '../language/tagging.js';
import { lemmaOf } from '../language/lemma.js';
import { isUnclear, tokenize, type Token } from '../language/tokens.js';
import type { MeasuredTest } from '../measures/measure.js';
import type { MeasuredTurn } from '../measures/measured-turn.js';
import { isContentWord } from '../measures/measure.js';
import { span } from '../measures/grammar.js';
import { UNUSUAL } from '../grammar/unusual.js';
import { repeatedPhrases } from '../measures/lexical.js';
import type { Quote } from '../types.js';
import type { Advice, Feedback } from './types.js';
import { heardClearly } from './heard-clearly.js';
import { probablySaid } from './probably-said.js';
import { classNamesIn, plainWordsIn, strongerThanVery } from './plain-words.js';
import { quoteAround, WORDS_AROUND } from './quote.js';
import { wordTable } from '../../text/word-table.js';

/** Overused words and what else could be said, after "Say some of those answers again with"; our own list. */
const INSTEAD: Readonly<Record<string, string>> = wordTable({
  good: 'enjoyable, useful, well made, reliable: whichever you mean',
  nice: 'pleasant, friendly, comfortable, charming',
  bad: 'harmful, disappointing, unpleasant, poor',
  big: 'huge, major, considerable',
  very: 'a stronger adjective: "exhausted" for "very tired", "crucial" for "very important"',
  really: 'a stronger adjective, or nothing',
  important: 'essential, crucial, worth the effort, a priority',
  interesting: 'fascinating, thought-provoking, it caught my attention',
  thing: 'the thing itself: a point, an object, a habit, an event',
  things: 'the things themselves: points, objects, habits, events',
  people: 'those you mean: residents, teenagers, colleagues, the public',
  like: 'enjoy, be keen on, prefer, be fond of',
  happy: 'delighted, relieved, proud, content',
  beautiful: 'picturesque, stunning, elegant',
  many: 'plenty of, a whole range of, countless',
  get: 'receive, become, obtain, fetch: whichever you mean',
  difficult: 'demanding, tricky, a struggle',
  different: 'varied, unlike anything else, distinct',
  problem: 'difficulty, drawback, obstacle',
  help: 'support, assist, make it easier to',
});
const OVERUSE_SHARE = 0.012;
const OVERUSE_COUNT = 5;
/** Words worth showing: rarer than usual, yet frequent enough not to be a slip of the recogniser. */
const RARE_RANKS = { from: 4000, to: 25_000 };

export function lexicalFeedback(test: MeasuredTest): Feedback {
  const overused = overusedWords(test);
  return {
    quotes: [...rareQuotes(test), ...overused.slice(0, 1).flatMap(({ word }) => overuseQuotes(test, word))],
    advice: [
      ...overused.map(({ word, count }): Advice => ({
        about: [`overused:${word}`],
        raises: ['mattr50', 'mtld'],
        text: `You said "${word}" ${String(count)} times. ${insteadOf(word, test)}`,
      })),
      ...phraseAdvice(test),
      ...rangeAdvice(test),
    ],
  };
}

/** With the candidate's own phrases where they are known. */
function insteadOf(word: string, test: MeasuredTest): string {
  const own = word === 'very' ? strongerThanVery(test) : [];
  if (own.length === 0) return `Say some of those answers again with ${INSTEAD[word] ?? 'another word'}.`;
  const pairs = own.map(({ said, stronger }) => `"${stronger}" for your "${said}"`);
  return `Say those answers again with one word: ${pairs.join(', ')}.`;
}

function rareQuotes(test: MeasuredTest): readonly Quote[] {
  const found: { readonly turn: MeasuredTurn; readonly token: Token; readonly rank: number }[] = [];
  const seen = new Set<string>();
  for (const turn of test.turns) {
    const asked = new Set(tokenize(turn.analyzed.turn.question).map(({ normal }) => lemmaOf(normal)));
    for (const [index, word] of turn.analyzed.words.entries()) {
      const { token } = word;
      const lemma = lemmaOf(token.normal);
      const inOneSpelling = americanOf(lemma) ?? lemma;
      const rank = rankOf(token.normal);
      if (rank === null || rank < RARE_RANKS.from || rank > RARE_RANKS.to) continue;
      // The examiner's own word, or a common word in a rarer form ("shouted"), is no find; nor is what stands in an error.
      if (asked.has(lemma) || isComparedCommonWord(word) || (rankOf(lemma) ?? Infinity) < RARE_RANKS.from) continue;
      if (isBesideError(turn, index) || isInWrongClause(turn, index)) continue;
      // "Economic." by itself may be any word gone wrong.
      if (isFragment(turn.analyzed.words, word)) continue;
      if (seen.has(inOneSpelling) || !isContentWord(word) || token.normal.length < 4) continue;
      if (!probablySaid(test, turn, token)) continue;
      seen.add(inOneSpelling);
      // "Encourages" is no rarer a find than "encourage".
      found.push({ turn, token, rank: Math.min(rank, rankOf(lemma) ?? rank) });
    }
  }
  return found
    .sort((first, second) => second.rank - first.rank)
    .filter(farApart())
    .slice(0, 3)
    .map(({ turn, token }) => quoteAround(turn.analyzed, token, `"${token.text}" is one of your less common words.`));
}

/** Next to an error a word is hardly one that came off. */
function isBesideError({ analyzed: { words }, checked }: MeasuredTurn, index: number): boolean {
  const from = words[Math.max(0, index - 1)]?.token.start ?? 0;
  const to = words[Math.min(words.length - 1, index + 1)]?.token.end ?? 0;
  return checked.issues.some(({ start, end }) => start < to && from < end);
}

/** Where something else of the clause is wrong, it is no example to follow. */
function isInWrongClause({ analyzed: { words, clauses }, checked }: MeasuredTurn, index: number): boolean {
  const clause = clauses.find((each) => each.start <= index && index < each.end);
  if (!clause) return false;
  const { start: from, end: to } = span(words, clause);
  return checked.issues.some(({ kind, start, end }) => kind !== UNUSUAL && start < to && from < end);
}

const FRAGMENT_WORDS = 3;
/** Whether a sentence has so few words that nothing tells how one of them is meant. */
function isFragment(words: readonly TaggedToken[], word: TaggedToken): boolean {
  const index = words.indexOf(word);
  const from = words.findLastIndex(({ token }, place) => place < index && token.endsSentence) + 1;
  const end = words.findIndex(({ token }, place) => place >= index && token.endsSentence);
  return (end === -1 ? words.length : end + 1) - from <= FRAGMENT_WORDS;
}

/** "Newest", "friendlier": as common as what is compared. A gardener or a programmer compares nothing. */
function isComparedCommonWord(word: TaggedToken): boolean {
  if (!hasTag(word, 'Adjective', 'Adverb', 'Comparative', 'Superlative')) return false;
  const stem = /^(.{3,})(?:er|est)$/.exec(word.token.normal)?.[1];
  if (stem === undefined) return false;
  const bases = [stem, `${stem}e`, stem.slice(0, -1), stem.replace(/i$/, 'y')];
  return bases.some((base) => (rankOf(base) ?? Infinity) < RARE_RANKS.from);
}

/** Keeps one of two words of the same answer that one quote shows both. */
function farApart(): (item: { readonly turn: MeasuredTurn; readonly token: Token }) => boolean {
  const kept: { readonly turn: MeasuredTurn; readonly index: number }[] = [];
  return ({ turn, token }) => {
    const index = turn.analyzed.tokens.findIndex(({ start }) => start === token.start);
    if (kept.some((other) => other.turn === turn && Math.abs(other.index - index) <= WORDS_AROUND)) return false;
    kept.push({ turn, index });
    return true;
  };
}

function overusedWords(test: MeasuredTest): readonly { readonly word: string; readonly count: number }[] {
  const counts = new Map<string, number>();
  for (const { analyzed } of test.turns) {
    // A noun of the question is nobody's choice: questions of the discussion are full of "people". How one likes things is.
    const asked = new Set(tokenize(analyzed.turn.question).map(({ normal }) => normal));
    for (const [index, word] of analyzed.words.entries()) {
      const { token } = word;
      const isAsked = hasTag(word, 'Noun') && asked.has(token.normal);
      if (isReplaceable(analyzed.words, index) && !isUnclear(token) && !isAsked)
        counts.set(token.normal, (counts.get(token.normal) ?? 0) + 1);
    }
  }
  const least = Math.max(OVERUSE_COUNT, OVERUSE_SHARE * (test.values.tokens ?? 0));
  return [...counts]
    .filter(([, count]) => count >= least)
    .map(([word, count]) => ({ word, count }))
    .sort((first, second) => second.count - first.count);
}

/** Whether what is said instead would fit: nobody enjoys where they "would like to" or where something "looks like" another thing. */
function isReplaceable(words: readonly TaggedToken[], index: number): boolean {
  const word = words[index];
  if (word === undefined || !(word.token.normal in INSTEAD)) return false;
  if (word.token.normal !== 'like') return true;
  const before = words.slice(Math.max(0, index - 2), index).map(({ token }) => token.normal);
  return hasTag(word, 'Verb') && !before.some((each) => WISHES.test(each)) && !SEEMS.test(before.at(-1) ?? '');
}
const WISHES = /^(?:would|wouldn['’]t|\w+['’]d)$/;
const SEEMS =
  /^(?:be|is|are|was|were|it['’]s|that['’]s|feel|look|sound|seem|smell|taste|act|work|live|just|things?|something|anything|nothing|places?|people|stuff)(?:s|ed|ing)?$|^felt$/;

function overuseQuotes(test: MeasuredTest, overused: string): readonly Quote[] {
  for (const { analyzed, checked } of test.turns) {
    const word = analyzed.words.find(
      ({ token }, index) =>
        token.normal === overused &&
        !checked.issues.some(({ start, end }) => start < token.end && token.start < end) &&
        isReplaceable(analyzed.words, index) &&
        heardClearly(analyzed, token.start, token.end),
    );
    if (word) return [quoteAround(analyzed, word.token, `One of many uses of "${overused}".`)];
  }
  return [];
}

function phraseAdvice(test: MeasuredTest): readonly Advice[] {
  const [first] = repeatedPhrases(test.turns.map(normalsOf));
  if (!first || first.count < 4) return [];
  return [
    {
      about: [`phrase:${first.phrase}`],
      raises: ['repeatedPhrases', 'mtld', 'mattr50'],
      text: `"${first.phrase}" came ${String(first.count)} times. Find two other ways to start such a sentence.`,
    },
  ];
}

/** Words that say more in the answer that is plainest; where none of ours fit, nouns that only name a class of things. */
function rangeAdvice(test: MeasuredTest): readonly Advice[] {
  const raises = ['meanLogRankTypes', 'shareBeyond2000'] as const;
  // The plainest answer in which something can be named; told by its words, so that others are told the next time.
  const [best] = test.turns
    .map((turn) => ({ turn, plain: plainWordsIn(turn) }))
    .filter(({ plain }) => plain.length >= 2)
    .toSorted((one, other) => other.plain.length - one.plain.length);
  if (best === undefined) return classNames(test).map((advice) => ({ ...advice, raises }));
  const pairs = best.plain.map(({ word, finer }) => `${finer} for "${word}"`);
  const question = namedQuestion(best.turn.analyzed);
  return [
    {
      about: best.plain.map(({ word }) => `plain:${word}`),
      raises,
      text: `Give your answer to ${question} again with rarer words where they fit: ${pairs.join(', ')}.`,
    },
  ];
}

/** Of the answer with most of them. */
function classNames(test: MeasuredTest): readonly Pick<Advice, 'about' | 'text'>[] {
  const [most] = test.turns
    .map((turn) => ({ turn, nouns: classNamesIn(turn) }))
    .toSorted((one, other) => other.nouns.length - one.nouns.length);
  if (most === undefined || most.nouns.length === 0) return [];
  const named = new Intl.ListFormat('en-GB').format(most.nouns.map((noun) => `"${noun}"`));
  return [
    {
      about: most.nouns.map((noun) => `plain:${noun}`),
      text: `Your answer to ${namedQuestion(most.turn.analyzed)} says ${named} without saying which or what kind. Give it again and be exact there.`,
    },
  ];
}
