/**
 * JUnit XML, as CI servers read it: a suite per folder of fixtures, a case per fixture. Times are media time, the length of
 * the conversation: two runs of the same fixtures give the same file.
 */
import { posix } from 'node:path';
import { escaped } from '../../../engine/text/escape-markup.js';
import { replaceFile } from '../../../config/files/replace-file.js';
import { failureText } from './failure-text.js';
import type { KeptResult, Reporter } from './reporter.js';

interface TestCase {
  readonly id: string;
  /** Null for a fixture that was left out when the run stopped: it was interrupted, or had enough failures. */
  readonly result: KeptResult | null;
}

export function junitReporter(file: string | null, write: (line: string) => void): Reporter {
  let ids: readonly string[] = [];
  return {
    started(_count, found) {
      ids = found.map(({ id }) => id);
    },
    finished: () => undefined,
    async ended(_summary, results) {
      const text = junitXml(ids, results);
      if (file === null) write(text.trimEnd());
      else await replaceFile(file, text);
    },
  };
}

/** @param ids of all fixtures of the run; those without a result are reported as skipped */
export function junitXml(ids: readonly string[], results: readonly KeptResult[]): string {
  const known = new Set(results.map(({ id }) => id));
  const cases: readonly TestCase[] = [
    ...results.map((result) => ({ id: result.id, result })),
    ...ids.filter((id) => !known.has(id)).map((id) => ({ id, result: null })),
  ];
  const suites = new Map<string, TestCase[]>();
  for (const each of cases) {
    const folder = posix.dirname(each.id);
    const suite = suites.get(folder) ?? [];
    suites.set(folder, [...suite, each]);
  }
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="ielts-examiner replay"${counts(cases)}>`,
    ...[...suites].map(([folder, each]) => suiteXml(folder === '.' ? 'replay' : folder, each)),
    '</testsuites>\n',
  ].join('\n');
}

function suiteXml(name: string, cases: readonly TestCase[]): string {
  const skipped = cases.filter(({ result }) => isSkipped(result)).length;
  return [
    `  <testsuite name="${xml(name)}"${counts(cases)} skipped="${String(skipped)}">`,
    ...cases.map((each) => caseXml(name, each)),
    '  </testsuite>',
  ].join('\n');
}

function counts(cases: readonly TestCase[]): string {
  const count = (status: KeptResult['status']): string =>
    String(cases.filter(({ result }) => result?.status === status).length);
  const durationMs = cases.reduce((sum, { result }) => sum + (result?.metrics?.durationMs ?? 0), 0);
  return ` tests="${String(cases.length)}" failures="${count('failed')}" errors="${count('broken')}" time="${seconds(durationMs)}"`;
}

function caseXml(suite: string, { id, result }: TestCase): string {
  const open = `    <testcase name="${xml(posix.basename(id))}" classname="${xml(suite)}" time="${seconds(result?.metrics?.durationMs ?? 0)}"`;
  if (result === null || isSkipped(result))
    return `${open}>\n      <skipped message="not replayed: the run stopped before its end"/>\n    </testcase>`;
  if (result.status === 'passed') return `${open}/>`;
  const element = result.status === 'broken' ? 'error' : 'failure';
  const message = result.failures.map((failure) => firstLine(failure.message)).join('; ');
  const type = result.failures[0]?.code ?? result.failures[0]?.expectation ?? result.status;
  const text = [result.title, ...result.failures.map(failureText)].join('\n');
  return `${open}>\n      <${element} message="${xml(message)}" type="${xml(type)}">${xml(text)}</${element}>\n    </testcase>`;
}

/** Services show the message as a title; all of it stands in the text. */
function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}

function isSkipped(result: KeptResult | null): boolean {
  return result === null || result.status === 'interrupted';
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}

/** XML 1.0 has no place for control characters, lone surrogates and non-characters, not even escaped. */
function xml(text: string): string {
  return escaped(text.replace(/[\p{Surrogate}\ufffe\uffff]/gu, ''))
    .replaceAll('\n', '&#10;')
    .replaceAll('\t', '&#9;');
}
