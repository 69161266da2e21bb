/** A fixture that was just made replays as it was made: nobody is told of a difference that is none. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fixtureFromSession } from '../../src/commands/fixture/from-session.js';
import { appPaths } from '../../src/config/paths.js';
import { planExam, type PlanRequest } from '../../src/engine/exam/plan.js';
import type { SessionProviders } from '../../src/providers/registry/types.js';
import { openStore } from '../../src/store/open-store.js';
import { environmentWith, fixtureFolder, replayJson } from '../support/replay-fixtures.js';
import { runProgram } from '../support/run-program.js';
import { scriptedSpeechToText } from '../support/scripted-speech-to-text.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { TEST_BANK } from '../support/test-bank.js';
import { tone } from '../support/tones.js';
import { runVirtualSession } from '../support/virtual-session.js';

/** As on a real machine, the engines say why they were chosen, and the voice has a name that its cassette tells otherwise. */
const machine = environmentWith((): Partial<SessionProviders> => ({
  speechToText: scriptedSpeechToText([{ text: 'my name is anna' }, { text: 'i want to stop the test' }]),
  textToSpeech: {
    id: 'voice',
    cacheKey: 'voice:anna',
    async *synthesize({ text }) {
      yield { samples: tone(20 * text.length), sampleRate: 16_000 };
    },
    close: async () => {},
  },
  wordAligner: { id: 'aligner', align: async () => null, close: async () => {} },
  grammar: { id: 'grammar', check: async () => [], close: async () => {} },
  chosen: [
    { port: 'textToSpeech', provider: 'voice', why: 'the best voice here' },
    { port: 'grammar', provider: 'grammar', why: 'always here' },
  ],
}));

const REQUEST: PlanRequest = { bank: TEST_BANK, seed: 7, parts: ['part1'], timing: 'standard', topicIds: ['music'] };
const TEST_PLAN = planExam(REQUEST);
const ids = (items: readonly { readonly id: string }[]): readonly string[] => items.map(({ id }) => id);

/** Status and notes of the only fixture, on a machine without any engine. */
async function replayed(folder: string): Promise<unknown> {
  const { report } = await replayJson({ paths: [folder] });
  return report.fixtures.map(({ status, notes }) => [status, notes]);
}

it('with replay --record --update', async () => {
  const folder = await fixtureFolder({
    'fixture.yaml':
      'version: 1\ntitle: One\nexam: { parts: [1], seed: 3 }\ncassette: all\nanswers: [{ audio: a.wav }, { audio: a.wav }]\n',
    'a.wav': tone(1500),
  });
  const { code } = await replayJson({ paths: [folder], record: true, update: true }, machine);
  expect(code).toBe(0);
  expect(await replayed(folder)).toEqual([['passed', []]]);
  // Nothing is different either when it is recorded again, and held against its baseline.
  const again = await replayJson({ paths: [folder], record: true }, machine);
  expect(again.report.fixtures[0]?.notes).toEqual([]);
});

it.each([
  ['of a first session', []],
  ['of a session that passed over what was asked lately', TEST_PLAN.topics.flatMap(({ questions }) => ids(questions))],
])('with fixture from-session, %s', async (_, avoid) => {
  const sessionId = `session-${String(avoid.length)}`;
  const { events } = await runVirtualSession({
    answers: [
      { kind: 'text', text: 'My name is Ana.', delayMs: 500 },
      { kind: 'text', text: 'I want to stop the test.', delayMs: 500 },
    ],
    plan: planExam({ ...REQUEST, avoid: [...avoid, 'no-longer-in-the-bank'] }),
    options: { sessionId },
  });
  const store = await openStore(appPaths().database);
  await store.append(sessionId, events);
  await store.close();
  const out = join(temporaryFolder(), 'talk');
  expect(await fixtureFromSession({ session: sessionId, out }, () => undefined, machine)).toBe(0);
  expect(await replayed(out)).toEqual([['passed', []]]);
  // It names no more than it takes to ask the same.
  const yaml = await readFile(join(out, 'fixture.yaml'), 'utf8');
  expect([yaml.includes('avoid:'), yaml.includes('no-longer')]).toEqual([avoid.length > 0, false]);
});

it.each([
  ['the question bank has changed since', 'asked of another bank', { examinerName: 'Nobody', bankVersion: '0.0.1' }],
  ['the question bank has changed since', 'whose log tells what was avoided', { examinerName: 'Nobody', avoid: ['x'] }],
  ['the question bank has changed since, or the session avoided', 'of an earlier version', { examinerName: 'Nobody' }],
])(
  'but that it is not the session it was made from is told, with exit code 1: %s, for one %s',
  async (why, _, change) => {
    const sessionId = `other-${Object.keys(change).at(-1) ?? ''}`;
    const { events } = await runVirtualSession({
      answers: [{ kind: 'text', text: 'I want to stop the test.', delayMs: 500 }],
      options: { sessionId },
    });
    const otherwise = events.map((event) =>
      event.type === 'session.planned' ? { ...event, plan: Object.assign({}, event.plan, change) } : event,
    );
    const store = await openStore(appPaths().database);
    await store.append(sessionId, otherwise);
    await store.close();
    const said: string[] = [];
    const out = join(temporaryFolder(), 'talk');
    const code = await fixtureFromSession({ session: sessionId, out }, (line) => said.push(line), machine);
    expect(code).toBe(1);
    const told = said.join('\n');
    expect(told).toContain(`asks other questions than in the session: ${why}`);
    expect(told.includes('earlier versions')).toBe(why.includes('avoided'));
  },
);

it('with record, a whole test by the program', async () => {
  const home = temporaryFolder();
  const out = join(home, 'talk');
  const input = 'My name is Anna.\nI would like to stop the test, please.\n';
  const test = ['record', out, '--parts', '1', '--input', 'text', '--plain', '--seed', '3'];
  expect(await runProgram(test, { home, input })).toMatchObject({ exitCode: 0 });
  const { stdout } = await runProgram(['replay', out, '--reporter', 'json'], { home });
  expect(JSON.parse(stdout)).toMatchObject({ fixtures: [{ status: 'passed', notes: [] }] });
});
