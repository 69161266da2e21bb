/** Turns a score into a row. Scores in events are unknown JSON, so anything missing becomes null. */
import type { Insertable } from 'kysely';
import type { ScoresTable } from './schema.js';

export function scoreRow(sessionId: string, score: unknown, savedAt: string): Insertable<ScoresTable> {
  return {
    session_id: sessionId,
    mapping: textOf(score, 'mapping'),
    rater: textOf(score, 'rater'),
    band: bandOf(score),
    score: JSON.stringify(score),
    saved_at: savedAt,
  };
}

/** The Speaking band, or null when it is not rateable. */
export function bandOf(score: unknown): number | null {
  const overall = isRecord(score) ? score['overall'] : null;
  const band = isRecord(overall) ? overall['band'] : null;
  return typeof band === 'number' ? band : null;
}

function textOf(score: unknown, key: string): string {
  const value = isRecord(score) ? score[key] : null;
  return typeof value === 'string' ? value : 'unknown';
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
