/**
 * For GitHub Actions: an annotation per failed fixture at its `fixture.yaml`, and a summary of the step where
 * `GITHUB_STEP_SUMMARY` names a file for it.
 */
import { existsSync } from 'node:fs';
import { appendFile } from 'node:fs/promises';
import { dirname, join, posix, relative, resolve, sep } from 'node:path';
import { writingTrouble } from '../../../engine/file-trouble.js';
import { safeLine, safeText } from '../../../engine/text/safe-text.js';
import { replaceFile } from '../../../config/files/replace-file.js';
import { failureText } from './failure-text.js';
import { expectationAt } from '../fixture/named-at.js';
import type { ReplayFailure } from '../../../engine/replay/result.js';
import { FIXTURE_FILE } from '../select/find-fixtures.js';
import type { KeptResult, Reporter, ReplaySummary } from './reporter.js';

/** GitHub takes a megabyte of summary per step; more would lose all of it. */
const MAX_SUMMARY_ROWS = 1000;
/** GitHub shows ten errors per step and drops the rest. */
const MOST_ERRORS = 10;

export function githubReporter(
  file: string | null,
  write: (line: string) => void,
  env: NodeJS.ProcessEnv = process.env,
): Reporter {
  const root = env['GITHUB_WORKSPACE'] ?? process.cwd();
  const folders = new Map<string, string>();
  const lines: string[] = [];
  let annotated = 0;
  /** For the last place that is shown. */
  const waiting: { readonly id: string; readonly error: string }[] = [];
  const print = (line: string): void => {
    if (file === null) write(line);
    else lines.push(line);
  };
  return {
    started(_count, found) {
      for (const { id, folder } of found) folders.set(id, folder);
    },
    finished(result) {
      if (result.failures.length === 0) return;
      annotated += 1;
      // The place of each is looked up in its file.
      const error = annotated > MOST_ERRORS ? '' : annotation(result, folders.get(result.id) ?? null, root);
      if (annotated < MOST_ERRORS) print(error);
      else waiting.push({ id: result.id, error });
    },
    async ended(summary, results) {
      const [only, ...others] = waiting;
      if (only !== undefined) {
        const ids = waiting.map(({ id }) => safeLine(id)).join(', ');
        print(
          others.length === 0 ? only.error : `::error::${message(`${String(waiting.length)} more fixtures: ${ids}`)}`,
        );
      }
      if (file !== null) await replaceFile(file, lines.map((line) => `${line}\n`).join(''));
      const target = env['GITHUB_STEP_SUMMARY'];
      if (target !== undefined && target !== '') await appendSummary(target, stepSummary(summary, results));
    },
  };
}

async function appendSummary(file: string, text: string): Promise<void> {
  try {
    await appendFile(file, text);
  } catch (error) {
    const name = `${safeText(file)}, where GITHUB_STEP_SUMMARY wants the summary of the step`;
    throw new Error(`${name}: ${writingTrouble(error)}`, { cause: error });
  }
}

function annotation(
  { id, failures }: Pick<KeptResult, 'id' | 'failures'>,
  folder: string | null,
  root: string,
): string {
  const [first] = failures;
  const place = first === undefined ? null : placeOf(first, folder, root);
  const file = place?.file ?? (folder === null ? null : join(folder, FIXTURE_FILE));
  const path = file === null ? null : relative(root, file).split(sep).join('/');
  const more = failures.length > 1 ? ` and ${String(failures.length - 1)} more` : '';
  const properties = [
    ...(path === null ? [] : [`file=${property(path)}`]),
    ...(place === null ? [] : [`line=${String(place.line)}`, `col=${String(place.col)}`]),
    `title=${property(`${id}: ${first?.code ?? first?.expectation ?? ''}${more}`)}`,
  ];
  return `::error ${properties.join(',')}::${message(failures.map(failureText).join('\n'))}`;
}

interface Place {
  /** Left out: the fixture's own description. */
  readonly file?: string;
  readonly line: unknown;
  readonly col: unknown;
}

function placeOf(
  { message: told, expectation }: Pick<ReplayFailure, 'message' | 'expectation'>,
  folder: string | null,
  root: string,
): Place | null {
  const [, name, line, col] = /^([^:\n]+\.ya?ml):(\d+):(\d+): /.exec(told) ?? [];
  if (name !== undefined && posix.basename(name) === FIXTURE_FILE) return { line, col };
  if (folder === null) return null;
  if (name === undefined) return expectationAt(folder, expectation);
  const file = sharedFile(name, folder, root);
  return file === null ? null : { file, line, col };
}

/** What a fixture includes or inherits from, by its name from some folder above it; null where several are called so, or none is. */
function sharedFile(name: string, folder: string, root: string): string | null {
  const found: string[] = [];
  for (let above = resolve(folder); ; above = dirname(above)) {
    const file = join(above, name);
    if (existsSync(file)) found.push(file);
    if (above === resolve(root) || above === dirname(above)) break;
  }
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** Neither may hold a line end: what follows one would be the next command. */
function message(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return message(safeText(text)).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

function stepSummary(summary: ReplaySummary, results: readonly KeptResult[]): string {
  const { passed, failed, broken, interrupted } = summary;
  const order = { broken: 0, failed: 1, interrupted: 2, passed: 3 };
  const shown = [...results]
    .sort((first, second) => order[first.status] - order[second.status])
    .slice(0, MAX_SUMMARY_ROWS);
  const left = results.length - shown.length;
  return [
    '## Replay',
    '',
    `${String(passed)} passed, ${String(failed)} failed, ${String(broken)} broken${interrupted > 0 ? `, ${String(interrupted)} not finished` : ''}`,
    '',
    '| fixture | result | word errors | wait p95 | practice band |',
    '| --- | --- | ---: | ---: | ---: |',
    ...shown.map(row),
    ...(left === 0 ? [] : ['', `and ${String(left)} more`]),
    '',
    ...shown
      .filter(({ failures }) => failures.length > 0)
      .slice(0, 50)
      .map(
        ({ id, failures }) =>
          `<details><summary>${markdown(id)}</summary>\n<pre>${markup(failures.map(failureText).join('\n')).slice(0, 10_000)}</pre>\n</details>\n`,
      ),
    '',
  ].join('\n');
}

function row({ id, title, status, metrics, bands }: KeptResult): string {
  const mark = { passed: '✅ passed', failed: '❌ failed', broken: '⚠️ broken', interrupted: '⏹️ interrupted' }[status];
  const errors = metrics === null || metrics.wer === null ? '' : `${(metrics.wer.rate * 100).toFixed(1)} %`;
  const wait = metrics === null || metrics.response === null ? '' : `${String(Math.round(metrics.response.p95Ms))} ms`;
  const band = bands === null ? '' : bands.overall.rateable ? bands.overall.band.toFixed(1) : 'not rateable';
  // A fixture that could not be read has no title but its id.
  const name = title === id ? markdown(id) : `${markdown(id)}<br>${markdown(title)}`;
  return `| ${name} | ${mark} | ${errors} | ${wait} | ${band} |`;
}

function markup(text: string): string {
  return safeText(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** In one line of a table: no markup, no mention, no link. */
function markdown(text: string): string {
  return markup(text)
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_[\]()#|!~@]/g, (character) => `&#${String(character.charCodeAt(0))};`);
}
