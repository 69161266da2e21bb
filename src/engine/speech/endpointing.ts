/**
 * When is a turn over? A policy per moment of the exam, never one constant: how long a silence may last depends on whether the words
 * so far sound complete, whether as much was said as answers here usually have, and how long this candidate pauses within answers.
 * The figures were chosen on a corpus of hesitant speakers: docs/turn-taking.md tells how, and what they cost.
 */
import type { EndpointingMoment, TurnEndReason } from '../exam/types.js';
import { completeness, saidWords, type Completeness } from './completeness.js';
import type { SpeakerPauses, UsualPauses } from './speaker-pauses.js';

/** Silence that ends a turn, by how complete the words sound. */
export interface EndpointingSettings {
  readonly completeMs: number;
  readonly unknownMs: number;
  readonly incompleteMs: number;
  /**
   * Silence that ends a turn whose words sound complete when the recogniser says so, too; null: its word counts for
   * nothing.
   */
  readonly confirmedMs: number | null;
  /** How the waits above, then the shortest ones, grow with the candidate's own pauses. Null: they are fixed. */
  readonly adaptive: AdaptiveWaits | null;
}

/** A wait is a quantile of the candidate's own pauses: so many standard deviations above the mean of their logarithms. */
interface AdaptiveWaits {
  readonly usual: UsualPauses;
  /** Standard deviations by how complete the words sound; null: that wait is fixed. */
  readonly deviations: Readonly<Record<Completeness, number | null>>;
  /** An answer of so many words may well be over; one that is short of them gets up to `shortDeviations` more. */
  readonly expectedWords: number;
  /** Share of the expected words that is missing when an answer counts as entirely short. */
  readonly shortShare: number;
  readonly shortDeviations: number;
  /** No silence is waited for longer. */
  readonly longestMs: number;
  /** The same while no words are known: what comes next then takes longer to find. */
  readonly longestWordlessMs: number;
  /** Times all that. */
  readonly factor: number;
}

/** After a limit is reached the turn ends at a pause this long: between two words, never inside one. */
export const BREATH_MS = 300;
/** Silence that confirms "that's all": a candidate who goes on after it is not cut off. */
const SAID_FINISHED_MS = 900;

const ADAPTIVE: AdaptiveWaits = {
  usual: { meanMs: 450, weight: 6, spread: 0.7 },
  deviations: { complete: 0.6, unknown: 2, incomplete: 2.5 },
  expectedWords: 14,
  shortShare: 0.2,
  shortDeviations: 1.8,
  longestMs: 3900,
  longestWordlessMs: 3600,
  factor: 1,
};

/** After the long turn a word or two is a whole answer. */
const BRIEF: AdaptiveWaits = { ...ADAPTIVE, shortDeviations: 0 };

export const DEFAULT_ENDPOINTING: Readonly<Record<EndpointingMoment, EndpointingSettings>> = {
  identity: { completeMs: 700, unknownMs: 900, incompleteMs: 1500, confirmedMs: 500, adaptive: null },
  interview: { completeMs: 700, unknownMs: 700, incompleteMs: 700, confirmedMs: 600, adaptive: ADAPTIVE },
  roundingOff: { completeMs: 900, unknownMs: 1200, incompleteMs: 2000, confirmedMs: 600, adaptive: BRIEF },
  // Abstract questions are answered at greater length.
  discussion: {
    completeMs: 700,
    unknownMs: 700,
    incompleteMs: 700,
    confirmedMs: 600,
    adaptive: { ...ADAPTIVE, expectedWords: 22 },
  },
  // A thinking pause is not the end of a long turn: its own silence limit comes with the listen command.
  longTurn: { completeMs: 6000, unknownMs: 6000, incompleteMs: 6000, confirmedMs: null, adaptive: null },
};

export interface TurnObservation {
  readonly atMs: number;
  /** Null before the candidate has said anything. */
  readonly firstSpeechAtMs: number | null;
  /** Since the newest voiced frame; before any speech, since listening began. */
  readonly silenceMs: number;
  /** Newest partial transcript, '' when there is none. */
  readonly text: string;
  /** Voiced time of the turn so far. */
  readonly speechMs: number;
  /** "That's all", "I've finished" at the end of the text. */
  readonly saidFinished: boolean;
  /** What the recogniser has said of the end of the turn in this silence; null: nothing, or that it goes on. */
  readonly endOfTurn: 'likely' | 'confirmed' | null;
}

export interface TurnLimits {
  readonly patienceMs: number;
  readonly softLimitMs: number | null;
  readonly hardStopAtMs: number | null;
  readonly limitFromFirstSpeechMs: number | null;
  readonly endSilenceMs: number | null;
}

/**
 * Silence after which the turn is likely over: early enough that a language model can answer within the rest of the wait,
 * late enough that most pauses inside a sentence (250 to 600 ms in learners' speech) do not set one going.
 */
const LIKELY_END_MS: Readonly<Record<Completeness, number>> = {
  complete: 360,
  unknown: 700,
  // The wait is long then, and what can be said at its end is what was made ready in it.
  incomplete: 2200,
};

/** With a provider's word for it, a breath of silence is enough. */
const LIKELY_END_SIGNED_MS = 100;

/** Whether what follows the turn may be prepared on the chance that it is over. Pure. */
export function isLikelyEnd({ firstSpeechAtMs, silenceMs, text, endOfTurn }: TurnObservation): boolean {
  if (firstSpeechAtMs === null || text === '' || silenceMs < LIKELY_END_SIGNED_MS) return false;
  return silenceMs >= (endOfTurn === null ? LIKELY_END_MS[completeness(text)] : LIKELY_END_SIGNED_MS);
}

/**
 * Why the turn is over now, or null while it goes on. Pure.
 * @param pauses how the candidate has paused so far
 */
export function turnEnd(
  observation: TurnObservation,
  limits: TurnLimits,
  settings: EndpointingSettings,
  pauses: SpeakerPauses,
): TurnEndReason | null {
  const { atMs, firstSpeechAtMs, silenceMs } = observation;
  if (limits.hardStopAtMs !== null && atMs >= limits.hardStopAtMs) return 'timeLimit';
  if (firstSpeechAtMs === null) return silenceMs >= limits.patienceMs ? 'silence' : null;
  const answeringMs = atMs - firstSpeechAtMs;
  if (limits.limitFromFirstSpeechMs !== null && answeringMs >= limits.limitFromFirstSpeechMs) return 'timeLimit';
  if (limits.softLimitMs !== null && answeringMs >= limits.softLimitMs && silenceMs >= BREATH_MS) return 'timeLimit';
  if (observation.saidFinished && silenceMs >= SAID_FINISHED_MS) return 'saidFinished';
  if (limits.endSilenceMs !== null) return silenceMs >= limits.endSilenceMs ? 'silence' : null;
  // While somebody speaks, which is most of the time, the words need not be looked at.
  const { completeMs, unknownMs, incompleteMs, confirmedMs } = settings;
  const shortestMs = Math.min(completeMs, unknownMs, incompleteMs, confirmedMs ?? completeMs);
  if (silenceMs < shortestMs) return null;
  return silenceMs >= silenceAllowedMs(observation, settings, pauses) ? 'endpoint' : null;
}

/**
 * A recogniser that hears the end of a turn may shorten the wait by one step: words that leave open whether they are
 * whole wait as long as whole ones, and whole ones as long as the moment's settings say, half of that for a likely end.
 * Words that dangle wait on: who says "because" and pauses is thinking, however final it sounded.
 */
export function silenceAllowedMs(
  { text, speechMs, endOfTurn }: Pick<TurnObservation, 'text' | 'speechMs' | 'endOfTurn'>,
  settings: EndpointingSettings,
  pauses: SpeakerPauses,
): number {
  const { confirmedMs } = settings;
  const sign = confirmedMs === null ? null : endOfTurn;
  const words = text === '' ? speechMs / MS_A_WORD : saidWords(text).length;
  const waitMs = (kind: Completeness): number => waitAfter(kind, { words, known: text !== '' }, settings, pauses);
  const sounds = completeness(text);
  switch (sounds) {
    case 'complete': {
      const completeMs = waitMs(sounds);
      if (sign === null || confirmedMs === null) return completeMs;
      return Math.min(completeMs, sign === 'confirmed' ? confirmedMs : (completeMs + confirmedMs) / 2);
    }
    case 'incomplete':
      return waitMs(sounds);
    case 'unknown':
      return sign === 'confirmed' ? Math.min(waitMs('unknown'), waitMs('complete')) : waitMs('unknown');
  }
}

/** Where no words are known yet, they are counted by time (130 a minute, learners' usual rate of speech). */
const MS_A_WORD = 60_000 / 130;

function waitAfter(
  kind: Completeness,
  { words, known }: { readonly words: number; readonly known: boolean },
  { completeMs, unknownMs, incompleteMs, adaptive }: EndpointingSettings,
  pauses: SpeakerPauses,
): number {
  const leastMs = { complete: completeMs, unknown: unknownMs, incomplete: incompleteMs }[kind];
  const deviations = adaptive?.deviations[kind] ?? null;
  if (adaptive === null || deviations === null) return leastMs;
  const { usual, expectedWords, shortShare, shortDeviations, longestMs, longestWordlessMs, factor } = adaptive;
  const missing = Math.min(1, Math.max(0, (1 - words / expectedWords) / shortShare));
  const ownMs = factor * pauses.quantileMs(deviations + shortDeviations * missing, usual);
  return Math.max(leastMs, Math.min(ownMs, known ? longestMs : longestWordlessMs));
}
