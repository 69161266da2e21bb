/** `export metrics`: one row per turn, for a spreadsheet or a script. */
import { providerMetrics, totalCostUsd, type ProviderMetrics } from '../engine/metrics/provider-metrics.js';
import { LATENCY_PARTS, sessionMetrics, type SessionMetrics } from '../engine/metrics/session-metrics.js';
import { turnMetrics, type TurnMetrics } from '../engine/metrics/turn-metrics.js';
import { csv } from '../engine/text/csv.js';
import { priceTable } from '../providers/prices/price-table.js';
import type { SessionRecord } from '../store/session-repository.js';
import { printJson, type Write } from './output.js';
import { saveExport, type ExportFile } from './save-export.js';
import { parseSince } from './since.js';
import { withStore } from './with-store.js';

export interface ExportMetricsOptions extends ExportFile {
  /** A date or an age; see {@link parseSince}. */
  readonly since?: string;
  readonly format: 'csv' | 'json';
  /** A file to write instead of standard output. */
  readonly out?: string;
}

interface ExportedSession {
  readonly session: Pick<SessionRecord, 'id' | 'candidate' | 'startedAt' | 'status' | 'band'>;
  readonly summary: SessionMetrics;
  readonly providers: readonly ProviderMetrics[];
  /** Estimated by the price table; null when one of its prices is not known. */
  readonly costUsd: number | null;
  readonly turns: readonly TurnMetrics[];
}

/** @returns the exit code: 4 when no session matches (an empty table is written all the same) */
export async function exportMetrics(options: ExportMetricsOptions, write: Write): Promise<number> {
  const filter = options.since === undefined ? {} : { since: parseSince(options.since) };
  const sessions = await withStore(async (store) => {
    const exported: ExportedSession[] = [];
    for (const { id, candidate, startedAt, status, band } of await store.listSessions(filter)) {
      const events = await store.read(id);
      const turns = turnMetrics(events);
      const providers = providerMetrics(events);
      exported.push({
        session: { id, candidate, startedAt, status, band },
        summary: sessionMetrics(turns),
        providers,
        costUsd: totalCostUsd(providers),
        turns,
      });
    }
    return exported;
  }, true);
  let text = '';
  if (options.format === 'json') printJson({ pricesFrom: priceTable().date, sessions }, (piece) => (text += piece));
  else text = csv(HEADER, sessions.flatMap(rowsOf));
  if (options.out === undefined) write(text);
  else await saveExport(options.out, text, options);
  return sessions.length === 0 ? 4 : 0;
}

const PROVIDER_PORTS = [
  ...(['speechToText', 'textToSpeech', 'voiceActivity', 'wordAligner', 'grammar', 'languageModel'] as const),
] as const;

const HEADER = [
  ...['sessionId', 'startedAt', 'candidate', 'turnId', 'part', 'questionId', 'question', 'reason', 'typed'],
  ...['startMs', 'endMs', 'speechMs', 'rejoins'],
  // The candidate's speech has that name already.
  ...LATENCY_PARTS.map((part) => (part === 'speechMs' ? 'firstSpeechByteMs' : part)),
  ...PROVIDER_PORTS,
  ...['levelDb', 'snrDb', 'clippedShare', 'confidence', 'providerFailures', 'costUsd'],
  // Of the whole session, the same in each of its rows: scoring belongs to no turn.
  'sessionCostUsd',
];

function rowsOf({ session, turns, costUsd }: ExportedSession): ReturnType<typeof rowOf>[] {
  return turns.map((turn) => [...rowOf(session, turn), costUsd]);
}

function rowOf({ startedAt, candidate }: ExportedSession['session'], turn: TurnMetrics) {
  return [
    ...[turn.sessionId, startedAt, candidate, turn.turnId, turn.part, turn.questionId, turn.question, turn.reason],
    turn.typed,
    ...[turn.startMs, turn.endMs, turn.speechMs, turn.rejoins],
    ...LATENCY_PARTS.map((part) => turn.latency?.[part] ?? null),
    ...PROVIDER_PORTS.map((port) => turn.providers[port] ?? null),
    ...[turn.levelDb, turn.snrDb, turn.clippedShare, turn.confidence].map(thousandths),
    ...[turn.providerFailures, turn.costUsd],
  ];
}

/** As latencies have them: nobody measures a level to a billionth. */
function thousandths(value: number | null): number | null {
  return value === null ? null : Math.round(value * 1000) / 1000;
}
