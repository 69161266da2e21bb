/** The report as JSON, for other programs. Schema: docs/report-json.md, named in the field `schema`. */
import type { ReportModel } from './report-model.js';

/** The model itself, indented, with one trailing line feed. */
export function renderJson(report: ReportModel): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}
