/** What the commands share when they write: JSON, tables, errors. Whatever comes from outside loses its control characters. */
import chalk, { chalkStderr } from 'chalk';
import { hideEnvironmentKeys } from '../config/keys/environment.js';
import { isAppError, messageOf } from '../engine/errors.js';
import { safeLine, safeText } from '../engine/text/safe-text.js';
import { withoutSecrets } from '../engine/text/secret-texts.js';
import { wrapFor } from '../ui/text-format.js';

export type Write = (text: string) => void;

/** JSON for scripts and people: indented, safe to show in a terminal. */
export function printJson(value: unknown, write: Write): void {
  write(`${harmlessJson(JSON.stringify(value, null, 2))}\n`);
}

/** JSON leaves DEL, the C1 controls and marks that reorder text as they are; a terminal may act on them. */
export function harmlessJson(json: string): string {
  return json.replace(
    /[\u007f-\u009f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Long lines are broken between words where they are shown in a terminal, which would break them anywhere. */
export function wrapping(write: Write): Write {
  return (text) => {
    write(wrapFor(process.stdout, text));
  };
}

export interface Column {
  readonly title: string;
  readonly align?: 'left' | 'right';
}

/** Aligned columns two spaces apart, the header first, no trailing blanks. Cells become one harmless line each. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const cells = rows.map((row) => row.map(safeLine));
  const widths = columns.map(({ title }, index) =>
    Math.max(title.length, ...cells.map((row) => (row[index] ?? '').length)),
  );
  const line = (row: readonly string[]): string =>
    columns
      .map(({ align }, index) => {
        const cell = row[index] ?? '';
        const width = widths[index] ?? 0;
        return align === 'right' ? cell.padStart(width) : cell.padEnd(width);
      })
      .join('  ')
      .trimEnd();
  const header = line(columns.map(({ title }) => title));
  return `${[chalk.bold(header), ...cells.map(line)].join('\n')}\n`;
}

export interface ReportErrorOptions {
  /** Adds the stack and the causes. */
  readonly debug?: boolean;
  readonly write?: Write;
}

/**
 * Tells a person what failed and what to do next, on standard error.
 * @returns the exit code: the error's own, or 1 for one that nobody foresaw
 */
export function reportError(
  error: unknown,
  { debug = false, write = toStandardError }: ReportErrorOptions = {},
): number {
  hideEnvironmentKeys();
  const { code, remedy, exitCode } = isAppError(error)
    ? error
    : { code: 'unexpected', remedy: 'Run it again with --debug and report what it shows.', exitCode: 1 };
  write(`${chalkStderr.red(`error [${safeLine(code)}]:`)} ${safeText(messageOf(error))}\n`);
  write(`→ ${safeText(withoutSecrets(remedy))}\n`);
  if (debug) for (const stack of stacks(error)) write(`${chalkStderr.dim(safeText(withoutSecrets(stack)))}\n`);
  return exitCode;
}

function stacks(error: unknown): readonly string[] {
  const found: string[] = [];
  // A cause may lead back to itself.
  for (let current = error; current instanceof Error && found.length < 5; current = current.cause) {
    found.push(current.stack ?? current.message);
  }
  return found;
}

function toStandardError(text: string): void {
  process.stderr.write(wrapFor(process.stderr, text));
}
