/** The report's lines with their tones as terminal styles. Every tone also differs in its words, so nothing is lost without colour. */
import chalk from 'chalk';
import type { ReportModel } from '../engine/reports/report-model.js';
import { scoringLines, terminalReport, type Place, type ReportLine, type Tone } from '../engine/reports/terminal.js';
import { overallText } from '../engine/reports/text.js';
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

/** A score alone, without the session it may come from. */
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

/** The last thing on the screen, for a report that is taller than it: the whole band again, and what it is not. */
export function closingText(report: ReportModel, columns: number): readonly string[] {
  if (report.scoring === null) return [];
  const rows = wrapLine(`Speaking: ${overallText(report.scoring.overall)}`, columns, '  ');
  return ['', ...rows.map((row) => chalk.bold(row)), ...wrapLine(report.notice, columns)];
}
