/** Renders the report's lines with terminal styles. The words carry the meaning too, so nothing is lost without colour. */
import chalk from 'chalk';
import type { ReportModel } from '../engine/reports/report-model.js';
import { scoringLines, terminalReport, type Place, type ReportLine, type Tone } from '../engine/reports/terminal.js';
import { overallText } from '../engine/reports/wording.js';
import { wrapLine } from './text-format.js';

const STYLES: Readonly<Record<Tone, (text: string) => string>> = {
  plain: (text) => text,
  title: (text) => chalk.bold.underline(text),
  strong: (text) => chalk.bold(text),
  dim: (text) => chalk.dim(text),
  band: (text) => chalk.bold.cyan(text),
  warning: (text) => chalk.yellow(text),
  quote: (text) => chalk.italic(text),
};

export function reportText(report: ReportModel, columns: number): readonly string[] {
  return terminalReport(report, columns).map(styled);
}

/** Renders a score alone, without a session. */
export function scoringText(
  scoring: NonNullable<ReportModel['scoring']>,
  columns: number,
  place?: Place,
): readonly string[] {
  return scoringLines(scoring, columns, place).map(styled);
}

function styled(line: ReportLine): string {
  return line.map(({ text, tone }) => STYLES[tone](text)).join('');
}

/** The last lines on the screen, for a report taller than the screen: the overall band again, and that it is no official score. */
export function closingText(report: ReportModel, columns: number): readonly string[] {
  if (report.scoring === null) return [];
  const rows = wrapLine(`Speaking: ${overallText(report.scoring.overall)}`, columns, '  ');
  return ['', ...rows.map((row) => chalk.bold(row)), ...wrapLine(report.notice, columns)];
}
