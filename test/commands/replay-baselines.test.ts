import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { ReplayOptions } from '../../src/commands/replay/replay-options.js';
import type { Baseline } from '../../src/engine/replay/baseline/baseline.js';
import { compareBaseline } from '../../src/engine/replay/baseline/compare-baseline.js';
import { tolerancesOf } from '../../src/engine/replay/fixture/tolerances.js';
import { fixtureFolder, replayJson, type JsonReport } from '../support/replay-fixtures.js';

const TALK = `version: 1
title: Typed answers
exam: { parts: [1], seed: 3 }
answers:
  - { text: "My name is Anna." }
  - { text: "Anna." }
  - { text: "Here it is." }
  - { text: "I like the quiet evenings there." }
  - { text: "I want to stop the test please." }
`;

type Options = Omit<ReplayOptions, 'paths'>;

async function run(
  folder: string,
  options: Options = {},
): Promise<{ code: number; first: JsonReport['fixtures'][number] }> {
  const { code, report } = await replayJson({ paths: [folder], ...options });
  const [first] = report.fixtures;
  if (first === undefined) throw new Error('nothing was replayed');
  return { code, first };
}

async function withBaseline(yaml = TALK): Promise<string> {
  const folder = await fixtureFolder({ 'talk/fixture.yaml': yaml });
  const { code, first } = await run(folder, { update: true, force: true });
  expect([code, first.notes.map(({ code }) => code)]).toEqual([0, ['baseline.new']]);
  return folder;
}

it('a baseline is written, holds, and is not written again for nothing', async () => {
  const folder = await withBaseline();
  expect((await run(folder)).code).toBe(0);
  expect((await run(folder, { update: true, force: true })).first.notes).toEqual([]);
  const text = await readFile(join(folder, 'talk/baseline.json'), 'utf8');
  expect(text).toMatch(/^ {4}\{"speaker":"candidate","text":"I like the quiet evenings there."\},?$/m);
  expect(text).toMatch(/^ {4}\[\d+,"turn.ended typed"\],?$/m);
});

it('says which words and events are not those of the baseline, and agrees once it is updated', async () => {
  const folder = await withBaseline();
  const asks = '  - { text: "Could you repeat that, please?" }\n  - { text: "I want';
  const changed = TALK.replace('quiet evenings', 'loud evenings').replace('  - { text: "I want', asks);
  await writeFile(join(folder, 'talk/fixture.yaml'), changed);
  const { code, first } = await run(folder);
  expect(code).toBe(1);
  const messages = first.failures.map(({ expectation, message }) => `${expectation}: ${message}`);
  expect(messages[0]).toMatch(/^baseline: \d+ lines of the conversation differ/);
  expect(messages[1]).toMatch(
    /^baseline: events that are gone \(-\) or new \(\+\):\n[^]*\+ [\d.]+ s question\.repeated/,
  );
  const words = (first.failures[0] as unknown as { differences: { words: object[] }[] }).differences.flatMap(
    ({ words }) => words,
  );
  expect(words).toContainEqual({ kind: 'substituted', expected: 'quiet', word: 'loud' });
  const updated = await run(folder, { update: true, force: true });
  expect([updated.code, updated.first.notes.map(({ code }) => code)]).toEqual([0, ['baseline.updated']]);
  expect((await run(folder)).code).toBe(0);
});

it('tells what an event’s time was, within the tolerance that is inherited', async () => {
  const folder = await withBaseline();
  await writeFile(join(folder, 'talk/fixture.yaml'), TALK.replace('there." }', 'there.", delay: 1s }'));
  const { first } = await run(folder);
  expect(first.failures.map(({ message }) => message)).toEqual([
    expect.stringMatching(
      /^events that come sooner \(<\) or later \(>\):\n> .* turn\.ended typed: .* after the event before it, was /,
    ),
  ]);
  await writeFile(join(folder, 'replay.yaml'), 'version: 1\ntolerances: { time: 500ms }\n');
  await new Promise((resolve) => setTimeout(resolve, 1100));
  expect((await run(folder)).code).toBe(0);
});

it('names bands that changed alike together, and none for want of some words more or less', () => {
  const unrated = (words: number) => ({ rateable: false as const, reason: `Only ${String(words)} words were said.` });
  const band = (value: number) => ({ rateable: true as const, band: value, low: value, high: value });
  const baseline = (bands: Baseline['bands'], eventLogSha256: string): Baseline => ({
    version: 1,
    status: 'completed',
    eventLogSha256,
    bands,
    figures: { wer: null, cutIns: 0, missedTurns: 0, response: null, costUsd: null },
    transcript: [],
    events: [],
  });
  const compared = (before: Baseline['bands'], now: Baseline['bands']): readonly string[] =>
    compareBaseline(baseline(before, 'a'), baseline(now, 'b'), tolerancesOf({})).map(({ message }) => message);
  expect(compared({ fluency: unrated(69) }, { fluency: unrated(91) })).toEqual([]);
  expect(
    compared(
      { fluency: band(6), lexical: band(6), grammar: band(5) },
      { fluency: unrated(9), lexical: unrated(9), grammar: band(6) },
    ),
  ).toEqual(['practice bands: fluency, lexical not rateable (Only 9 words were said.), was 6.0; grammar 6.0, was 5.0']);
});

it('an unreadable baseline breaks its fixture, and an update mends it', async () => {
  const folder = await withBaseline();
  await writeFile(join(folder, 'talk/baseline.json'), '{"version":7}');
  const { code, first } = await run(folder);
  expect([code, first.failures[0]?.code]).toEqual([3, 'baseline.damaged']);
  expect((await run(folder, { dryRun: true })).code).toBe(3);
  expect((await run(folder, { update: true, force: true })).code).toBe(0);
});

it('another seed or recogniser is not held against it', async () => {
  const folder = await withBaseline();
  expect((await run(folder, { seed: 9 })).code).toBe(0);
});
