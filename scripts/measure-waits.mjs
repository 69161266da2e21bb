/**
 * Measures the waits of turn-taking on a corpus of hesitant speakers, and writes what docs/turn-taking.md publishes of it: the
 * figures, the tables between their marks, and the plot. Each setting is one run of `replay` over the held-out conversations.
 *
 *   npm run build && node scripts/make-corpus.mjs CORPUS
 *   node scripts/measure-waits.mjs CORPUS [--write]
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { turnEnds } from '../dist/engine/speech/end-chances.js';
import { DEFAULT_ENDPOINTING } from '../dist/engine/speech/endpointing.js';
import { SENTENCE_ENDS } from '../dist/engine/speech/sentence-ends.js';
import { compareRuns } from '../dist/engine/replay/comparison/compare-runs.js';
import { parseRunReport } from '../dist/engine/replay/comparison/run-report.js';
import { tradeOff } from '../dist/engine/replay/comparison/trade-off.js';
import { tradeOffSvg } from '../dist/engine/replay/comparison/trade-off-svg.js';
import { INTRODUCTION } from './corpus/answers.mjs';
import { scriptArguments, wrongCall } from './support/script-arguments.mjs';
import { basisOf, tables, withTables } from './corpus/waits-tables.mjs';

const ROOT = resolve(import.meta.dirname, '..');
/** What others wait by default, whatever was said. */
const PEERS = {
  'fixed:500ms': 'LiveKit Agents (least delay), OpenAI Realtime (server VAD)',
  'fixed:600ms': 'Pipecat (speech timeout)',
  'fixed:800ms': 'Pipecat (VAD before turn models)',
};
const SETTINGS = ['usual', ...Object.keys(PEERS), 'fixed:1200ms', 'fixed:2s', 'fixed:3s', '0.7x', '1.5x'];

const USAGE = 'node scripts/measure-waits.mjs CORPUS [--half held-out|tuning] [--write]';
const { values, positionals } = scriptArguments(USAGE, {
  allowPositionals: true,
  options: { write: { type: 'boolean', default: false }, half: { type: 'string', default: 'held-out' } },
});
const [corpus] = positionals;
if (corpus === undefined) wrongCall(USAGE, 'Which corpus?');

const scratch = mkdtempSync(join(tmpdir(), 'measure-waits-'));
const runs = [];
try {
  for (const setting of SETTINGS) runs.push(answersOnly(replayed(setting)));
} finally {
  rmSync(scratch, { recursive: true });
}
const comparison = compareRuns(runs);
const figures = {
  conversations: comparison.fixtures.length,
  answers: sum(runs[0].fixtures, ({ metrics }) => metrics.spokenTurns),
  basis: basisOf(DEFAULT_ENDPOINTING, SENTENCE_ENDS, turnEnds().turnEnds),
  settings: comparison.runs.map((run, index) => ({
    setting: run.name,
    like: PEERS[run.name] ?? null,
    ...rounded(run.figures),
    waitP90Ms: p90(runs[index].fixtures),
  })),
  groups: groupsOf(runs[0].fixtures).map(([group, fixtures]) => ({ group, ...rounded(alone(fixtures)) })),
};
console.log(tables(figures));
if (values.write) {
  writeFileSync(join(ROOT, 'docs', 'turn-taking-figures.json'), `${JSON.stringify(figures, null, 2)}\n`);
  const page = join(ROOT, 'docs', 'turn-taking.md');
  writeFileSync(page, withTables(readFileSync(page, 'utf8'), figures));
  writeFileSync(join(ROOT, 'docs', 'images', 'turn-taking.svg'), tradeOffSvg(tradeOff(comparison)));
}

function replayed(setting) {
  const report = join(scratch, 'report.json');
  const options = ['--endpointing', setting, '--reporter', `json=${report}`, '--jobs', '2'];
  console.error(setting);
  execFileSync(process.execPath, [
    join(ROOT, 'bin', 'ielts-examiner.js'),
    'replay',
    join(corpus, values.half),
    ...options,
  ]);
  return parseRunReport(readFileSync(report, 'utf8'), setting);
}

/** Names and passports are said without a pause: they are not counted among the answers. */
function answersOnly({ name, fixtures }) {
  const spoken = fixtures.map(({ metrics, ...fixture }) => ({
    ...fixture,
    metrics: { ...metrics, spokenTurns: metrics.spokenTurns - INTRODUCTION.length },
  }));
  return { name, fixtures: spoken };
}

function groupsOf(fixtures) {
  const names = ['part-1', 'part-3', '-a2-', '-b1-', '-b2-', '-c1-'];
  return names.map((name) => [name.replaceAll('-', ' ').trim(), fixtures.filter(({ id }) => id.includes(name))]);
}

function alone(fixtures) {
  return compareRuns([{ name: 'usual', fixtures }]).runs[0].figures;
}

function rounded({ cutIns, falseStarts, waitMedian, waitP95 }) {
  const figure = ({ value, interval }, digits) =>
    [value, ...(interval ?? [])].map((each) => Number(each.toFixed(digits)));
  return {
    cutIns: figure(cutIns, 4),
    falseStarts: figure(falseStarts, 4),
    waitMedianMs: figure(waitMedian, 0),
    waitP95Ms: figure(waitP95, 0),
  };
}

function p90(fixtures) {
  const waits = fixtures.flatMap(({ metrics }) => metrics.waitsMs).toSorted((first, second) => first - second);
  return Math.round(waits[Math.floor(0.9 * (waits.length - 1))]);
}

function sum(list, of) {
  return list.reduce((total, each) => total + of(each), 0);
}
