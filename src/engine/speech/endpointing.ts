/**
 * When is a turn over? A policy per moment of the exam, never one constant: how long a silence may last depends on how likely the answer is
 * over, judged by the words and pauses so far, and on how long this candidate pauses within answers.
 * The figures were chosen on a corpus of hesitant speakers: docs/turn-taking.md tells how, and what they cost.
 */
import type { EndpointingMoment, TurnEndReason } from '../exam/types.js';
import { cheapestWaitMs } from './cheapest-wait.js';
import { completeness, type Completeness } from './completeness.js';
import { endChances, wordlessChances, type EndChances } from './end-chances.js';
import { wordCount, type EarlierAnswers, type InterviewPart } from './earlier-answers.js';
import type { SpeakerPauses } from './speaker-pauses.js';

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
  /** The waits above are the shortest ones, and these are in use. Null: those above are as long whoever speaks. */
  readonly adaptive: AdaptiveWaits | null;
  /** Waits that somebody has set: as long whoever speaks, and whatever a recogniser says. */
  readonly fixedAfter: readonly Completeness[];
}

/** Waits whose cut-ins and waiting cost least, given how likely the answer is over and how this candidate pauses. */
interface AdaptiveWaits {
  /** The part whose answers the chances were learned from; `brief`: nothing was learned, a word or two is a whole answer. */
  readonly answers: InterviewPart | 'brief';
  /** Of a second of waiting after a finished answer, in cut-ins. */
  readonly price: number;
  /** No silence is waited for longer. */
  readonly longestMs: number;
  /** The same while no words are known: what comes next then takes longer to find. */
  readonly longestWordlessMs: number;
  /** Times all that. */
  readonly factor: number;
}

/** After a limit is reached the turn ends at a pause this long: between two words, never inside one. */
export const BREATH_MS = 300;
/** So much longer, times the usual wait, each time that an answer was taken up again: nobody is to be cut in on in it twice. Judgement. */
const LONGER_AGAIN = 0.5;
/** Silence that confirms "that's all": a candidate who goes on after it is not cut off. */
const SAID_FINISHED_MS = 900;

const ADAPTIVE: AdaptiveWaits = {
  answers: 1,
  price: 0.085,
  longestMs: 3900,
  longestWordlessMs: 3600,
  factor: 1,
};

/** Of brief answers after the long turn, by how their words sound. Judgement: 0.9, 1.8 and 2.6 s for a usual candidate. */
const BRIEF_CHANCES: Readonly<Record<Completeness, EndChances>> = {
  complete: { over: 0.85, between: 0.12, inside: 0.03 },
  unknown: { over: 0.5, between: 0.15, inside: 0.35 },
  incomplete: { over: 0.2, between: 0.1, inside: 0.7 },
};

export const DEFAULT_ENDPOINTING: Readonly<Record<EndpointingMoment, EndpointingSettings>> = {
  identity: { completeMs: 700, unknownMs: 900, incompleteMs: 1500, confirmedMs: 500, adaptive: null, fixedAfter: [] },
  interview: {
    completeMs: 700,
    unknownMs: 700,
    incompleteMs: 700,
    confirmedMs: 600,
    adaptive: ADAPTIVE,
    fixedAfter: [],
  },
  roundingOff: {
    completeMs: 900,
    unknownMs: 1200,
    incompleteMs: 2000,
    confirmedMs: 600,
    adaptive: { ...ADAPTIVE, answers: 'brief' },
    fixedAfter: [],
  },
  discussion: {
    completeMs: 700,
    unknownMs: 700,
    incompleteMs: 700,
    confirmedMs: 600,
    adaptive: { ...ADAPTIVE, answers: 3 },
    fixedAfter: [],
  },
  // A thinking pause is not the end of a long turn: its own silence limit comes with the listen command.
  longTurn: {
    completeMs: 6000,
    unknownMs: 6000,
    incompleteMs: 6000,
    confirmedMs: null,
    adaptive: null,
    fixedAfter: [],
  },
};

export interface TurnObservation {
  readonly atMs: number;
  /** Null before the candidate has said anything. */
  readonly firstSpeechAtMs: number | null;
  /** Since the newest voiced frame; before any speech, since listening began. */
  readonly silenceMs: number;
  /** Newest partial transcript, '' when there is none. */
  readonly text: string;
  /** Before which of its words, counted without fillers, the candidate paused; the same list until there is another pause. */
  readonly pausedBefore: readonly number[];
  /** Those of the session before this one. */
  readonly earlier: EarlierAnswers;
  /** How often this answer was taken to be over, and the candidate went on with it. */
  readonly takenUp: number;
  /** Voiced time of the turn so far. */
  readonly speechMs: number;
  /** "That's all", "I've finished" at the end of the text. */
  readonly saidFinished: boolean;
  /** What the recogniser has said of the end of the turn in this silence; null: nothing, or that it goes on. */
  readonly endOfTurn: 'likely' | 'confirmed' | null;
}

type SaidSoFar = Pick<TurnObservation, 'text' | 'pausedBefore' | 'earlier' | 'takenUp' | 'speechMs'>;

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
 * A recogniser that hears the end of a turn may shorten the wait: after words that sound whole to what the moment's settings say, after words that
 * leave it open half as far, as does a likely end after whole ones. Words that dangle wait on: who says "because" and pauses is thinking, however
 * final it sounded.
 */
export function silenceAllowedMs(
  observation: SaidSoFar & Pick<TurnObservation, 'endOfTurn'>,
  settings: EndpointingSettings,
  pauses: SpeakerPauses,
): number {
  const { confirmedMs, fixedAfter } = settings;
  const { endOfTurn, text } = observation;
  const sounds = completeness(text);
  const waitMs = waitAfter(sounds, observation, settings, pauses);
  if (confirmedMs === null || endOfTurn === null || sounds === 'incomplete' || fixedAfter.includes(sounds))
    return waitMs;
  const halfWayMs = Math.min(waitMs, (waitMs + confirmedMs) / 2);
  if (sounds === 'unknown') return endOfTurn === 'confirmed' ? halfWayMs : waitMs;
  return endOfTurn === 'confirmed' ? Math.min(waitMs, confirmedMs) : halfWayMs;
}

function waitAfter(
  sounds: Completeness,
  observation: SaidSoFar,
  { completeMs, unknownMs, incompleteMs, adaptive, fixedAfter }: EndpointingSettings,
  pauses: SpeakerPauses,
): number {
  const leastMs = { complete: completeMs, unknown: unknownMs, incomplete: incompleteMs }[sounds];
  if (adaptive === null || fixedAfter.includes(sounds)) return leastMs;
  const { answers, price, longestMs, longestWordlessMs, factor } = adaptive;
  const chances = answers === 'brief' ? BRIEF_CHANCES[sounds] : chancesAfter(answers, observation);
  const again = 1 + LONGER_AGAIN * observation.takenUp;
  const ownMs = factor * again * cheapestWaitMs(chances, pauses.lengths, price);
  return Math.max(leastMs, Math.min(ownMs, observation.text === '' ? longestWordlessMs : longestMs));
}

function chancesAfter(part: InterviewPart, { text, pausedBefore, earlier, speechMs }: SaidSoFar): EndChances {
  return text === ''
    ? wordlessChances(part, wordCount(text, speechMs), earlier)
    : endChances(part, text, pausedBefore, earlier);
}
