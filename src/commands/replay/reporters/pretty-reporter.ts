/** For people: one line per fixture, what failed and why, and a summary. */
import { Chalk, type ChalkInstance } from 'chalk';
import type { FixtureResult, ReplayFailure } from '../../../engine/replay/result.js';
import { safeLine, safeText } from '../../../engine/text/safe-text.js';
import { wrapFor } from '../../../ui/text-format.js';
import { replaceFile } from '../../../config/files/replace-file.js';
import { lengthText, tooSoon } from './figures-text.js';
import type { Pace, Reporter, ReplaySummary } from './reporter.js';
import { wordDiff } from './word-diff.js';
import { secondsText } from '../../../engine/text/seconds-text.js';

const MARKS = { passed: '✓', failed: '✗', broken: '!', interrupted: '-' } as const;

/** What a file never gets. */
export interface PrettyLook {
  readonly colour: boolean;
  /** Its rows are broken at spaces; null for a pipe. */
  readonly terminal: { readonly isTTY?: boolean; readonly columns?: number } | null;
}

export function prettyReporter(file: string | null, write: (line: string) => void, look: PrettyLook): Reporter {
  const chalk = new Chalk(file !== null || !look.colour ? { level: 0 } : {});
  const lines: string[] = [];
  const print = (line: string): void => {
    if (file === null) write(wrapFor(look.terminal, line));
    else lines.push(line);
  };
  let total = 0;
  let done = 0;
  return {
    started(fixtures) {
      total = fixtures;
    },
    finished(result) {
      done += 1;
      print(headline(result, `${String(done).padStart(String(total).length)}/${String(total)}`, chalk));
      for (const failure of result.failures) {
        for (const line of failureLines(failure, chalk)) print(`      ${line}`);
      }
      for (const { message } of result.notes) print(`      ${chalk.dim(`note: ${safeLine(message)}`)}`);
    },
    async ended(summary, _results, pace) {
      print('');
      print(summaryLine(summary, pace, chalk));
      if (file !== null) await replaceFile(file, `${lines.join('\n')}\n`);
    },
  };
}

function headline({ id, title, status, metrics, bands }: FixtureResult, count: string, chalk: ChalkInstance): string {
  const colour = { passed: chalk.green, failed: chalk.red, broken: chalk.yellow, interrupted: chalk.dim }[status];
  const facts: string[] = [];
  if (metrics !== null) {
    facts.push(lengthText(metrics.durationMs));
    if (metrics.wer !== null) facts.push(`word errors ${(metrics.wer.rate * 100).toFixed(1)} %`);
    facts.push(...tooSoon(metrics));
    if (metrics.response !== null) facts.push(`waits p95 ${String(Math.round(metrics.response.p95Ms))} ms`);
  }
  if (bands !== null) {
    facts.push(bands.overall.rateable ? `practice band ${bands.overall.band.toFixed(1)}` : 'not rateable');
  }
  const tail = facts.length === 0 ? '' : chalk.dim(`  (${facts.join(', ')})`);
  // A fixture that could not be read has no other title than its name.
  const name = title === id ? safeLine(id) : `${safeLine(id)}  ${safeLine(title)}`;
  return `${chalk.dim(count)} ${colour(MARKS[status])} ${name}${tail}`;
}

function failureLines(failure: ReplayFailure, chalk: ChalkInstance): readonly string[] {
  const [first = '', ...rest] = safeText(failure.message).split('\n');
  const code = failure.code === undefined ? '' : ` [${failure.code}]`;
  return [
    `${chalk.bold(failure.expectation)}${code}: ${first}`,
    ...rest.map(continued),
    ...(failure.remedy === undefined
      ? []
      : safeText(failure.remedy)
          .split('\n')
          .map((line, index) => chalk.dim(index === 0 ? `→ ${line}` : continued(line)))),
    ...(failure.differences ?? []).map(({ label, words }) => `${chalk.dim(`${label}:`)} ${wordDiff(words, chalk)}`),
  ];
}

/** Runners of CI take a line that begins with "::" for a command, spaces before it or not. */
function continued(line: string): string {
  return `│ ${line}`;
}

function summaryLine(summary: ReplaySummary, { elapsedMs, repeat }: Pace, chalk: ChalkInstance): string {
  const parts = [
    summary.passed > 0 || summary.total === 0 ? chalk.green(`${String(summary.passed)} passed`) : null,
    summary.failed > 0 ? chalk.red(`${String(summary.failed)} failed`) : null,
    summary.broken > 0 ? chalk.yellow(`${String(summary.broken)} broken`) : null,
    summary.interrupted > 0 ? `${String(summary.interrupted)} not finished` : null,
  ].filter((part) => part !== null);
  const seconds = secondsText(elapsedMs);
  // A dry run has no conversations.
  if (summary.durationMs === 0) return `${parts.join(', ')} in ${seconds}`;
  const speed = elapsedMs > 0 ? ` (${String(Math.round((summary.durationMs * repeat) / elapsedMs))} x real time)` : '';
  const times = repeat > 1 ? `, ${String(repeat)} times,` : '';
  return `${parts.join(', ')}; ${lengthText(summary.durationMs)} of conversation${times} in ${seconds}${speed}`;
}
