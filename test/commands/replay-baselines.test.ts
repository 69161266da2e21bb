import { cp, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { expect, it } from 'vitest';
import { defaultEnvironment } from '../../src/commands/replay/run/environment.js';
import type { ReplayEnvironment } from '../../src/commands/replay/run/job.js';
import type { ReplayOptions } from '../../src/commands/replay/replay-options.js';
import type { Baseline } from '../../src/engine/replay/baseline/baseline.js';
import { eventLine } from '../../src/engine/replay/baseline/event-line.js';
import { compareBaseline, otherReferences } from '../../src/engine/replay/baseline/compare-baseline.js';
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
  environment?: ReplayEnvironment,
): Promise<{ code: number; first: JsonReport['fixtures'][number] }> {
  const { code, report } = await replayJson({ paths: [folder], ...options }, environment);
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

it('a reference that is edited is told at once, until the baseline is written again', async () => {
  const talk = join(await fixtureFolder({}), 'talk');
  await cp('fixtures/failover', talk, { recursive: true });
  // As it ships: its questions are not those of the test's bank.
  const notesAfter = async (options: Options = {}): Promise<unknown> => {
    const { status, notes } = (await run(talk, options, defaultEnvironment())).first;
    return [status, ...notes.map(({ message }) => message)];
  };
  await notesAfter({ update: true });
  const path = join(talk, 'fixture.yaml');
  const yaml = await readFile(path, 'utf8');
  await writeFile(path, yaml.replace(/(reference: '?)\w+/, '$1Never'));
  expect(await notesAfter()).toEqual([
    'passed',
    'The reference of answer 1 changed since the baseline was written, so its word error rate is not compared. Write it again with --update.',
  ]);
  expect(await notesAfter({ update: true })).toEqual(['passed', 'baseline.json was updated.']);
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

it('compares word error rates against the same references alone', () => {
  const against = (wer: number | null, references: Readonly<Record<string, string>>): Baseline => {
    const { figures } = baseline({});
    return baseline({ figures: { ...figures, wer }, references });
  };
  const compared = (before: Baseline, now: Baseline): unknown => [
    compareBaseline(before, now, tolerancesOf({})).map(({ message }) => message),
    otherReferences(before, now),
  ];
  const before = against(0.1, { 1: 'a', 2: 'b', 10: 'c' });
  expect(compared(before, against(0.2, { 1: 'a', 2: 'b', 10: 'c' }))).toEqual([
    ['figures: word error rate 20.0 %, was 10.0 %'],
    [],
  ]);
  expect(compared(before, against(0.2, { 1: 'a', 2: 'x', 3: 'new' }))).toEqual([[], [2, 3, 10]]);
  // One that was made before anybody wrote references, and one that does not tell its own.
  expect(compared(against(null, {}), against(0.2, { 1: 'a' }))).toEqual([[], []]);
  const untold = { ...before, references: undefined };
  expect(compared(untold, against(0.2, { 1: 'x' }))).toEqual([['figures: word error rate 20.0 %, was 10.0 %'], []]);
});

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
