/**
 * What to practise where nothing in the answers asks for it by itself: the measure that would lift the band most, on the answer that shows it. What cannot be
 * shown in an answer is no advice.
 */
import { developmentOf } from '../answers/development.js';
import { questionForm } from '../answers/question-form.js';
import { normalsOf } from '../language/analysis.js';
import { tokenize } from '../language/tokens.js';
import { markersIn, type MarkerKind } from '../language/markers.js';
import { lemmaOf } from '../language/lemma.js';
import type { MeasureName } from '../measures/catalogue.js';
import { verbForms, type VerbForm } from '../measures/grammar.js';
import { isContentWord, type MeasuredTest } from '../measures/measure.js';
import type { MeasuredTurn } from '../measures/measured-turn.js';
import { repairsOf } from '../measures/repairs.js';
import { FEW, saidConditionals } from './grammar.js';
import { heardClearly } from './heard-clearly.js';
import { namedQuestion } from './named-question.js';
import { sentencesOf, type Sentence } from './sentences.js';
import type { Advice, FeedbackContext } from './types.js';

interface NextStep {
  /** As in {@link Advice}: several measures, and other advice, may ask for the same. */
  readonly about: string;
  /** Null where the answers do not show it. */
  tell(test: MeasuredTest): string | null;
}

const SLOWLY = onLongest('slowly, with every sound of every word, and listen to it');
const QUICKER = onLongest('a little quicker than you speak now, without a longer pause anywhere');
const JOINED: NextStep = { about: 'short-sentences', tell: shortSentences };
const TWICE: NextStep = { about: 'restarts', tell: startedTwice };
const AGAIN: NextStep = { about: 'said-again', tell: saidAgain };
const ONLY_IMAGINED = onLongest('and add what you would do if things were different');

/** Measures that nobody can set out to change have none. */
const STEPS: Partial<Readonly<Record<MeasureName, NextStep>>> = {
  speechRate: QUICKER,
  articulationRate: QUICKER,
  pausePerSyllableMs: onLongest('and wherever you stopped, say the next word at once'),
  meanRun: onLongest('and breathe only between sentences'),
  midClausePausesPer100: onLongest('and stop only between sentences'),
  repairsPer100: TWICE,
  immediateRepeatsPer100: TWICE,
  wordsPerAnswer: { about: 'short-answers', tell: longerAnswer },
  markerKinds: { about: 'kinds-of-link', tell: missingLinks },
  mattr50: AGAIN,
  mtld: AGAIN,
  repeatedPhrases: onLongest('and begin no two sentences alike'),
  verbFormRange: { about: 'verb-forms', tell: missingVerbForms },
  subordinateShare: JOINED,
  subordinatorsPer100: JOINED,
  meanUnitLength: JOINED,
  conditionalModalsPer100: {
    about: ONLY_IMAGINED.about,
    tell: (test) => (saidConditionals(test) < FEW ? ONLY_IMAGINED.tell(test) : null),
  },
  thatPer100: { about: 'joined-with-that', tell: joinedWithThat },
  contractionsPer100: { about: 'full-forms', tell: fullForms },
  phoneScore: SLOWLY,
  lowPhoneScore: SLOWLY,
  weakPhoneShare: SLOWLY,
  ratedAccuracy: SLOWLY,
  ratedProsody: onLongest('and let your voice rise on the words that matter'),
  ratedFluency: onLongest('in one go, as if you read it out'),
};
/** Of a text that was read only these are the reader's own, and how they are told there. */
const OF_READING: Partial<Readonly<Record<MeasureName, string>>> = {
  speechRate: 'a little quicker than you read it now, without a longer pause anywhere',
  articulationRate: 'a little quicker than you read it now, without a longer pause anywhere',
  pausePerSyllableMs: 'and wherever you stopped, say the next word at once',
  meanRun: 'and breathe only between sentences',
  midClausePausesPer100: 'and stop only between sentences',
  ratedFluency: 'in one go, as if you spoke freely',
  ratedProsody: 'and let your voice rise on the words that matter',
  ratedAccuracy: 'slowly, with every sound of every word, and listen to it',
  phoneScore: 'slowly, with every sound of every word, and listen to it',
  lowPhoneScore: 'slowly, with every sound of every word, and listen to it',
  weakPhoneShare: 'slowly, with every sound of every word, and listen to it',
};

/** One piece of advice per measure that would gain something and that the answers show. */
export function nextSteps(test: MeasuredTest, { gains, read }: FeedbackContext): readonly Advice[] {
  return [...gains.keys()].flatMap((measure): readonly Advice[] => {
    const step = read ? rereading(OF_READING[measure]) : STEPS[measure];
    const text = step?.tell(test) ?? null;
    return step === undefined || text === null ? [] : [{ about: [step.about], raises: [measure], text }];
  });
}

function rereading(how: string | undefined): NextStep | undefined {
  return how === undefined ? undefined : { about: how, tell: () => `Read the text again ${how}.` };
}

function longestFirst({ turns }: MeasuredTest): readonly MeasuredTurn[] {
  return turns.toSorted((one, other) => other.analyzed.words.length - one.analyzed.words.length);
}

function onLongest(exercise: string): NextStep {
  return {
    about: exercise,
    tell: (test) => {
      const [longest] = longestFirst(test);
      return longest ? `Give your answer to ${namedQuestion(longest.analyzed)} again ${exercise}.` : null;
    },
  };
}

/** The kinds of link that everybody can try, the most telling first. */
const LINKS = {
  contrast: 'although ...',
  example: 'for instance ...',
  result: 'as a result ...',
  comparison: 'compared with ...',
  condition: 'as long as ...',
  reason: "that's why ...",
} as const satisfies Partial<Readonly<Record<MarkerKind, string>>>;

function missingLinks(test: MeasuredTest): string | null {
  const used = new Set<string>(test.turns.flatMap((turn) => markersIn(normalsOf(turn)).map(({ kind }) => kind)));
  const missing = Object.entries(LINKS).flatMap(([kind, link]) => (used.has(kind) ? [] : [`a ${kind} ("${link}")`]));
  if (missing.length === 0) return null;
  return onLongest(`with ${missing.slice(0, MOST_NAMED).join(' and ')}: no answer had one`).tell(test);
}

/** The forms that a speaker can set out to use, the most telling first. */
const FORMS = {
  perfect: "I've seen it",
  passive: 'it was built',
  conditional: 'it would be',
  continuous: "I'm working on it",
  future: "I'll go there",
  gerund: 'after seeing it',
} as const satisfies Partial<Readonly<Record<VerbForm, string>>>;

function missingVerbForms(test: MeasuredTest): string | null {
  const used = verbForms(test.turns.map(({ checked }) => checked));
  const missing = (Object.keys(FORMS) as (keyof typeof FORMS)[]).filter((form) => (used.get(form) ?? 0) < 2);
  if (missing.length === 0) return null;
  const named = missing.slice(0, MOST_NAMED).map((form) => `the ${form} ("${FORMS[form]}")`);
  return onLongest(`and use ${named.join(' and ')}, which you said less than twice`).tell(test);
}

/** Of two sentences together: fewer are answers like "Yes, I do.", and more are hard to join. */
const JOINED_WORDS = { from: 6, to: 24 };
/** The two shortest sentences that follow each other in an answer, without an error in them; any, where nothing tells where sentences end. */
function shortSentences(test: MeasuredTest): string | null {
  const joined = ([one, next]: readonly [Sentence, Sentence]): number => one.words + next.words;
  const [shortest] = longestFirst(test)
    .flatMap(({ analyzed, checked }) => {
      const sentences = sentencesOf(analyzed);
      return sentences
        .slice(1)
        .map((next, index) => [sentences[index] ?? next, next] as const)
        .filter(([{ start }, { end }]) => !checked.issues.some((issue) => issue.start < end && start < issue.end))
        .filter((pair) => joined(pair) >= JOINED_WORDS.from && joined(pair) <= JOINED_WORDS.to)
        .filter(([{ start }, { end }]) => heardClearly(analyzed, start, end))
        .map(([one, next]) => ({ analyzed, start: one.start, end: next.end, words: joined([one, next]) }));
    })
    .toSorted((one, other) => one.words - other.words);
  if (shortest) {
    const both = shortest.analyzed.turn.text.slice(shortest.start, shortest.end);
    const said = /[.!?]$/.test(both) ? both : `${both}.`;
    return `In your answer to ${namedQuestion(shortest.analyzed)} you said "${said}" Say it as one sentence, with "which", "because" or "although".`;
  }
  const told = test.turns.some(({ analyzed }) => sentencesOf(analyzed).length > 1);
  return told ? null : onLongest('and join two of its short sentences with "which" or "although"').tell(test);
}

const FEWEST_STARTED_TWICE = 2;
function startedTwice({ turns }: MeasuredTest): string | null {
  const [most] = turns
    .map(({ analyzed }) => ({
      analyzed,
      repairs: repairsOf(analyzed.tokens).filter(({ start, end }) => heardClearly(analyzed, start, end)),
    }))
    .toSorted((one, other) => other.repairs.length - one.repairs.length);
  const [first] = most?.repairs ?? [];
  if (!most || !first || most.repairs.length < FEWEST_STARTED_TWICE) return null;
  return `In your answer to ${namedQuestion(most.analyzed)} you began again ${String(most.repairs.length)} times ("${first.text.toLowerCase()}"). Give it once more, and be silent where you look for a word.`;
}

/** Long enough for what was asked: the discussion asks for more than questions about yourself. */
const LONG_ENOUGH = { part1: 25, part2: 0, part3: 45 } as const;

/** The answer that most needs a sentence more: one of the discussion, or one to a question that has a why; never "Where do you live?". */
export function answerToDevelop({ turns, values }: MeasuredTest): MeasuredTurn | null {
  // An answer that is longer than the usual one is no example of short answers.
  const usual = values.wordsPerAnswer ?? Infinity;
  const missing = ({ analyzed: { turn, words } }: MeasuredTurn): number => LONG_ENOUGH[turn.part] - words.length;
  const asksForMore = ({ analyzed: { turn } }: MeasuredTurn): boolean => {
    const asked = tokenize(turn.question).map(({ normal }) => normal);
    return turn.part === 'part3' || !/^(?:where|who|when|choice)$/.test(questionForm(asked));
  };
  const short = turns.filter((turn) => missing(turn) > 0 && turn.analyzed.words.length <= usual && asksForMore(turn));
  const discussed = short.filter(({ analyzed }) => analyzed.turn.part === 'part3');
  const [shortest] = (discussed.length > 0 ? discussed : short).toSorted((one, other) => missing(other) - missing(one));
  return shortest ?? null;
}

function longerAnswer(test: MeasuredTest): string | null {
  const turn = answerToDevelop(test);
  return turn === null ? null : `${developed(turn)}.`;
}

/** What to add to an answer, by what its part asks for. */
export function developed(answer: MeasuredTurn): string {
  const { turn, words } = answer.analyzed;
  const more = turn.part === 'part3' ? missingIn(answer) : 'one sentence more (why, since when, or how often)';
  return `Answer ${namedQuestion(answer.analyzed)} again with ${more}: it had ${String(words.length)} words`;
}

/** From so many words on an answer has reasons and examples without a word such as "because" that tells them. */
const HAS_SOME = 25;

/** What an answer of the discussion does not have yet. */
function missingIn(turn: MeasuredTurn): string {
  const { words, reasons, examples, contrasts } = developmentOf(normalsOf(turn));
  const isLong = words >= HAS_SOME;
  const missing = [
    ...(reasons === 0 && !isLong ? ['a reason'] : []),
    ...(examples === 0 ? [isLong ? 'one more example' : 'an example'] : []),
    ...(contrasts === 0 ? ['what others would say against it'] : []),
  ];
  return missing.length === 0 ? 'one more example' : missing.slice(0, 2).join(' and ');
}

const OFTEN = 3;
const MOST_NAMED = 2;
/** Content words that one answer keeps saying; those of its question are nobody's choice. */
function saidAgain({ turns }: MeasuredTest): string | null {
  const found = turns.map((turn) => {
    const asked = new Set(tokenize(turn.analyzed.turn.question).map(({ normal }) => lemmaOf(normal)));
    const counts = new Map<string, number>();
    for (const word of turn.analyzed.words) {
      const { normal } = word.token;
      if (normal.length < 4 || asked.has(lemmaOf(normal)) || !isContentWord(word)) continue;
      counts.set(normal, (counts.get(normal) ?? 0) + 1);
    }
    const often = [...counts].filter(([, count]) => count >= OFTEN).toSorted((one, other) => other[1] - one[1]);
    return { turn, often: often.slice(0, MOST_NAMED) };
  });
  const [most] = found.toSorted((one, other) => (other.often[0]?.[1] ?? 0) - (one.often[0]?.[1] ?? 0));
  if (!most || most.often.length === 0) return null;
  const named = most.often.map(([word, count]) => `"${word}" ${String(count)} times`).join(' and ');
  return `In your answer to ${namedQuestion(most.turn.analyzed)} you said ${named}. Give it again with "it", "they" or another word in most of those places.`;
}

/** The long turn, where it tells what happened without what anybody said or thought. */
function joinedWithThat({ turns }: MeasuredTest): string | null {
  const [longest] = turns.toSorted((one, other) => other.analyzed.words.length - one.analyzed.words.length);
  if (!longest || normalsOf(longest).filter((word) => word === 'that').length >= FEW) return null;
  return `Give your answer to ${namedQuestion(longest.analyzed)} again and say what somebody told you and what you came to see: "he said that ...", "I realised that ...".`;
}

const SHORT_FORMS =
  /\b(?:it is|i am|i have|i will|i would|do not|does not|did not|is not|are not|was not|can ?not|he is|she is|they are|we are|that is|there is)\b(?=\s+\w)/g;
const FEWEST_FULL = 3;
/** The answer with most full forms that speech would shorten. */
function fullForms({ turns }: MeasuredTest): string | null {
  const [most] = turns
    .map(({ analyzed }) => ({ analyzed, full: analyzed.turn.text.toLowerCase().match(SHORT_FORMS) ?? [] }))
    .toSorted((one, other) => other.full.length - one.full.length);
  if (!most || most.full.length < FEWEST_FULL) return null;
  const named = [...new Set(most.full)].slice(0, MOST_NAMED).map((words) => `"${words}"`);
  return `In your answer to ${namedQuestion(most.analyzed)} you said ${named.join(' and ')} in full. Give it again as people speak: "it's", "I'm", "don't".`;
}
