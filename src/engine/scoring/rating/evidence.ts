/** When no band is given, and why: a guessed number is worse than none. */
import type { AnalyzedTurn } from '../language/analysis.js';
import { memoized } from '../../kept-results.js';
import { isUnclear } from '../language/tokens.js';
import type { MeasuredTest } from '../measures/measure.js';
import { echoedWords } from '../measures/question-words.js';
import { sum } from '../measures/statistics.js';
import type { Criterion } from '../types.js';
import type { Mapping } from './mapping.js';
import { valueOf } from './mapping.js';
import type { RatingConditions } from './rater.js';

/** The reason why a criterion cannot be rated, or null when it can. */
export function notRateable(
  criterion: Criterion,
  test: MeasuredTest,
  conditions: RatingConditions,
  mapping: Mapping,
): string | null {
  const acoustic = criterion === 'fluency' || criterion === 'pronunciation';
  const { values } = test;
  const minimum = mapping.evidence[conditions.purpose];
  const words = values.tokens ?? 0;
  if (conditions.refusal !== undefined) return conditions.refusal;
  if (words === 0) return 'Nothing was said.';
  if (acoustic && test.turns.every(({ analyzed }) => analyzed.turn.typed)) {
    return criterion === 'pronunciation'
      ? 'Typed answers have no pronunciation.'
      : 'Typed answers have no timing, on which fluency rests.';
  }
  const doubted = doubtedReason(test, mapping);
  if (doubted !== null) return doubted;
  if (conditions.wordsGiven === true && !acoustic)
    return `The words were given to be read: they tell nothing of the candidate's own ${criterion === 'lexical' ? 'vocabulary' : 'grammar'}.`;
  const salad = fewDifferentWords(test, conditions);
  if (salad !== null) return salad;
  const few = tooFewWords(test, conditions, mapping);
  if (few !== null) return few;
  const own = words - sum(test.turns.map(({ analyzed }) => echoedWords(analyzed).size));
  if (conditions.wordsGiven !== true && own < minimum.words && own < words / 2)
    return `The answers mostly repeat the questions: only ${own === 1 ? 'one word is' : `${String(own)} words are`} the candidate's own; at least ${String(minimum.words)} are needed.`;
  if (acoustic && withoutTiming(test)) {
    return criterion === 'pronunciation' ? NO_SOUND : null;
  }
  // A transcript with times.
  if (criterion === 'pronunciation' && conditions.audio === undefined && values.alignedWords === null && isSilent(test))
    return NO_SOUND;
  if (acoustic) {
    const reason = acousticReason(criterion, test, conditions, mapping);
    if (reason !== null) return reason;
  }
  const missing = mapping.criteria[criterion].needs.some((measure) => valueOf(values, measure) === null);
  return missing || mapping.criteria[criterion].curves.length === 0 ? MISSING[criterion] : null;
}

/** Why so few words tell no band, and what to do; null where there are enough. What is noticed in them may be told all the same. */
export function tooFewWords(test: MeasuredTest, conditions: RatingConditions, { evidence }: Mapping): string | null {
  const words = test.values.tokens ?? 0;
  const least = evidence[conditions.purpose].words;
  if (words >= least) return null;
  const found = `${words === 1 ? 'one word was' : `${String(words)} words were`} ${howFound(test, conditions)}`;
  return `Only ${found}; at least ${String(least)} are needed. ${nextTime(conditions)}`;
}

/** What came from elsewhere was asked by nobody here. */
function nextTime({ wordsGiven, partsUnknown }: RatingConditions): string {
  if (wordsGiven === true) return 'Give a longer text.';
  if (partsUnknown === true) return 'Give more of what was said, best a whole test.';
  return 'Answer more questions, or say more in each answer.';
}

const NO_SOUND = 'A transcript has no sound, on which pronunciation rests.';

function isSilent({ turns }: MeasuredTest): boolean {
  return turns.every(({ analyzed: { turn } }) => turn.samples === null);
}

/** Of music a recogniser makes words, too: what it wrote down need not have been said. */
function howFound({ turns }: MeasuredTest, { wordsGiven }: RatingConditions): string {
  if (wordsGiven === true) return 'read';
  return turns.some(({ analyzed }) => analyzed.turn.samples !== null) ? 'recognised' : 'said';
}

/** Over fewer words their mean confidence is chance. */
const FEWEST_DOUBTED = 10;

/** The recogniser was so unsure of its words that they cannot be taken for what was said: nothing is left to rate, not even their pace. */
function doubtedReason({ values }: MeasuredTest, { evidence }: Mapping): string | null {
  const { recogniserConfidence: sure, tokens } = values;
  if (sure === null || sure >= evidence.minConfidence || (tokens ?? 0) < FEWEST_DOUBTED) return null;
  return `The recogniser was only ${String(Math.round(100 * sure))} % sure of its words: it may be another language, an accent that it does not know, a poor recording, or no speech at all.`;
}

/** Share of the words that the recogniser was not unsure of, 0 to 1; 1 where it did not say. */
export function sureShare({ turns }: MeasuredTest): number {
  return sureShareOf(turns);
}

/** Asked for by every criterion, and again for every measure that could have been better: the answers are the same then. */
const sureShareOf = memoized((turns: MeasuredTest['turns']): number => {
  const words = sum(turns.map(({ analyzed }) => analyzed.words.length));
  return words === 0 ? 1 : sum(turns.map(({ analyzed }) => sureWordsIn(analyzed.words))) / words;
});
const sureWordsIn = memoized(
  (words: AnalyzedTurn['words']): number => words.filter(({ token }) => !isUnclear(token)).length,
);

/** How much wider a range gets because the recogniser was unsure of its words, 1 to 1.6: judgement, from how many of them are wrong. */
export function widening({ values }: MeasuredTest, { evidence }: Mapping): number {
  const missing = evidence.clearConfidence - (values.recogniserConfidence ?? 1);
  return 1 + Math.max(0, Math.min(evidence.clearConfidence - evidence.minConfidence, missing)) * 2;
}

/** With times in less of the words, speed and pauses would be those of a few answers. */
const FEWEST_TIMED = 0.5;

/** Spoken answers of which nobody knows when most of their words were said: a transcript from elsewhere, without times or with few. */
export function withoutTiming(test: MeasuredTest): boolean {
  return timedShare(test) < FEWEST_TIMED;
}

/** Of the words that were spoken, those in answers with times, 0 to 1; 1 where all answers were typed. */
export function timedShare({ turns }: MeasuredTest): number {
  const spoken = turns.filter(({ analyzed }) => !analyzed.turn.typed);
  const all = wordsIn(spoken);
  return all === 0 ? 1 : wordsIn(spoken.filter(({ timing }) => timing !== null)) / all;
}

/** Of all words, those that were typed, 0 to 1. */
export function typedShare({ turns }: MeasuredTest): number {
  return wordsIn(turns.filter(({ analyzed }) => analyzed.turn.typed)) / Math.max(1, wordsIn(turns));
}

function wordsIn(turns: MeasuredTest['turns']): number {
  return sum(turns.map(({ analyzed }) => analyzed.words.length));
}

/** How far the answers are taken for a text that tells none, 0 to 1. */
export function asText({ turns }: MeasuredTest): number {
  return turns[0]?.analyzed.turn.asText ?? 0;
}

/** The speech model has rated no answer: a session from before it, or one whose words fit no sound. */
export function withoutModelRating({ values }: MeasuredTest): boolean {
  return values.ratedAccuracy === null;
}

/** Even a short test of a beginner has 60 different words in 150; a word or two said again and again are no test at all. */
const FEWEST_TYPES = 8;
/** Of a few words, each is said once or twice. */
const TIMES_OVER = 4;

/** Advice rates the same answers again and again, with other values. */
const sizesOf = memoized((turns: MeasuredTest['turns']) => {
  const words = turns.flatMap(({ analyzed }) => analyzed.words.map(({ token }) => token.normal));
  return { words: words.length, types: new Set(words).size };
});

function fewDifferentWords({ turns }: MeasuredTest, { purpose }: RatingConditions): string | null {
  if (purpose !== 'test') return null;
  const { words, types } = sizesOf(turns);
  if (types >= FEWEST_TYPES || words < TIMES_OVER * types) return null;
  const said = types === 1 ? 'One word was' : `The same ${String(types)} words were`;
  return `${said} said over and over, so there is nothing to rate.`;
}

const MISSING: Readonly<Record<Criterion, string>> = {
  fluency: 'Speech and pauses could not be measured.',
  lexical: 'There are too few words to measure their variety.',
  grammar: 'No clauses could be found in the answers.',
  pronunciation: 'The words could not be found in the audio.',
};

/**
 * Syllables a minute of speech, pauses left out, and the speech over which they are told, ms. Fast talkers reach 8 syllables a second for a sentence, and
 * nobody in a test; judgement.
 */
const MOST_SYLLABLES = 480;
const FAST_FROM_MS = 30_000;

function acousticReason(
  criterion: Criterion,
  test: MeasuredTest,
  conditions: RatingConditions,
  mapping: Mapping,
): string | null {
  const { evidence } = mapping;
  const { values } = test;
  const seconds = (ms: number): string => `${String(Math.floor(ms / 1000))} s`;
  const phonationMs = values.phonationMs ?? 0;
  const neededMs = evidence[conditions.purpose].phonationMs;
  if (phonationMs < neededMs)
    return `There are only ${seconds(phonationMs)} of speech; at least ${seconds(neededMs)} are needed.`;
  const { clippedShare = null, snrDb = null } = conditions.audio ?? {};
  if (clippedShare !== null && clippedShare > evidence.maxClippedShare) {
    return `The recording is clipped (${String(Math.round(clippedShare * 100))} % of it): turn the microphone down.`;
  }
  if (snrDb !== null && snrDb < evidence.minSnrDb) {
    return `The recording is too noisy (${snrDb.toFixed(0)} dB signal to noise): move to a quieter place.`;
  }
  const rate = values.articulationRate ?? 0;
  if (criterion === 'fluency' && phonationMs >= FAST_FROM_MS && rate > MOST_SYLLABLES)
    return `The words and their times make ${String(Math.round(rate))} syllables a minute, faster than anybody speaks for so long: one of them must be wrong.`;
  if (criterion !== 'pronunciation') return null;
  const aligned = values.alignedWords;
  if (aligned === null) return 'No answer could be aligned with its audio, so there is no acoustic evidence.';
  const needed =
    conditions.purpose === 'test' ? evidence.alignedWords : Math.min(evidence.alignedWords, evidence.running.words);
  return aligned < needed
    ? `Only ${String(aligned)} words were found in the audio; at least ${String(needed)} are needed.`
    : null;
}

/** A Part 1 alone has some eight answers and 300 words. */
const FEW_ANSWERS = 4;
const FEW_WORDS = 400;

/** A file that can hold no whole test: a few answers with few words. A test in one piece has more words; the pieces that a recording was cut into are no answers. */
function isExcerpt({ turns, values }: MeasuredTest, { purpose, partsUnknown }: RatingConditions): boolean {
  const few = turns.length <= FEW_ANSWERS || turns.some(({ analyzed }) => analyzed.turn.cut !== undefined);
  return purpose === 'test' && partsUnknown === true && few && (values.tokens ?? 0) < FEW_WORDS;
}

/** Why a file with single answers gets no Speaking band, or null for what may be a whole test. */
export function excerptReason(test: MeasuredTest, conditions: RatingConditions): string | null {
  if (!isExcerpt(test, conditions)) return null;
  const words = `${String(test.values.tokens ?? 0)} words`;
  const what =
    conditions.wordsGiven === true
      ? `a text of ${words} read aloud`
      : test.turns.some(({ analyzed: { turn } }) => turn.cut !== undefined)
        ? `a recording of ${words}`
        : test.turns.length === 1
          ? `one answer of ${words}`
          : `${String(test.turns.length)} answers of ${words} together`;
  return `A Speaking band needs a whole test, and this is ${what}. So little tells hardly a band: the ranges are wide, and another answer may well be rated otherwise.`;
}

/** Why the whole test gets no Speaking band although all four criteria are rated, or null when it gets one. */
export function noSpeakingBand(
  test: MeasuredTest,
  { partsUnknown }: RatingConditions,
  mapping: Mapping,
): string | null {
  const parts = new Set(test.turns.map(({ analyzed }) => analyzed.turn.part));
  if (partsUnknown !== true && parts.size < 3)
    return 'A Speaking band needs answers in all three parts; the criteria stand for the parts taken.';
  const phonationMs = test.values.phonationMs ?? 0;
  const { bandPhonationMs, unknownPartsPhonationMs } = mapping.evidence;
  const neededMs = partsUnknown === true ? unknownPartsPhonationMs : bandPhonationMs;
  if (phonationMs < neededMs) {
    const seconds = String(Math.floor(phonationMs / 1000));
    return `A Speaking band needs about ${String(Math.round(neededMs / 60_000))} minutes of speech; there were ${seconds} seconds.`;
  }
  return null;
}
