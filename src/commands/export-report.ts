/** `export report <session|last>`: one session's report as Markdown, HTML or JSON, to standard output or a file. */
import { appPaths } from '../config/paths.js';
import { AppError } from '../engine/errors.js';
import type { OtherSkills } from '../engine/reports/all-skills.js';
import type { ReportModel } from '../engine/reports/report-model.js';
import { requireSession } from './require-session.js';
import { saveExport, type ExportFile } from './save-export.js';

export interface ExportReportOptions extends ExportFile, Partial<OtherSkills> {
  /** A session's id, the beginning of one, or "last". */
  readonly session: string;
  readonly format: 'md' | 'html' | 'json';
  /** File to write; standard output when left out. */
  readonly out?: string;
}

/**
 * The newest rating of the session is shown, which may be later than the one made at its end.
 * @param database file of the session store
 * @throws AppError when the store cannot be opened, the session is not there or the file cannot be written
 */
export async function exportReport(
  options: ExportReportOptions,
  write: (text: string) => void,
  database: string = appPaths().database,
): Promise<void> {
  const report = await reportOf(options.session, otherSkills(options), database);
  const text = await render(report, options.format);
  if (options.out === undefined) write(text);
  else await saveExport(options.out, text, options);
}

/** @throws AppError `export.skills` when some are given and some are not */
function otherSkills({ listening, reading, writing }: Partial<OtherSkills>): OtherSkills | undefined {
  if (listening !== undefined && reading !== undefined && writing !== undefined) return { listening, reading, writing };
  if (listening === undefined && reading === undefined && writing === undefined) return undefined;
  throw new AppError({
    code: 'export.skills',
    message: 'An overall band needs the bands of all the other skills.',
    remedy: 'Give all three, such as: --listening 7 --reading 6.5 --writing 6',
    exitCode: 2,
  });
}

async function reportOf(session: string, others: OtherSkills | undefined, database: string): Promise<ReportModel> {
  const [{ openStore }, { buildReport }] = await Promise.all([
    import('../store/open-store.js'),
    import('../engine/reports/report-model.js'),
  ]);
  const store = await openStore(database, { onlyRead: true });
  try {
    const found = await requireSession(store, session);
    const [events, scores] = await Promise.all([store.read(found.id), store.scores(found.id)]);
    return buildReport(events, scores[0], others);
  } finally {
    await store.close();
  }
}

async function render(report: ReportModel, format: ExportReportOptions['format']): Promise<string> {
  if (format === 'json') return (await import('../engine/reports/json.js')).renderJson(report);
  if (format === 'html') return (await import('../engine/reports/html/page.js')).renderHtml(report);
  return (await import('../engine/reports/markdown.js')).renderMarkdown(report);
}
