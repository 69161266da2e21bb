/** Prints a past session: the lines that line output showed while it ran, then its bands. */
import { buildReport, type ReportModel } from '../engine/reports/report-model.js';
import type { TestScore } from '../engine/scoring/types.js';
import type { SessionEvent } from '../engine/session/log/events.js';
import { plainOutput } from '../ui/plain-output.js';
import { reportText } from '../ui/report-text.js';
import { wrapping, type Write } from './output.js';

export function transcriptOf(events: readonly SessionEvent[]): ReportModel['conversation'] {
  return buildReport(events).conversation;
}

/** @param score the newest score, which may be newer than the one in the events */
export function showSession(events: readonly SessionEvent[], score: TestScore | null, write: Write): void {
  const say = wrapping(write);
  const output = plainOutput((line) => say(`${line}\n`), { liveBands: false, report: false });
  for (const event of events) output.onEvent?.(event);
  if (score === null) return;
  write('\n');
  for (const line of reportText(buildReport(events, score), process.stdout.columns || 80)) write(`${line}\n`);
}
