/**
 * Scores a session while it runs: remembers its log, gathers evidence on each answer as it ends, and rates everything
 * said so far. What counts as an answer is read from the log, so that a request for a repeat is never rated.
 */
import type { GrammarChecker } from '../ports/grammar-checker.js';
import type { PronunciationAssessor } from '../ports/pronunciation-assessor.js';
import type { WordAligner } from '../ports/word-aligner.js';
import type { SessionEvent } from '../session/log/events.js';
import type { SessionScorer, TurnAssessment } from '../session/session-scorer.js';
import { AssessedPronunciation } from './assessed-pronunciation.js';
import type { Rounding } from './bands.js';
import { gatherEvidence } from './gather-evidence.js';
import { KeptTurns } from './kept-turns.js';
import { CombinedRater } from './model-rating/combined-rater.js';
import { modelOpinion, type OpinionOptions } from './model-rating/model-opinion.js';
import { MeasuredRater } from './rating/measured-rater.js';
import type { Mapping } from './rating/mapping.js';
import { MAPPING } from './rating/mapping-data.js';
import type { Rater } from './rating/rater.js';
import { measureTest } from './measures/measure.js';
import { estimateBands, scoreTest } from './score-test.js';
import { audioQualityFromEvents, languageInstead, turnsFromEvents } from './turns-from-events.js';
import type { ScoredTurn, TestScore, TurnEvidence } from './types.js';

export interface SessionScorerOptions extends Omit<OpinionOptions, 'onFailure'> {
  readonly aligner: WordAligner | null;
  readonly grammar: GrammarChecker | null;
  /** Another rater of pronunciation, shown beside the band; left out or null: nobody is asked. */
  readonly pronunciation?: PronunciationAssessor | null;
  readonly rounding?: Rounding;
  /** Instead of the measured rater, and instead of the mapping in use. */
  readonly rater?: Rater;
  readonly mapping?: Mapping;
  /** The same candidate's last score: its advice is not given again. */
  readonly lastScore?: TestScore | null;
  readonly onFailure?: (port: 'wordAligner' | 'grammar' | 'pronunciation' | 'languageModel', error: unknown) => void;
}

export interface ObservingScorer extends SessionScorer {
  /** Hears every stored event, in order, those of a resumed session first. */
  onEvent(event: SessionEvent): void;
}

/** Event types that scoring reads; the others would only be kept in memory. */
const READ: ReadonlySet<SessionEvent['type']> = new Set([
  'speech.ended',
  'speech.interrupted',
  'turn.started',
  'turn.ended',
  'turn.rejoined',
  'transcript.final',
  'candidate.requested',
  'candidate.noted',
  'audio.measured',
  'audio.clipped',
  'audio.noisy',
  'audio.quiet',
]);

export function createSessionScorer(options: SessionScorerOptions): ObservingScorer {
  const events: SessionEvent[] = [];
  const evidence = new Map<string, TurnEvidence>();
  // Without their audio: what can be heard in it is in the evidence, and a long test's answers would fill 13 MB and more.
  const kept = new KeptTurns();
  const answers = (): readonly ScoredTurn[] => kept.same(turnsFromEvents(events));

  const { pronunciation = null } = options;
  const assessed =
    pronunciation === null
      ? null
      : new AssessedPronunciation(pronunciation, (error) => options.onFailure?.('pronunciation', error));

  return {
    onEvent(event) {
      if (READ.has(event.type)) events.push(event);
    },
    async assess(turn): Promise<TurnAssessment> {
      assessed?.ask(turn);
      evidence.set(turn.turnId, await gatherEvidence(turn, options, options.onFailure));
      const soFar = answers();
      // As it is kept: what is found out about it is found out once, for itself and for the whole.
      const own = soFar.find(({ turnId }) => turnId === turn.turnId) ?? turn;
      const measures = measureTest([own], evidence, MAPPING.settings, { pitch: false }).values;
      return { measures, bands: estimateBands(soFar, evidence, { audio: audioQualityFromEvents(events) }) };
    },
    async score(): Promise<TestScore> {
      const { rounding, mapping, rater, lastScore = null } = options;
      const turns = answers();
      const refusal = refusalOf(events, turns);
      const opinion = await modelOpinion(turns, options);
      const rated = opinion !== null && 'criteria' in opinion ? opinion : null;
      const measured = scoreTest(turns, evidence, {
        audio: audioQualityFromEvents(events),
        lastScore,
        ...(refusal === null ? {} : { refusal }),
        ...(rounding === undefined ? {} : { rounding }),
        ...(mapping === undefined ? {} : { mapping }),
        ...(rater === undefined ? {} : { rater }),
        ...(rated === null ? {} : { rater: new CombinedRater(rater ?? new MeasuredRater(mapping), rated) }),
      });
      const score = opinion === null || 'criteria' in opinion ? measured : { ...measured, secondOpinion: opinion };
      return assessed === null ? score : await assessed.added(score, new Set(turns.map(({ turnId }) => turnId)));
    },
  };
}

/** Why nothing of the test can be rated, where its log tells; else null. */
function refusalOf(events: readonly SessionEvent[], turns: readonly ScoredTurn[]): string | null {
  const foreign = languageInstead(events);
  if (foreign !== null) return `The answers seem to be in ${foreign}, not in English.`;
  const isSaid = ({ text }: { readonly text: string }): boolean => text.trim() !== '';
  if (turns.some(isSaid)) return null;
  return events.some((event) => event.type === 'transcript.final' && isSaid(event))
    ? 'No question that counts was answered: the introduction and requests are not rated.'
    : null;
}
