/** `doctor`: looks at everything a test needs on this machine and says what to do about what is missing. */
import { safeLine } from '../engine/text/safe-text.js';
import chalk from 'chalk';
import { wrapLine } from '../ui/text-format.js';
import { runChecks, type Check, type CheckStatus, type FinishedCheck } from './checks/check.js';
import { once } from './checks/once.js';
import { printJson, type Write } from './output.js';

export interface DoctorOptions {
  readonly json: boolean;
  /** Also asks each provider whether its key works. */
  readonly online?: boolean;
  /** Default: all there are. */
  readonly checks?: readonly Check[];
  /** Width to wrap at; by default the terminal's. */
  readonly columns?: number;
}

/** @returns the exit code: 0 when a test can be taken at all, typed at least; else 3 */
export async function doctor({ json, online = false, checks, columns }: DoctorOptions, write: Write): Promise<number> {
  const finished = await runChecks(checks ?? (await allChecks(online)));
  const usable = !finished.some((check) => check.required && check.status === 'missing');
  if (json) printJson({ usable, checks: finished }, write);
  else write(prettyChecks(finished, usable, Math.min(100, columns ?? (process.stdout.columns || 80))));
  return usable ? 0 : 3;
}

async function allChecks(online: boolean): Promise<readonly Check[]> {
  const [{ systemChecks }, { providerChecks }, { accountChecks }, { loadConfiguration }] = await Promise.all([
    import('./checks/system-checks.js'),
    import('./checks/provider-checks.js'),
    import('./checks/account-checks.js'),
    import('../config/configuration.js'),
  ]);
  const configuration = once(() => loadConfiguration());
  return [...systemChecks(), ...providerChecks(configuration), ...accountChecks(online, configuration)];
}

/** Words, not colour alone. */
const MARKS: Readonly<Record<CheckStatus, string>> = { ok: 'ok', warning: 'warning', missing: 'missing' };
const MARK_COLUMNS = 9;

function prettyChecks(checks: readonly FinishedCheck[], usable: boolean, columns: number): string {
  const titleColumns = Math.max(0, ...checks.map(({ title }) => title.length)) + 2;
  const lines: string[] = [];
  for (const { status, title, detail, remedy } of checks) {
    const indent = ' '.repeat(MARK_COLUMNS + titleColumns);
    const [first = '', ...rest] = wrapped(safeLine(detail), columns - indent.length);
    lines.push(
      `${coloured(status)(MARKS[status].padEnd(MARK_COLUMNS))}${title.padEnd(titleColumns)}${first}`.trimEnd(),
    );
    for (const line of rest) lines.push(`${indent}${line}`);
    if (remedy === undefined) continue;
    for (const line of wrapped(`→ ${safeLine(remedy)}`, columns - indent.length)) lines.push(`${indent}${line}`);
  }
  lines.push('', ...wrapped(verdict(checks, usable), columns));
  return `${lines.join('\n')}\n`;
}

function verdict(checks: readonly FinishedCheck[], usable: boolean): string {
  if (!usable) return 'No test can be taken yet: see what is missing above.';
  const lacking = checks.filter(({ status }) => status !== 'ok').length;
  if (lacking === 0) return 'Everything is there. Start: ielts-examiner practice';
  const count = lacking === 1 ? 'one thing' : `${String(lacking)} things`;
  return `A test can be taken; ${count} above could be better. Start: ielts-examiner practice`;
}

/** A path or command longer than the width stays in one piece, so that it can be copied. */
function wrapped(text: string, width: number): readonly string[] {
  return wrapLine(text, Math.max(20, width));
}

function coloured(status: CheckStatus): (text: string) => string {
  if (status === 'ok') return chalk.green;
  return status === 'warning' ? chalk.yellow : chalk.red;
}
