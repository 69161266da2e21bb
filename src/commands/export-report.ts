/** `export report <session|last>`: one session's report as Markdown or JSON, to standard output or a file. */
import { writeFile } from 'node:fs/promises';
import { AppError, messageOf } from '../engine/errors.js';
import type { ReportModel } from '../engine/reports/report-model.js';
import type { SessionLog, SessionSummary } from '../engine/ports/session-store.js';

export interface ExportReportOptions {
  /** A session's id, the beginning of one, or "last". */
  readonly session: string;
  readonly format: 'md' | 'json';
  /** File to write; standard output when left out. */
  readonly out?: string;
}

/** As much of the store as is needed here. */
export interface SessionReader extends Pick<SessionLog, 'read'> {
  /** Rejects with an AppError when no session, or more than one, begins like that. */
  getSession(idOrPrefix: string): Promise<SessionSummary>;
}

/** @throws AppError when the session is not there or the file cannot be written */
export async function exportReport(
  options: ExportReportOptions,
  write: (text: string) => void,
  sessions: SessionReader,
): Promise<void> {
  const { id } = await sessions.getSession(options.session);
  const events = await sessions.read(id);
  const { buildReport } = await import('../engine/reports/report-model.js');
  const report = buildReport(events);
  const text = await render(report, options.format);
  if (options.out === undefined) write(text);
  else await save(options.out, text);
}

async function render(report: ReportModel, format: ExportReportOptions['format']): Promise<string> {
  if (format === 'json') return (await import('../engine/reports/json.js')).renderJson(report);
  return (await import('../engine/reports/markdown.js')).renderMarkdown(report);
}

async function save(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text);
  } catch (cause) {
    throw new AppError({
      code: 'export.unwritable',
      message: `The report could not be written to ${path}: ${messageOf(cause)}.`,
      remedy: 'Choose another file with --out, or leave it out to print the report.',
      exitCode: 3,
      cause,
    });
  }
}
