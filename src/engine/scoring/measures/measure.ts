/** All measures of a set of answers, pooled: a whole test, or what there is of it so far. */
import type { AnalyzedTurn } from '../language/analysis.js';
import { analyzeTurn, normalsOf } from '../language/analysis.js';
import { rankOf } from '../language/frequency.js';
import { MARKER_KINDS } from '../language/markers.js';
import { memoized } from '../language/memoized.js';
import { hasTag } from '../language/tagging.js';
import type { ScoredTurn, TurnEvidence } from '../types.js';
import type { MarkersOfKind, MeasureValues } from './catalogue.js';
import * as coherence from './coherence.js';
import * as fluency from './fluency.js';
import { clearWords, Gathered, type MeasureSettings } from './gathered.js';
import type { MeasuredTurn } from './measured-turn.js';
import * as grammar from './grammar.js';
import * as lexical from './lexical.js';
import * as pitch from './pitch.js';
import * as pronunciation from './pronunciation.js';
import { onDemand, workedOut, type WaysToMeasure } from './on-demand.js';
import { repairsOf } from './repairs.js';
import { meanOfAll, perHundred, sum } from './statistics.js';
import { timingOf } from './timing.js';
import * as wordUse from './word-use.js';
import { functionWordShare, oddPairShare } from './word-order.js';

export type { MeasureSettings } from './gathered.js';
export type { MeasuredTurn } from './measured-turn.js';

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
      once
        .filter(({ analyzed }) => analyzed.turn.cut === undefined)
        .map(({ analyzed }) => ({ part: analyzed.turn.part, words: analyzed.words.length })),
    ),
  supportPerAnswer: ({ markers, turns }: Gathered) => coherence.supportPerAnswer(markers, turns.length),
  relevantShare: ({ turns }: Gathered) =>
    coherence.relevantShare(turns.map((turn) => ({ question: turn.analyzed.turn.question, words: normalsOf(turn) }))),
};

/** Phrases said before may make vocabulary poorer, and never richer. */
const notRaisedByRepeats =
  (of: (words: readonly string[]) => number | null) =>
  ({ saidOnce, freshAnswers }: Gathered): number | null => {
    const [all, fresh] = [of(saidOnce), of(freshAnswers.flat())];
    return all === null || fresh === null ? all : Math.min(all, fresh);
  };

const LEXICAL = {
  mattr50: notRaisedByRepeats((words) => lexical.mattr(words)),
  mtld: notRaisedByRepeats((words) => lexical.mtld(words)),
  types: ({ saidOnce }: Gathered) => lexical.typeCount(saidOnce),
  shareBeyond2000: ({ clearAnswers }: Gathered) => lexical.shareBeyond2000(clearAnswers.flatMap(ranksOf)),
  meanLogRankContent: ({ turns }: Gathered) =>
    lexical.meanLogRank(turns.flatMap(({ analyzed }) => contentRanksOf(clearWords(analyzed.words)))),
  meanLogRankTypes: ({ saidOnce, settings }: Gathered) =>
    lexical.meanLogRankOfTypes(saidOnce, rankOf, settings.lengthControl),
  repeatedPhrases: ({ clearAnswers }: Gathered) => lexical.repeatedPhrases(clearAnswers).length,
};

const GRAMMAR = {
  errorsPer100: ({ checkedOnce }: Gathered) => grammar.errorsPer100(checkedOnce),
  wordChoicePer100: ({ checkedOnce }: Gathered) => grammar.wordChoicePer100(checkedOnce),
  namedErrorsPer100: ({ checkedOnce }: Gathered) => grammar.namedErrorsPer100(checkedOnce),
  errorFreeClauseShare: ({ checkedOnce }: Gathered) => grammar.errorFreeClauseShare(checkedOnce),
  subordinateShare: ({ checked }: Gathered) => grammar.subordinateShare(checked),
  verbFormRange: ({ checked }: Gathered) => grammar.verbFormRange(checked),
  modalRange: ({ checked }: Gathered) => grammar.modalRange(checked),
  meanClauseLength: ({ checked }: Gathered) => grammar.meanClauseLength(checked),
  meanUnitLength: ({ checked }: Gathered) => grammar.meanUnitLength(checked),
  oddPairShare: ({ freshTagged }: Gathered) => oddPairShare(freshTagged),
  functionWordShare: ({ freshTagged }: Gathered) => functionWordShare(freshTagged),
};

const WORD_USE = {
  immediateRepeatsPer100: ({ words, once }: Gathered) => wordUse.immediateRepeatsPer100(words, wordCount(once)),
  youKnowPer100: ({ freshAnswers }: Gathered) => wordUse.youKnowPer100(freshAnswers),
  conditionalModalsPer100: ({ freshAnswers }: Gathered) => wordUse.conditionalModalsPer100(freshAnswers),
  thatPer100: ({ freshAnswers }: Gathered) => wordUse.thatPer100(freshAnswers),
  contractionsPer100: ({ freshAnswers }: Gathered) => wordUse.contractionsPer100(freshAnswers),
  subordinatorsPer100: ({ freshAnswers }: Gathered) => wordUse.subordinatorsPer100(freshAnswers),
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
