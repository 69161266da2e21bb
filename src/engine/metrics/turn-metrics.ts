/** Makes one row per turn of a session's events: where the waiting time went, the providers, the audio quality. Pure. */
import type { Part } from '../exam/types.js';
import type { ProviderPort, SessionEvent, SessionEventOf, TurnLatency } from '../session/log/events.js';
import { settledEvents } from '../session/log/settled-events.js';

/** All times in milliseconds. Null for a figure that the turn does not have: it was typed, not answered, or not heard. */
export interface TurnMetrics {
  readonly sessionId: string;
  readonly turnId: string;
  readonly part: Part;
  readonly questionId: string;
  readonly question: string;
  /** Why the turn ended. */
  readonly reason: SessionEventOf<'turn.ended'>['reason'];
  readonly typed: boolean;
  /** Media time of the first and the last speech. */
  readonly startMs: number;
  readonly endMs: number;
  readonly speechMs: number;
  /** How often the turn was taken to be over, and taken up again. */
  readonly rejoins: number;
  /** From the end of speech to the examiner's first sound, and its parts. */
  readonly latency: TurnLatency | null;
  readonly levelDb: number | null;
  readonly snrDb: number | null;
  /** Share of voiced samples at full scale, 0 to 1. */
  readonly clippedShare: number | null;
  /** Mean confidence of the final transcript, 0 to 1. */
  readonly confidence: number | null;
  /** The provider of each port when the turn ended. */
  readonly providers: Readonly<Partial<Record<ProviderPort, string>>>;
  /** Failures of providers since the turn before. */
  readonly providerFailures: number;
  /** Estimated cost of what was used since the turn before, thrown-away work included; null when a price is not known. */
  readonly costUsd: number | null;
}

type MutableRow = { -readonly [Key in keyof TurnMetrics]: TurnMetrics[Key] };

/** Rows in the order in which the turns ended. Events must be in the log's order. */
export function turnMetrics(events: readonly SessionEvent[]): readonly TurnMetrics[] {
  const rows = new Map<string, MutableRow>();
  const rejoins = new Map<string, number>();
  const transcripts = new Map<string, SessionEventOf<'transcript.final'>>();
  let providers: TurnMetrics['providers'] = {};
  let sessionId = '';
  let failures = 0;
  let costUsd: number | null = 0;
  for (const event of settledEvents(events)) {
    switch (event.type) {
      case 'session.started':
        sessionId = event.sessionId;
        // The keys are ports; the schema of the event leaves them open.
        providers = { ...event.providers };
        break;
      case 'provider.chosen':
        providers = { ...providers, [event.port]: event.provider };
        break;
      case 'provider.switched':
        providers = { ...providers, [event.port]: event.to };
        break;
      case 'provider.failed':
        failures += 1;
        break;
      case 'provider.used':
        costUsd = costUsd === null || event.costUsd === null ? null : costUsd + event.costUsd;
        break;
      case 'transcript.final':
        transcripts.set(event.turnId, event);
        break;
      case 'turn.rejoined':
        rejoins.set(event.turnId, (rejoins.get(event.turnId) ?? 0) + 1);
        break;
      case 'turn.ended':
        rows.set(
          event.turnId,
          rowOf(
            sessionId,
            event,
            rejoins.get(event.turnId) ?? 0,
            transcripts.get(event.turnId),
            providers,
            failures,
            costUsd,
          ),
        );
        failures = 0;
        costUsd = 0;
        break;
      case 'audio.measured':
        Object.assign(rows.get(event.turnId) ?? {}, {
          levelDb: event.levelDb,
          snrDb: event.snrDb,
          clippedShare: event.clippedShare,
        });
        break;
      case 'turn.responded':
        Object.assign(rows.get(event.turnId) ?? {}, { latency: event.latency });
        break;
      default:
    }
  }
  return [...rows.values()];
}

function rowOf(
  sessionId: string,
  turn: SessionEventOf<'turn.ended'>,
  rejoins: number,
  transcript: SessionEventOf<'transcript.final'> | undefined,
  providers: TurnMetrics['providers'],
  providerFailures: number,
  costUsd: number | null,
): MutableRow {
  const { turnId, part, questionId, question, reason, typed, startMs, endMs, speechMs } = turn;
  return {
    sessionId,
    turnId,
    part,
    questionId,
    question,
    reason,
    typed,
    startMs,
    endMs,
    speechMs,
    rejoins,
    latency: null,
    levelDb: null,
    snrDb: null,
    clippedShare: null,
    confidence: transcript?.confidence ?? null,
    // What was really used goes before what was chosen.
    providers: transcript === undefined ? providers : { ...providers, speechToText: transcript.provider },
    providerFailures,
    costUsd,
  };
}
