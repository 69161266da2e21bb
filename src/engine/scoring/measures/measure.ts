/** All measures of a set of answers, pooled: a whole test, or what there is of it so far. */
import type { AnalyzedTurn } from '../language/analysis.js';
import { analyzeTurn, normalsOf } from '../language/analysis.js';
import { rankOf } from '../language/frequency.js';
import { markersIn } from '../language/markers.js';
import { memoized } from '../language/memoized.js';
import { hasTag } from '../language/tagging.js';
import { isUnclear } from '../language/tokens.js';
import type { Alignment } from '../../ports/word-aligner.js';
import type { ScoredTurn, TurnEvidence } from '../types.js';
import type { MeasureValues } from './catalogue.js';
import * as coherence from './coherence.js';
import * as fluency from './fluency.js';
import * as grammar from './grammar.js';
import * as lexical from './lexical.js';
import * as pitch from './pitch.js';
import * as pronunciation from './pronunciation.js';
import { onDemand, workedOut, type WaysToMeasure } from './on-demand.js';
import { speechRatings } from './speech-ratings.js';
import { repairsOf } from './repairs.js';
import { mean, perHundred, sum } from './statistics.js';
import type { TurnTiming } from './timing.js';
import { timingOf } from './timing.js';
import * as wordUse from './word-use.js';
import { functionWordShare, oddPairShare } from './word-order.js';

/** Numbers that some formulas need and that come from the mapping. */
export interface MeasureSettings {
  readonly lengthControl: lexical.LengthControl;
  /** Phone score under which a sound is weak. */
  readonly weakPhone: number;
  /** Mean phone score under which a word is weak. */
  readonly weakWord: number;
}

export interface MeasuredTurn {
  readonly analyzed: AnalyzedTurn;
  readonly timing: TurnTiming | null;
  readonly checked: grammar.CheckedTurn;
  readonly alignment: Alignment | null;
}

export interface MeasuredTest {
  readonly turns: readonly MeasuredTurn[];
  readonly values: MeasureValues;
}

/** @param options.pitch false leaves pitch out, the only slow measure: it needs the audio */
export function measureTest(
  turns: readonly ScoredTurn[],
  evidence: ReadonlyMap<string, TurnEvidence>,
  settings: MeasureSettings,
  options: { readonly pitch: boolean } = { pitch: true },
): MeasuredTest {
  const measured = measuredTurns(turns, evidence);
  const pitches = options.pitch
    ? turns.flatMap((turn) => evidence.get(turn.turnId)?.pitches ?? pitch.pitchesOf(turn))
    : [];
  return { turns: measured, values: workedOut(waysToMeasure(measured, pitches, settings)) };
}

/** Without pitch, and each value when it is asked for: a running band rests on half of them, and is estimated after every answer. */
export function measureOnDemand(
  turns: readonly ScoredTurn[],
  evidence: ReadonlyMap<string, TurnEvidence>,
  settings: MeasureSettings,
): MeasuredTest {
  const measured = measuredTurns(turns, evidence);
  return { turns: measured, values: onDemand(waysToMeasure(measured, [], settings)) };
}

function measuredTurns(
  turns: readonly ScoredTurn[],
  evidence: ReadonlyMap<string, TurnEvidence>,
): readonly MeasuredTurn[] {
  return turns.map((turn) => {
    const analyzed = analyzeTurn(turn);
    const { alignment = null, grammar: issues = [] } = evidence.get(turn.turnId) ?? {};
    return { analyzed, timing: timingOf(analyzed), checked: grammar.withClearIssues(analyzed, issues), alignment };
  });
}

function waysToMeasure(turns: Turns, pitches: readonly number[], settings: MeasureSettings): WaysToMeasure {
  return {
    ...amounts(turns),
    ...fluencyValues(turns),
    ...coherenceValues(turns),
    ...lexicalValues(turns, settings),
    ...grammarValues(turns),
    ...wordUseValues(turns),
    ...pronunciationValues(turns, settings),
    ...ratedValues(turns),
    pitchRange: () => pitch.pitchRange(pitches),
    pitchVariation: () => pitch.pitchVariation(pitches),
  };
}

type Turns = readonly MeasuredTurn[];

const timingsOf = (turns: Turns): readonly TurnTiming[] => turns.flatMap(({ timing }) => (timing ? [timing] : []));
const markersOf = memoized((words: readonly string[]) => markersIn(words));
const ranksOf = memoized((words: readonly string[]) => lexical.knownRanks(words, rankOf));
const contentRanksOf = memoized((words: AnalyzedTurn['words']) =>
  lexical.knownRanks(
    words.filter(isContentWord).map(({ token }) => token.normal),
    rankOf,
  ),
);
const confidencesOf = memoized((words: ScoredTurn['words']): readonly number[] =>
  words.flatMap(({ confidence }) => (confidence === null ? [] : [confidence])),
);
const wordCount = (turns: Turns): number => sum(turns.map(({ analyzed }) => analyzed.words.length));

/** Words and answers, counts; answering time (first to last speech) and phonation time, ms, summed over the answers (timing.ts). */
function amounts(turns: Turns) {
  const timings = timingsOf(turns);
  return {
    tokens: () => wordCount(turns),
    answers: () => turns.length,
    answeringMs: () => (timings.length > 0 ? sum(timings.map(({ totalMs }) => totalMs)) : null),
    phonationMs: () => (timings.length > 0 ? sum(timings.map(({ phonationMs }) => phonationMs)) : null),
  };
}

/**
 * Repairs and fillers: 100 x their number / words of spoken answers, fillers not counted as words; typed answers have neither (repair fluency,
 * Tavakoli & Skehan 2005). Fillers are reported, never rated.
 */
function fluencyValues(turns: Turns) {
  const timings = timingsOf(turns);
  const spokenTurns = turns.filter(({ analyzed }) => !analyzed.turn.typed);
  const repairs = sum(spokenTurns.map(({ analyzed }) => repairsOf(analyzed.tokens).length));
  const fillers = sum(spokenTurns.map(({ analyzed }) => analyzed.tokens.filter(({ filler }) => filler).length));
  return {
    speechRate: () => fluency.speechRate(timings),
    articulationRate: () => fluency.articulationRate(timings),
    phonationRatio: () => fluency.phonationRatio(timings),
    meanRun: () => fluency.meanRun(timings),
    longestRun: () => fluency.longestRun(timings),
    silentPausesPer100: () => fluency.silentPausesPer100(timings),
    pauseSecondsPer100: () => fluency.pauseSecondsPer100(timings),
    meanPauseMs: () => fluency.meanPauseMs(timings),
    boundaryPauseShare: () => fluency.boundaryPauseShare(timings),
    midClausePausesPerMinute: () => fluency.midClausePausesPerMinute(timings),
    midClausePausesPer100: () => fluency.midClausePausesPer100(timings),
    responseDelayMs: () => fluency.responseDelayMs(timings),
    repairsPer100: () => perHundred(repairs, wordCount(spokenTurns)),
    fillersPer100: () => perHundred(fillers, wordCount(spokenTurns)),
  };
}

function coherenceValues(turns: Turns) {
  const markers = turns.flatMap((turn) => markersOf(normalsOf(turn)));
  return {
    markersPer100: () => coherence.markersPer100(markers, wordCount(turns)),
    markerKinds: () => coherence.markerKinds(markers),
    markerVariety: () => coherence.markerVariety(markers),
    wordsPerAnswer: () =>
      coherence.wordsPerAnswer(
        turns.map(({ analyzed }) => ({ part: analyzed.turn.part, words: analyzed.words.length })),
      ),
    supportPerAnswer: () => coherence.supportPerAnswer(markers, turns.length),
    relevantShare: () =>
      coherence.relevantShare(turns.map((turn) => ({ question: turn.analyzed.turn.question, words: normalsOf(turn) }))),
  };
}

/** Words that the recogniser was sure of: the others are as likely its own, and no vocabulary of the candidate's. */
const clearNormalsOf = memoized(({ analyzed }: MeasuredTurn): readonly string[] =>
  clearWords(analyzed.words).map(({ token }) => token.normal),
);
const clearWords = memoized((words: AnalyzedTurn['words']): AnalyzedTurn['words'] =>
  words.some(({ token }) => isUnclear(token)) ? words.filter(({ token }) => !isUnclear(token)) : words,
);

function lexicalValues(turns: Turns, settings: MeasureSettings) {
  const answers = turns.map(clearNormalsOf);
  const words = answers.flat();
  return {
    mattr50: () => lexical.mattr(words),
    mtld: () => lexical.mtld(words),
    types: () => lexical.typeCount(words),
    shareBeyond2000: () => lexical.shareBeyond2000(answers.flatMap(ranksOf)),
    meanLogRankContent: () =>
      lexical.meanLogRank(turns.flatMap(({ analyzed }) => contentRanksOf(clearWords(analyzed.words)))),
    meanLogRankTypes: () => lexical.meanLogRankOfTypes(words, rankOf, settings.lengthControl),
    repeatedPhrases: () => lexical.repeatedPhrases(answers).length,
  };
}

/** Nouns, main verbs, adjectives and adverbs; names are left out, since their rarity is no merit. */
export function isContentWord(word: AnalyzedTurn['words'][number]): boolean {
  return (
    hasTag(word, 'Noun', 'Verb', 'Adjective', 'Adverb') &&
    !hasTag(word, 'Pronoun', 'Auxiliary', 'Modal', 'Copula', 'ProperNoun', 'Person', 'Place')
  );
}

function grammarValues(turns: Turns) {
  const checked = turns.map((turn) => turn.checked);
  const words = turns.map(({ analyzed }) => analyzed.words);
  return {
    errorsPer100: () => grammar.errorsPer100(checked),
    wordChoicePer100: () => grammar.wordChoicePer100(checked),
    namedErrorsPer100: () => grammar.namedErrorsPer100(checked),
    errorFreeClauseShare: () => grammar.errorFreeClauseShare(checked),
    subordinateShare: () => grammar.subordinateShare(checked),
    verbFormRange: () => grammar.verbFormRange(checked),
    modalRange: () => grammar.modalRange(checked),
    meanClauseLength: () => grammar.meanClauseLength(checked),
    meanUnitLength: () => grammar.meanUnitLength(checked),
    oddPairShare: () => oddPairShare(words),
    functionWordShare: () => functionWordShare(words),
  };
}

function wordUseValues(turns: Turns) {
  const answers = turns.map(clearNormalsOf);
  return {
    immediateRepeatsPer100: () => wordUse.immediateRepeatsPer100(turns.map(({ analyzed }) => analyzed.words)),
    youKnowPer100: () => wordUse.youKnowPer100(answers),
    conditionalModalsPer100: () => wordUse.conditionalModalsPer100(answers),
    thatPer100: () => wordUse.thatPer100(answers),
    contractionsPer100: () => wordUse.contractionsPer100(answers),
    subordinatorsPer100: () => wordUse.subordinatorsPer100(answers),
  };
}

/** Of the words that the recogniser was unsure of, 0 to 1; 0 where it did not say. */
function doubtedShare(answers: readonly AnalyzedTurn[]): number {
  const words = sum(answers.map((answer) => answer.words.length));
  return words === 0 ? 0 : 1 - sum(answers.map((answer) => clearWords(answer.words).length)) / words;
}

/**
 * Recogniser confidence: mean over all recognised words, fillers too, 0 to 1 (word posteriors, Jiang 2005; as each recogniser gives them). It
 * decides whether words are believed, and is no part of a band.
 */
function pronunciationValues(turns: Turns, settings: MeasureSettings) {
  const aligned = turns.flatMap(({ alignment, analyzed }) => {
    const { typed, startMs, segments } = analyzed.turn;
    return alignment && !typed ? [{ alignment, analyzed, startMs, segments }] : [];
  });
  const alignments = aligned.map(({ alignment }) => alignment);
  const clear = pronunciation.withLikelyWords(
    aligned.map(({ alignment, analyzed }) => pronunciation.withClearWords(alignment, analyzed)),
    pronunciation.misheardShare(doubtedShare(aligned.map(({ analyzed }) => analyzed))),
  );
  return {
    phoneScore: () => pronunciation.phoneScore(clear),
    lowPhoneScore: () => pronunciation.lowPhoneScore(clear),
    weakPhoneShare: () => pronunciation.weakPhoneShare(clear, settings.weakPhone),
    weakWordShare: () => pronunciation.weakWordShare(clear, settings.weakWord),
    vowelNpvi: () => pronunciation.vowelNpvi(alignments),
    silenceInsideWords: () => pronunciation.silenceInsideWords(aligned),
    alignedWords: () => (alignments.length > 0 ? sum(alignments.map(({ words }) => words.length)) : null),
    recogniserConfidence: () => mean(turns.flatMap(({ analyzed }) => confidencesOf(analyzed.turn.words))),
  };
}

function ratedValues(turns: Turns) {
  const { ratedAccuracy, ratedProsody, ratedFluency } = speechRatings(
    turns.flatMap(({ alignment }) => (alignment?.rating ? [alignment.rating] : [])),
  );
  return {
    ratedAccuracy: () => ratedAccuracy,
    ratedProsody: () => ratedProsody,
    ratedFluency: () => ratedFluency,
  };
}
