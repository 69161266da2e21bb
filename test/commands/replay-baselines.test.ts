import { readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { expect, it } from 'vitest';
import type { ReplayOptions } from '../../src/commands/replay/replay-options.js';
import type { Baseline } from '../../src/engine/replay/baseline/baseline.js';
import { eventLine } from '../../src/engine/replay/baseline/event-line.js';
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
  const { code, first } = await run(folder, { update: true });
  expect([code, first.notes.map(({ code }) => code)]).toEqual([0, ['baseline.new']]);
  return folder;
}

it('a baseline is written, holds, and is not written again for nothing', async () => {
  const folder = await withBaseline();
  expect((await run(folder)).code).toBe(0);
  expect((await run(folder, { update: true })).first.notes).toEqual([]);
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
  const updated = await run(folder, { update: true });
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

/** Where only this is different. */
function baseline(different: Partial<Baseline>): Baseline {
  const figures = { wer: null, cutIns: 0, missedTurns: 0, response: null, costUsd: null };
  const same = { version: 1 as const, status: 'completed', figures, bands: null, transcript: [], events: [] };
  return { ...same, eventLogSha256: JSON.stringify(different), ...different };
}

function band(value: number, half = 0): NonNullable<Baseline['bands']>[string] {
  return { rateable: true, band: value, low: value - half, high: value + half };
}

it('names bands that changed alike together, and none for want of some words more or less', () => {
  const unrated = (words: number) => ({ rateable: false as const, reason: `Only ${String(words)} words were said.` });
  const compared = (before: Baseline['bands'], now: Baseline['bands']): readonly string[] =>
    compareBaseline(baseline({ bands: before }), baseline({ bands: now }), tolerancesOf({})).map(
      ({ message }) => message,
    );
  expect(compared({ fluency: unrated(69) }, { fluency: unrated(91) })).toEqual([]);
  expect(
    compared(
      { fluency: band(6), lexical: band(6), grammar: band(5) },
      { fluency: unrated(9), lexical: unrated(9), grammar: band(6) },
    ),
  ).toEqual([
    'practice bands: fluency, lexical not rateable (Only 9 words were said.), was 6.0 (6.0 to 6.0); ' +
      'grammar 6.0 (6.0 to 6.0), was 5.0 (5.0 to 5.0)',
  ]);
});

it('the range of a band is compared as the band is: to a tenth, within the tolerance', () => {
  const compared = (half: number, bands = 0): readonly string[] =>
    compareBaseline(
      baseline({ bands: { overall: band(6, 0.5) } }),
      baseline({ bands: { overall: band(6, half) } }),
      tolerancesOf({ bands }),
    ).map(({ message }) => message);
  expect(compared(1)).toEqual(['practice bands: overall 6.0 (5.0 to 7.0), was 6.0 (5.5 to 6.5)']);
  expect([...compared(1, 0.5), ...compared(0.52)]).toEqual([]);
});

it('tells what became of a language model’s suggestions, and that a turn was taken up again', () => {
  const said = { turnId: 't1', provider: 'groq:x', text: null };
  const told = (
    [
      { type: 'followUp.accepted', action: 'askFollowUp', ...said },
      { type: 'followUp.refused', action: 'rephrase', reason: 'tooLong', ...said },
      { type: 'turn.rejoined', turnId: 't1', moment: 'interview', silenceMs: 900, endedSequence: null },
    ] as const
  ).map((body, index) => eventLine({ version: 1, sequence: index + 1, atMs: 0, wallTime: '', ...body }));
  expect(told).toEqual([
    'followUp.accepted askFollowUp',
    'followUp.refused rephrase tooLong',
    'turn.rejoined interview',
  ]);
});

it('says so where the log differs in nothing that a baseline tells', async () => {
  const folder = await withBaseline();
  const path = join(folder, 'talk/baseline.json');
  const written = await readFile(path, 'utf8');
  await writeFile(path, written.replace(/"[0-9a-f]{64}"/, `"${'0'.repeat(64)}"`));
  const { code, first } = await run(folder);
  expect([code, first.notes.map(({ code }) => code)]).toEqual([0, ['baseline.untold']]);
  // Within a tolerance something that is told differs: nobody knows whether anything else does.
  await writeFile(path, (await readFile(path, 'utf8')).replace(/\[(\d+),"question/, '[1$1,"question'));
  await writeFile(join(folder, 'talk/fixture.yaml'), `${TALK}tolerances: { time: 60min }\n`);
  const tolerant = await run(folder);
  expect([tolerant.code, tolerant.first.notes]).toEqual([0, []]);
});

it('an unreadable baseline breaks its fixture, and an update mends it', async () => {
  const folder = await withBaseline();
  await writeFile(join(folder, 'talk/baseline.json'), '{"version":1}');
  const { code, first } = await run(folder);
  expect([code, first.failures[0]?.code]).toEqual([3, 'baseline.damaged']);
  expect((await run(folder, { dryRun: true })).code).toBe(3);
  expect((await run(folder, { update: true })).code).toBe(0);
});

it('another seed or recogniser is not held against it', async () => {
  const folder = await withBaseline();
  expect((await run(folder, { seed: 9 })).code).toBe(0);
});

it('is the same, and so is the event log, from whatever folder the fixture is replayed', async () => {
  const folder = await withBaseline();
  const [above, below] = [await run(folder), await run(join(folder, 'talk', 'fixture.yaml'))];
  const top = await run(join(folder, '..'), { filter: [`${basename(folder)}/**`] });
  expect(
    new Set([above, below, top].map(({ first: { eventLogSha256, notes } }) => [eventLogSha256, notes].join())),
  ).toHaveLength(1);
  expect([above, top].map(({ first: { id } }) => id)).toEqual(['talk', `${basename(folder)}/talk`]);
});
