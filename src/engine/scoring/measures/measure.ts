/** All measures of a set of answers, pooled: a whole test, or what there is of it so far. */
import type { AnalyzedTurn } from '../language/analysis.js';
import { analyzeTurn, normalsOf } from '../language/analysis.js';
import { rankOf } from '../language/frequency.js';
import { MARKER_KINDS } from '../language/markers.js';
import { memoized } from '../../kept-results.js';
import { hasTag } from '../language/tagging.js';
import type { ScoredTurn, TurnEvidence } from '../types.js';
import type { MarkersOfKind, MeasureValues } from './catalogue.js';
import * as coherence from './coherence.js';
import * as fluency from './fluency.js';
import { clearWords, Gathered, type MeasureSettings } from './gathered.js';
import { isAnswer, type MeasuredTurn } from './measured-turn.js';
import * as grammar from './grammar.js';
import type { CheckedTurn } from './grammar.js';
import * as lexical from './lexical.js';
import * as pitch from './pitch.js';
import * as pronunciation from './pronunciation.js';
import { onDemand, workedOut, type WaysToMeasure } from './on-demand.js';
import { repairsOf } from './repairs.js';
import { meanOfAll, perHundred, sum } from './statistics.js';
import { timingOf } from './timing.js';
import * as wordUse from './word-use.js';
import { functionWordShare, oddPairShare } from './word-order.js';

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
  return { turns: measured, values: workedOut(WAYS, new Gathered(measured, pitches, settings)) };
}

/** Without pitch, and each value when it is asked for: a running band rests on half of them, and is estimated after every answer. */
export function measureOnDemand(
  turns: readonly ScoredTurn[],
  evidence: ReadonlyMap<string, TurnEvidence>,
  settings: MeasureSettings,
): MeasuredTest {
  const measured = measuredTurns(turns, evidence);
  return { turns: measured, values: valuesOnDemand(new Gathered(measured, [], settings)) };
}

function measuredTurns(
  turns: readonly ScoredTurn[],
  evidence: ReadonlyMap<string, TurnEvidence>,
): readonly MeasuredTurn[] {
  return turns.map((turn) => {
    const analyzed = analyzeTurn(turn);
    const { alignment = null, grammar: issues = null } = evidence.get(turn.turnId) ?? {};
    return { analyzed, timing: timingOf(analyzed), checked: grammar.withClearIssues(analyzed, issues), alignment };
  });
}

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
const wordCount = (turns: readonly MeasuredTurn[]): number => sum(turns.map(({ analyzed }) => analyzed.words.length));

/** Nouns, main verbs, adjectives and adverbs; names are left out, since their rarity is no merit. */
export function isContentWord(word: AnalyzedTurn['words'][number]): boolean {
  return (
    hasTag(word, 'Noun', 'Verb', 'Adjective', 'Adverb') &&
    !hasTag(word, 'Pronoun', 'Auxiliary', 'Modal', 'Copula', 'ProperNoun', 'Person', 'Place')
  );
}

/** Words and answers, counts; answering time (first to last speech) and phonation time, ms, summed over the answers (timing.ts). */
const AMOUNTS = {
  tokens: ({ turns }: Gathered) => wordCount(turns),
  freshWords: ({ once }: Gathered) => wordCount(once),
  answers: ({ turns }: Gathered) => turns.length,
  answeringMs: ({ timings }: Gathered) => (timings.length > 0 ? sum(timings.map(({ totalMs }) => totalMs)) : null),
  phonationMs: ({ timings }: Gathered) =>
    timings.length > 0 ? sum(timings.map(({ phonationMs }) => phonationMs)) : null,
};

/**
 * Repairs and fillers: 100 x their number / words of spoken answers, fillers not counted as words, for repairs what was said before neither; typed answers have neither (repair fluency,
 * Tavakoli & Skehan 2005). Fillers are reported, never rated.
 */
const FLUENCY = {
  speechRate: ({ timings }: Gathered) => fluency.speechRate(timings),
  articulationRate: ({ timings }: Gathered) => fluency.articulationRate(timings),
  phonationRatio: ({ timings }: Gathered) => fluency.phonationRatio(timings),
  pausePerSyllableMs: ({ timings }: Gathered) => fluency.pausePerSyllableMs(timings),
  meanRun: ({ timings }: Gathered) => fluency.meanRun(timings),
  longestRun: ({ timings }: Gathered) => fluency.longestRun(timings),
  silentPausesPer100: ({ timings }: Gathered) => fluency.silentPausesPer100(timings),
  pauseSecondsPer100: ({ timings }: Gathered) => fluency.pauseSecondsPer100(timings),
  meanPauseMs: ({ timings }: Gathered) => fluency.meanPauseMs(timings),
  boundaryPauseShare: ({ timings }: Gathered) => fluency.boundaryPauseShare(timings),
  midClausePausesPerMinute: ({ timings }: Gathered) => fluency.midClausePausesPerMinute(timings),
  midClausePausesPer100: ({ timings }: Gathered) => fluency.midClausePausesPer100(timings),
  responseDelayMs: ({ timings }: Gathered) => fluency.responseDelayMs(timings),
  repairsPer100: ({ spokenTurns, spokenOnce }: Gathered) =>
    perHundred(sum(spokenTurns.map(({ analyzed }) => repairsOf(analyzed.tokens).length)), wordCount(spokenOnce)),
  fillersPer100: ({ spokenTurns }: Gathered) =>
    perHundred(
      sum(spokenTurns.map(({ analyzed }) => analyzed.tokens.filter(({ filler }) => filler).length)),
      wordCount(spokenTurns),
    ),
};

const MARKERS_BY_KIND = Object.fromEntries(
  MARKER_KINDS.map((kind) => [
    `${kind}MarkersPer100`,
    ({ markers, turns }: Gathered) => coherence.markersOfKindPer100(markers, kind, wordCount(turns)),
  ]),
) as Record<MarkersOfKind, (gathered: Gathered) => number | null>;

const COHERENCE = {
  markersPer100: ({ markers, turns }: Gathered) => coherence.markersPer100(markers, wordCount(turns)),
  ...MARKERS_BY_KIND,
  markerKinds: ({ markers }: Gathered) => coherence.markerKinds(markers),
  markerVariety: ({ markers }: Gathered) => coherence.markerVariety(markers),
  wordsPerAnswer: ({ once }: Gathered) =>
    coherence.wordsPerAnswer(
      once.filter(isAnswer).map(({ analyzed }) => ({ part: analyzed.turn.part, words: analyzed.words.length })),
    ),
  supportPerAnswer: ({ markers, turns }: Gathered) => coherence.supportPerAnswer(markers, turns.length),
  relevantShare: ({ turns }: Gathered) =>
    coherence.relevantShare(turns.map((turn) => ({ question: turn.analyzed.turn.question, words: normalsOf(turn) }))),
};

/**
 * From so many words on something is told of what is left without the phrases said before, and from so many in full (MTLD needs 100 words; the other is
 * judgement). In between both are mixed: no word more or less switches from one to the other.
 */
const [FEWEST_LEFT, ENOUGH_LEFT] = [100, 200];

function mixed(all: number | null, left: number | null, wordsLeft: number): number | null {
  if (all === null || left === null) return all;
  const share = Math.min(1, Math.max(0, (wordsLeft - FEWEST_LEFT) / (ENOUGH_LEFT - FEWEST_LEFT)));
  return all + share * (left - all);
}

/** Variety of words, which phrases said before neither raise nor lower, unless there is hardly anything else. */
const ofOnce =
  (of: (words: readonly string[]) => number | null) =>
  ({ saidOnce, once, onceAnswers }: Gathered): number | null =>
    mixed(of(saidOnce), of(onceAnswers.flat()), wordCount(once));

/** Structures, learnt phrases left out. */
const ofFresh =
  (of: (answers: readonly CheckedTurn[]) => number | null) =>
  ({ checkedOnce, checked, fresh }: Gathered): number | null =>
    mixed(of(checkedOnce), of(checked), wordCount(fresh));

/** Rates of words, learnt phrases left out. */
const ofFreshWords =
  (of: (answers: readonly (readonly string[])[]) => number | null) =>
  ({ onceAnswers, freshAnswers, fresh }: Gathered): number | null =>
    mixed(of(onceAnswers), of(freshAnswers), wordCount(fresh));

const LEXICAL = {
  mattr50: ofOnce((words) => lexical.mattr(words)),
  mtld: ofOnce((words) => lexical.mtld(words)),
  types: ({ saidOnce }: Gathered) => lexical.typeCount(saidOnce),
  shareBeyond2000: ({ clearAnswers }: Gathered) => lexical.shareBeyond2000(clearAnswers.flatMap(ranksOf)),
  meanLogRankContent: ({ turns }: Gathered) =>
    lexical.meanLogRank(turns.flatMap(({ analyzed }) => contentRanksOf(clearWords(analyzed.words)))),
  meanLogRankTypes: (gathered: Gathered) =>
    ofOnce((words) => lexical.meanLogRankOfTypes(words, rankOf, gathered.settings.lengthControl))(gathered),
  repeatedPhrases: ({ clearAnswers }: Gathered) => lexical.repeatedPhrases(clearAnswers).length,
};

const GRAMMAR = {
  errorsPer100: ({ checkedOnce }: Gathered) => grammar.errorsPer100(checkedOnce),
  wordChoicePer100: ({ checkedOnce }: Gathered) => grammar.wordChoicePer100(checkedOnce),
  namedErrorsPer100: ({ checkedOnce }: Gathered) => grammar.namedErrorsPer100(checkedOnce),
  errorFreeClauseShare: ({ checkedOnce }: Gathered) => grammar.errorFreeClauseShare(checkedOnce),
  subordinateShare: ofFresh(grammar.subordinateShare),
  verbFormRange: ofFresh(grammar.verbFormRange),
  modalRange: ofFresh(grammar.modalRange),
  meanClauseLength: ofFresh(grammar.meanClauseLength),
  meanUnitLength: ofFresh(grammar.meanUnitLength),
  oddPairShare: ofFresh((answers) => oddPairShare(answers.map(({ analyzed }) => analyzed.words))),
  functionWordShare: ofFresh((answers) => functionWordShare(answers.map(({ analyzed }) => analyzed.words))),
};

const WORD_USE = {
  immediateRepeatsPer100: ({ words, once }: Gathered) => wordUse.immediateRepeatsPer100(words, wordCount(once)),
  youKnowPer100: ofFreshWords(wordUse.youKnowPer100),
  conditionalModalsPer100: ofFreshWords(wordUse.conditionalModalsPer100),
  thatPer100: ofFreshWords(wordUse.thatPer100),
  contractionsPer100: ofFreshWords(wordUse.contractionsPer100),
  subordinatorsPer100: ofFreshWords(wordUse.subordinatorsPer100),
};

/**
 * Recogniser confidence: mean over all recognised words, fillers too, 0 to 1 (word posteriors, Jiang 2005; as each recogniser gives them). It
 * decides whether words are believed, and is no part of a band.
 */
const PRONUNCIATION = {
  phoneScore: ({ clearAlignments }: Gathered) => pronunciation.phoneScore(clearAlignments),
  lowPhoneScore: ({ clearAlignments }: Gathered) => pronunciation.lowPhoneScore(clearAlignments),
  weakPhoneShare: ({ clearAlignments, settings }: Gathered) =>
    pronunciation.weakPhoneShare(clearAlignments, settings.weakPhone),
  weakWordShare: ({ clearAlignments, settings }: Gathered) =>
    pronunciation.weakWordShare(clearAlignments, settings.weakWord),
  vowelNpvi: ({ alignments }: Gathered) => pronunciation.vowelNpvi(alignments),
  silenceInsideWords: ({ aligned }: Gathered) => pronunciation.silenceInsideWords(aligned),
  alignedWords: ({ alignments }: Gathered) =>
    alignments.length > 0
      ? sum(alignments.map(({ words }) => words.filter(({ phones }) => phones.length > 0).length))
      : null,
  recogniserConfidence: ({ turns }: Gathered) =>
    meanOfAll(turns.map(({ analyzed }) => confidencesOf(analyzed.turn.words))),
};

const RATED = {
  ratedAccuracy: ({ rated }: Gathered) => rated.ratedAccuracy,
  ratedProsody: ({ rated }: Gathered) => rated.ratedProsody,
  ratedFluency: ({ rated }: Gathered) => rated.ratedFluency,
};

const WAYS: WaysToMeasure<Gathered> = {
  ...AMOUNTS,
  ...FLUENCY,
  ...COHERENCE,
  ...LEXICAL,
  ...GRAMMAR,
  ...WORD_USE,
  ...PRONUNCIATION,
  ...RATED,
  pitchRange: ({ pitches }) => pitch.pitchRange(pitches),
  pitchVariation: ({ pitches }) => pitch.pitchVariation(pitches),
};

const valuesOnDemand = onDemand(WAYS);
