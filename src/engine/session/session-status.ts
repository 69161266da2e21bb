/** Clocks and levels right now, put together for a screen. */
import type { ExamPlan, Part } from '../exam/types.js';
import type { CandidateAudio } from './turn/candidate-audio.js';
import type { ExamConductor } from './examiner/exam-conductor.js';
import type { LiveStatus } from './running-session.js';
import type { TurnListener } from './turn/turn-listener.js';

export interface StatusSources {
  readonly atMs: number;
  readonly conductor: ExamConductor;
  readonly listener: TurnListener;
  readonly audio: CandidateAudio;
  readonly plan: ExamPlan;
  /** Whether answers are heard; the long turn's limit runs from the first word that is. */
  readonly acoustic: boolean;
}

export function sessionStatus(sources: StatusSources): LiveStatus {
  const { atMs, conductor, listener, audio, plan } = sources;
  const partElapsedMs = Math.max(0, atMs - conductor.partStartedAtMs);
  const limitMs = partLimitMs(plan, conductor.part);
  return {
    atMs,
    candidateSpeaking: listener.candidateSpeaking,
    levelDb: audio.levelDb,
    partElapsedMs,
    partRemainingMs: limitMs === null ? null : Math.max(0, limitMs - partElapsedMs),
    countdownMs: countdownMs(sources),
  };
}

function partLimitMs({ timing, times }: ExamPlan, part: Part): number | null {
  if (timing === 'untimed') return null;
  if (part === 'part1') return times.part1HardMs;
  if (part === 'part3') return times.part3HardMs;
  return null;
}

function countdownMs({ atMs, conductor, listener, plan, acoustic }: StatusSources): number | null {
  if (conductor.preparationEndsAtMs !== null) return Math.max(0, conductor.preparationEndsAtMs - atMs);
  if (conductor.state.phase !== 'longTurn' || conductor.activity !== 'listening' || plan.timing === 'untimed')
    return null;
  if (!acoustic) return null;
  const spokenMs = listener.firstSpeechAtMs === null ? 0 : atMs - listener.firstSpeechAtMs;
  const limitMs = listener.limitFromFirstSpeechMs ?? plan.times.longTurnMs;
  return Math.max(0, limitMs - spokenMs);
}
