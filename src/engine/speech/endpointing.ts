/**
 * When is a turn over? A policy per moment of the exam, never one constant: how long a silence may last depends on
 * whether the words so far sound complete. Defaults are patient, since cutting a thinking candidate off is the worst
 * mistake an examiner can make. The figures are a first judgement: no corpus with labelled turn ends has chosen them yet.
 */
import type { EndpointingMoment, TurnEndReason } from '../exam/types.js';

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
}

/** After a limit is reached the turn ends at a pause this long: between two words, never inside one. */
export const BREATH_MS = 300;
/** Silence that confirms "that's all": a candidate who goes on after it is not cut off. */
const SAID_FINISHED_MS = 900;

export const DEFAULT_ENDPOINTING: Readonly<Record<EndpointingMoment, EndpointingSettings>> = {
  identity: { completeMs: 700, unknownMs: 900, incompleteMs: 1500, confirmedMs: 500 },
  interview: { completeMs: 900, unknownMs: 1200, incompleteMs: 2000, confirmedMs: 600 },
  roundingOff: { completeMs: 900, unknownMs: 1200, incompleteMs: 2000, confirmedMs: 600 },
  // Abstract questions make people think in the middle of a sentence.
  discussion: { completeMs: 900, unknownMs: 1400, incompleteMs: 2400, confirmedMs: 700 },
  // A thinking pause is not the end of a long turn: its own silence limit comes with the listen command.
  longTurn: { completeMs: 6000, unknownMs: 6000, incompleteMs: 6000, confirmedMs: null },
};

export interface TurnObservation {
  readonly atMs: number;
  /** Media time at which listening began. */
  readonly listeningSinceMs: number;
  /** Null before the candidate has said anything. */
  readonly firstSpeechAtMs: number | null;
  /** Since the newest voiced frame; counts from `listeningSinceMs` before any speech. */
  readonly silenceMs: number;
  /** Newest partial transcript, '' when there is none. */
  readonly text: string;
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
  incomplete: Number.POSITIVE_INFINITY,
};

/** With a provider's word for it, a breath of silence is enough. */
const LIKELY_END_SIGNED_MS = 100;

/** Whether what follows the turn may be prepared on the chance that it is over. Pure. */
export function isLikelyEnd({ firstSpeechAtMs, silenceMs, text, endOfTurn }: TurnObservation): boolean {
  if (firstSpeechAtMs === null || text === '' || silenceMs < LIKELY_END_SIGNED_MS) return false;
  return silenceMs >= (endOfTurn === null ? LIKELY_END_MS[completeness(text)] : LIKELY_END_SIGNED_MS);
}

/** Why the turn is over now, or null while it goes on. Pure. */
export function turnEnd(
  observation: TurnObservation,
  limits: TurnLimits,
  settings: EndpointingSettings,
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
  if (silenceMs < Math.min(completeMs, unknownMs, incompleteMs, confirmedMs ?? completeMs)) return null;
  return silenceMs >= silenceAllowedMs(observation.text, settings, observation.endOfTurn) ? 'endpoint' : null;
}

/**
 * A recogniser that hears the end of a turn may shorten the wait by one step: words that leave open whether they are
 * whole wait as long as whole ones, and whole ones as long as the moment's settings say, half of that for a likely end.
 * Words that dangle wait on: who says "because" and pauses is thinking, however final it sounded.
 */
export function silenceAllowedMs(
  text: string,
  { completeMs, unknownMs, incompleteMs, confirmedMs }: EndpointingSettings,
  endOfTurn: TurnObservation['endOfTurn'],
): number {
  const sign = confirmedMs === null ? null : endOfTurn;
  switch (completeness(text)) {
    case 'complete':
      if (sign === null || confirmedMs === null) return completeMs;
      return Math.min(completeMs, sign === 'confirmed' ? confirmedMs : (completeMs + confirmedMs) / 2);
    case 'incomplete':
      return incompleteMs;
    case 'unknown':
      return sign === 'confirmed' ? Math.min(unknownMs, completeMs) : unknownMs;
  }
}

export type Completeness = 'complete' | 'incomplete' | 'unknown';

/** Words no answer ends with: conjunctions, determiners, prepositions before their noun, auxiliaries, fillers. */
const DANGLING = new Set(
  (
    'and but or so because although though if when while whereas that which who whose than as since until unless like ' +
    'a an the my your his her its our their this these some any every each ' +
    'of to in on at for with from by about into onto between during without ' +
    'is are was were am be been being have has had do does did will would can could should may might must ' +
    "i he she we they i'm it's he's she's we're they're there's very really quite more most also just maybe " +
    'um uh er erm mm hmm well'
  ).split(' '),
);

/** Whole endings whose last word would dangle anywhere else. */
const COMPLETE_ENDINGS = new Set([
  ...['as', 'very', 'quite', 'pretty', 'really', 'so', 'too', 'that'].map((word) => `${word} well`),
  ...['think', 'hope', 'guess', 'suppose', 'believe'].map((word) => `${word} so`),
  ...['like', 'about', 'of', 'for', 'do', 'did', 'with', 'to'].map((word) => `${word} that`),
  ...['like', 'about', 'do'].map((word) => `${word} this`),
  'so on',
  'not really',
  'any more',
  'once more',
  'much so',
]);

/** "Yes, I do", "no they are": a short answer ends with its auxiliary. */
const SHORT_ANSWER =
  /^(?:(?:yes|yeah|yep|no|of course|sure|well|actually)\s+)+(?:i|he|she|it|we|they|you|there)\s+(?:is|are|was|were|am|have|has|do|does|did|will|would|can|could|should|may|might|must|had)$/;

/** Fewer words than this may be a start ("I think ...") or a whole answer ("Yes"): the text does not tell. */
const TELLING_WORDS = 4;

/** Whether the words so far could be a whole answer, judged by their last word. Transcripts carry no punctuation. */
export function completeness(text: string): Completeness {
  const words = text.toLowerCase().match(/[a-z']+/g) ?? [];
  const last = words.at(-1);
  if (last === undefined) return 'unknown';
  // What is left open after a short answer ("yes I do ... like it") is as likely as the end.
  if (SHORT_ANSWER.test(words.join(' '))) return 'unknown';
  if (DANGLING.has(last) && !COMPLETE_ENDINGS.has(words.slice(-2).join(' '))) return 'incomplete';
  return words.length < TELLING_WORDS ? 'unknown' : 'complete';
}
