import { existsSync } from 'node:fs';
import { appendFile, mkdir, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { checkOptions } from '../../src/commands/replay/replay-options.js';
import { prettyReporter } from '../../src/commands/replay/reporters/pretty-reporter.js';
import { ProgressLine } from '../../src/commands/replay/reporters/progress-line.js';
import { brokenFixture, fixtureInOrder, PLAIN_JOB } from '../../src/commands/replay/run/job.js';
import { sharesOf, together } from '../../src/commands/replay/run/repeat-shares.js';
import { ReplayThread } from '../../src/commands/replay/run/replay-thread.js';
import { runJobs } from '../../src/commands/replay/run/run-jobs.js';
import { selectFixtures } from '../../src/commands/replay/select/select-fixtures.js';
import { touchedFixtures } from '../../src/commands/replay/watch/touched-fixtures.js';
import { isAppError } from '../../src/engine/errors.js';
import type { FixtureResult } from '../../src/engine/replay/result.js';
import { putFile } from '../support/put-file.js';
import { fixtureFolder, environmentWith, replay, replayJson } from '../support/replay-fixtures.js';
import { rejection } from '../support/rejection.js';
import { startProgram } from '../support/run-program.js';
import { TEST_BANK } from '../support/test-bank.js';
import { tone } from '../support/tones.js';
import { BROKEN, FAILS, PASSES, TYPED } from '../support/typed-fixtures.js';

async function idsOf(options: Parameters<typeof replayJson>[0]): Promise<readonly string[]> {
  return (await replayJson(options)).report.fixtures.map(({ id }) => id);
}

function folderOf(count: number): Promise<string> {
  return fixtureFolder(
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`f${String(index)}/fixture.yaml`, PASSES])),
  );
}

it('shards share all fixtures out, each to one of them', async () => {
  const folder = await folderOf(7);
  const shards = [
    await idsOf({ paths: [folder], shard: '1/3', dryRun: true }),
    await idsOf({ paths: [folder], shard: '2/3', dryRun: true }),
    await idsOf({ paths: [folder], shard: '3/3', dryRun: true }),
  ];
  expect(shards.map(({ length }) => length)).toEqual([3, 2, 2]);
  expect(shards.flat().sort()).toEqual(['f0', 'f1', 'f2', 'f3', 'f4', 'f5', 'f6']);
});

it('a shard that is none is wrong usage, and an empty one has nothing to replay, which is no failure', async () => {
  const folder = await folderOf(1);
  for (const shard of ['0/3', '4/3', '1', 'a/b', '1/0']) {
    expect(await rejection(replay({ paths: [folder], shard }))).toMatchObject({ code: 'replay.shard', exitCode: 2 });
  }
  const notes: string[] = [];
  expect(await selectFixtures({ paths: [folder], shard: '2/2' }, (note) => notes.push(note))).toEqual([]);
  expect(notes).toEqual(['Part 2/2 is empty: there is only one fixture.']);
  const { code, report } = await replayJson({ paths: [folder], shard: '2/2' });
  expect([code, report.summary['total']]).toEqual([0, 0]);
  expect(await replay({ paths: [folder], shard: '2/2', matrix: 'endpointing=0.5x,2x' })).toMatchObject({ code: 0 });
});

it('only what failed before runs again, until it passes', async () => {
  const folder = await fixtureFolder({ 'a/fixture.yaml': FAILS, 'b/fixture.yaml': PASSES, 'c/fixture.yaml': BROKEN });
  await replay({ paths: [folder] });
  expect(await idsOf({ paths: [folder], onlyFailed: true })).toEqual(['a', 'c']);
  await writeFile(join(folder, 'a/fixture.yaml'), PASSES);
  await writeFile(join(folder, 'c/fixture.yaml'), PASSES);
  // A dry run says nothing about whether a fixture passes.
  await replay({ paths: [folder], dryRun: true });
  expect(await idsOf({ paths: [folder], onlyFailed: true })).toEqual(['a', 'c']);
  expect(await rejection(replay({ paths: [folder], onlyFailed: true }))).toMatchObject({ exitCode: 4 });
});

it('a title or a message begins no line that a runner of CI would take for a command', async () => {
  const lines: string[] = [];
  const reporter = prettyReporter(null, (line) => lines.push(line), { colour: false, terminal: null });
  const remedy = 'Look.\n::stop-commands::x';
  const broken = { ...brokenFixture('a\n::error::x', 'A talk\n::error::x', new Error('no\n  ::add-mask::a')) };
  const failures = broken.failures.map((failure) => ({ ...failure, remedy }));
  reporter.finished({ ...broken, failures, notes: [{ code: 'x', message: 'note\n::debug::x' } as never] });
  expect(lines.length).toBeGreaterThan(3);
  expect(lines.join('\n')).not.toMatch(/^\s*::/m);
});

it('parts of what failed before are the same parts, whichever of them runs first', async () => {
  const failing = {
    'a/fixture.yaml': FAILS,
    'b/fixture.yaml': FAILS,
    'c/fixture.yaml': FAILS,
    'd/fixture.yaml': FAILS,
  };
  const folder = await fixtureFolder(failing);
  await replay({ paths: [folder] });
  for (const id of ['a', 'b', 'c', 'd']) await writeFile(join(folder, id, 'fixture.yaml'), PASSES);
  expect(await idsOf({ paths: [folder], onlyFailed: true, shard: '1/2' })).toEqual(['a', 'c']);
  expect(await idsOf({ paths: [folder], onlyFailed: true, shard: '2/2' })).toEqual(['b', 'd']);
  // Of this part alone: another one may have failures still.
  const notes: string[] = [];
  const over = { paths: [folder], onlyFailed: true, shard: '2/2' };
  expect(await selectFixtures(over, (note) => notes.push(note))).toEqual([]);
  expect(notes).toEqual(['Part 2/2 is empty: none of its fixtures failed when it last ran on this machine.']);
});

it('repeating finds a fixture that is not the same every time, and says where', async () => {
  const folder = await folderOf(1);
  expect((await replayJson({ paths: [folder], repeat: 3 })).code).toBe(0);
  let run = 0;
  const changing = {
    ...environmentWith(),
    loadQuestionBank: async () => ({ ...TEST_BANK, version: ++run < 3 ? TEST_BANK.version : 'other' }),
  };
  const { code, report } = await replayJson({ paths: [folder], repeat: 3 }, changing);
  expect(code).toBe(1);
  expect(report.fixtures[0]?.failures).toEqual([
    {
      expectation: 'repeat',
      message: expect.stringMatching(/^run 3 of 3 differs from the first: event 1 was .*other/),
    },
  ]);
});

it('repetitions are shared out among threads, and held against each other', async () => {
  const job = { ...PLAIN_JOB, id: 'talk', folder: '/talk', repeat: 7 };
  expect(sharesOf(job, 3).map(({ repeat, share }) => [share?.before, repeat])).toEqual([
    [0, 2],
    [2, 2],
    [4, 3],
  ]);
  /** Threads whose logs have one event each. */
  const run = async (event: string): Promise<FixtureResult | undefined> => {
    const script = `import { parentPort } from 'node:worker_threads';
      parentPort.on('message', (job) => parentPort.postMessage({ result: { status: 'passed', failures: [], eventLogSha256: JSON.stringify([${event}]), events: [${event}] } }));`;
    const environment = { ...environmentWith(), signal: new AbortController().signal };
    const begun: string[] = [];
    const results: FixtureResult[] = [];
    await runJobs({
      jobs: [job],
      workers: 3,
      environment,
      workerScript: new URL(`data:text/javascript,${encodeURIComponent(script)}`),
      onStarted: ({ id }) => begun.push(id),
      onResult: (result) => results.push(result),
    });
    expect([begun, results.length, results[0]?.events]).toEqual([['talk'], 1, []]);
    return results[0];
  };
  expect((await run(`{ type: 'session.started' }`))?.status).toBe('passed');
  expect((await run(`{ type: 'session.started', early: job.share.before < 4 }`))?.failures).toEqual([
    { expectation: 'repeat', message: expect.stringMatching(/^run 5 of 7 differs from the first: event 1 was .*true/) },
  ]);
  const same = fixtureInOrder('talk', 'Talk');
  const varies = { ...same, status: 'failed', failures: [{ expectation: 'repeat', message: 'run 2' }] } as const;
  for (const parts of [[varies, same] as const, [same, varies] as const]) {
    expect(together(job, [...parts])).toMatchObject({ status: 'failed', failures: varies.failures });
  }
  expect(together(job, [same, brokenFixture('talk', 'Talk', new Error('gone'))]).status).toBe('broken');
});

it('a dry run replays nothing and finds what is broken', async () => {
  const folder = await fixtureFolder({
    'a/fixture.yaml': FAILS,
    'b/fixture.yaml': BROKEN,
    'c/fixture.yaml': PASSES.replace('seed: 3', 'seed: 3, topics: [nowhere]'),
    'd/fixture.yaml': `version: 1\ntitle: Spoken\nproviders: { stt: none }\nanswers: [{ audio: audio/01.wav }]\n`,
    'e/fixture.yaml': `version: 1\ntitle: Spoken\nproviders: { stt: none }\nanswers: [{ audio: ./audio/01.wav }, { audio: audio/more/03.wav }]\n`,
    'e/audio/01.wav': tone(300),
    'e/audio/02.wav': tone(300),
    'e/audio/more/03.wav': tone(300),
    'e/audio/more/04.wav': tone(300),
    'e/take-2.wav': tone(300),
    'e/replay.yaml': 'bargeIn: on',
    'e/notes.md': 'Nobody needs to name this.',
    'e/audio/.DS_Store': 'of a file manager',
    'e/inner/fixture.yaml': TYPED,
    'e/inner/audio/01.wav': tone(300),
  });
  const { code, report } = await replayJson({ paths: [folder], dryRun: true });
  expect(code).toBe(3);
  expect(report.fixtures.map(({ id, status, failures }) => [id, status, failures[0]?.code])).toEqual([
    ['a', 'passed', undefined],
    ['b', 'broken', 'fixture.invalid'],
    ['c', 'broken', 'exam.unknownTopic'],
    ['d', 'broken', 'fixture.missingFile'],
    ['e', 'passed', undefined],
  ]);
  expect(report.fixtures.every(({ metrics }) => metrics === null)).toBe(true);
  expect(report.fixtures[4]?.notes).toEqual([
    { code: 'fixture.unusedFile', message: 'e/audio/02.wav is used by no answer.' },
    { code: 'fixture.unusedFile', message: 'e/audio/more/04.wav is used by no answer.' },
    { code: 'fixture.unusedFile', message: 'e/take-2.wav is used by no answer.' },
    {
      code: 'fixture.unusedFile',
      message: expect.stringContaining('e/replay.yaml does not hold for the fixture.yaml beside it') as string,
    },
    { code: 'fixture.noReference', message: expect.stringContaining('No answer has a reference') as string },
  ]);
});

it('a dry run hands several fixtures at a time to a thread; one that ends the thread takes no other with it', async () => {
  const looks = (count: number) =>
    Array.from({ length: count }, (_, index) => ({
      ...PLAIN_JOB,
      id: `f${String(index)}`,
      folder: '/f',
      dryRun: true,
    }));
  const script = `import { parentPort } from 'node:worker_threads';
    const look = ({ id }) => (id === 'f47' ? process.exit(9) : { id, status: 'passed', failures: [], events: [] });
    parentPort.on('message', (jobs) => parentPort.postMessage(
      Array.isArray(jobs) ? { results: jobs.map(look) } : { result: look(jobs) }));`;
  const request = { workers: 2, environment: { ...environmentWith(), signal: new AbortController().signal } };
  const told: string[] = [];
  await runJobs({
    ...request,
    jobs: looks(100),
    alwaysThreads: true,
    workerScript: new URL(`data:text/javascript,${encodeURIComponent(script)}`),
    onResult: ({ id, status }) => told.push(`${id} ${status}`),
  });
  expect(told).toEqual(looks(100).map(({ id }) => `${id} ${id === 'f47' ? 'broken' : 'passed'}`));
});

const built = new URL('../../dist/commands/replay/run/replay-worker.mjs', import.meta.url);
it.skipIf(!existsSync(built))(
  'the program’s own thread answers several looks together, and a replay after them',
  async () => {
    const folder = await fixtureFolder({
      // Nothing to load: what is tried is the thread.
      'replay.yaml': 'providers: { tts: none, grammar: none, aligner: none }\n',
      'a/fixture.yaml': PASSES,
      'b/fixture.yaml': BROKEN,
      'c/fixture.yaml': FAILS,
    });
    const thread = new ReplayThread(built);
    const job = (id: string, dryRun: boolean) => ({ ...PLAIN_JOB, id, folder: join(folder, id), dryRun });
    const told = ({ id, status, failures, events }: FixtureResult) => [id, status, failures[0]?.code, events.length];
    try {
      const looks = await thread.runTogether(['a', 'b', 'c', 'a'].map((id) => job(id, true)));
      expect(looks.map(told)).toEqual([
        ['a', 'passed', undefined, 0],
        ['b', 'broken', 'fixture.invalid', 0],
        ['c', 'passed', undefined, 0],
        ['a', 'passed', undefined, 0],
      ]);
      const replayed = await thread.run(job('c', false));
      expect([replayed.status, replayed.failures[0]?.expectation]).toEqual(['failed', 'status']);
    } finally {
      await thread.close();
    }
  },
);

it('refuses what contradicts itself, and an update where CI is set unless it is forced', () => {
  const refused = (options: object, env = {}): string | null => {
    try {
      checkOptions({ paths: [], ...options }, env);
      return null;
    } catch (error) {
      return isAppError(error) && error.exitCode === 2 ? error.code : 'other';
    }
  };
  expect(refused({ record: true, repeat: 2 })).toBe('replay.conflict');
  expect(refused({ watch: true, update: true })).toBe('replay.conflict');
  expect(refused({ matrix: 'endpointing=1x,2x', repeat: 2 })).toBe('replay.conflict');
  expect(refused({ record: true, seed: 5 })).toBe('replay.conflict');
  for (const ignored of [{ seed: 5 }, { latency: 'stt=+1s' }, { endpointing: '1s' }, { speed: '1' }])
    expect(refused({ dryRun: true, ...ignored })).toBe('replay.conflict');
  for (const alone of [{ force: true }, { priority: 5 }, { plot: 'x.svg' }])
    expect(refused(alone)).toBe('replay.conflict');
  expect(refused({ dryRun: true, speed: 'max' })).toBe(null);
  expect(refused({ priority: 5, queue: 'redis://localhost' })).toBe(null);
  expect(refused({ update: true }, { CI: 'true' })).toBe('replay.updateInCi');
  expect(refused({ update: true, force: true }, { CI: 'true' })).toBe(null);
  expect(refused({ update: true }, { CI: 'false' })).toBe(null);
  expect(refused({ bail: 1, shard: '1/2', repeat: 2 }, { CI: 'true' })).toBe(null);
});

it('says on a terminal how far it is and how long it may take, and cleans up behind itself', () => {
  const written: string[] = [];
  let now = 0;
  const terminal = { isTTY: true, columns: 120, write: (text: string) => written.push(text) };
  const line = new ProgressLine(terminal, 4, () => now);
  line.started('a');
  line.finished({ id: 'a', status: 'failed' } as Parameters<ProgressLine['finished']>[0]);
  now = 10_000;
  line.started('b');
  expect(written.at(-1)).toMatch(/█████░+ 1\/4 {2}1 not passed {2}about 30 s left {2}b$/);
  line.around(() => written.push('printed'));
  expect(written.slice(-2)).toEqual(['\r\u001b[K', 'printed']);
  line.close();
  expect(written.at(-1)).toBe('printed');
});

it('tells the speed of all repetitions', async () => {
  const lines: string[] = [];
  const reporter = prettyReporter(null, (line) => lines.push(line), { colour: false, terminal: null });
  const summary = { total: 1, passed: 1, failed: 0, broken: 0, interrupted: 0, durationMs: 60_000 };
  await reporter.ended(summary, [], { elapsedMs: 2000, repeat: 1 });
  await reporter.ended(summary, [], { elapsedMs: 2000, repeat: 5 });
  expect(lines.filter((line) => line !== '')).toEqual([
    '1 passed; 1:00 min of conversation in 2.0 s (30 x real time)',
    '1 passed; 1:00 min of conversation, 5 times, in 2.0 s (150 x real time)',
  ]);
});

it('a change touches its own fixture, a shared description or the program all of them', () => {
  const fixtures = ['/f/a', '/f/b'].map((folder) => ({ id: folder, folder }));
  const touched = (path: string, before = fixtures): readonly string[] =>
    touchedFixtures(fixtures, before, new Set([path]), { program: ['/program'], places: new Map() }).map(
      ({ id }) => id,
    );
  expect(touched('/f/a/audio/01.wav')).toEqual(['/f/a']);
  expect(touched('/f/replay.yaml')).toEqual(['/f/a', '/f/b']);
  expect(touched('/program/engine/x.js')).toEqual(['/f/a', '/f/b']);
  expect(touched('/f/out.json')).toEqual([]);
  expect(touched('/f/a/watch.log')).toEqual([]);
  expect(touched('/f/a/.fixture.yaml.swp')).toEqual([]);
  expect(touched('/f/a/cassette.jsonl')).toEqual(['/f/a']);
  expect(touched('/f/b/fixture.yaml', fixtures.slice(0, 1))).toEqual(['/f/b']);
});

it('watching replays only what was changed, finds new fixtures, and ends with an interruption', async () => {
  const bare = (yaml: string): string => `${yaml}providers: { tts: none, grammar: none, aligner: none }\n`;
  const above = await fixtureFolder({
    'replay.yaml': 'bargeIn: on\n',
    'talks/a/fixture.yaml': bare(PASSES),
    'talks/b/fixture.yaml': bare(PASSES),
  });
  const folder = join(above, 'talks');
  const home = await fixtureFolder({});
  // A report among the fixtures is no change.
  const report = join(folder, 'a/out/report.html');
  const reporters = ['--reporter', 'jsonl', '--reporter', `html=${report}`];
  const program = startProgram(['replay', folder, '--watch', ...reporters], { home });
  let output = '';
  program.process.stdout?.on('data', (text: string) => (output += text));
  const finished = (): string[] =>
    [...output.matchAll(/"fixture.finished","id":"(\w+)".*?"status":"(\w+)"/g)].map((match) =>
      match.slice(1).join(' '),
    );
  await program.shows('Watching 2 fixtures');
  expect(finished()).toEqual(['a passed', 'b passed']);
  await appendFile(join(folder, 'b/fixture.yaml'), 'skipPreparation: 1s\n');
  await mkdir(join(home, 'c'));
  await writeFile(join(home, 'c/fixture.yaml'), bare(FAILS));
  await rename(join(home, 'c'), join(folder, 'c'));
  await program.shows('Watching 3 fixtures');
  expect(finished().slice(2)).toEqual(['b passed', 'c failed']);
  // It lies above what is watched, and all of them share it.
  await putFile(join(above, 'replay.yaml'), 'bargeIn: off\n');
  const rounds = (): number => [...output.matchAll(/Watching 3 fixtures/g)].length;
  await expect.poll(rounds).toBe(2);
  expect(finished().slice(4)).toEqual(['a passed', 'b passed', 'c failed']);
  // Nothing to any fixture, such as the output of this very program.
  await writeFile(join(folder, 'watch.log'), 'Watching');
  await writeFile(join(folder, 'a/watch.log'), 'Watching');
  await sleep(600);
  // Nor need it be known from the beginning.
  await mkdir(join(above, 'parts'));
  await writeFile(join(above, 'parts/late.yaml'), 'bargeIn: on\n');
  await appendFile(join(folder, 'b/fixture.yaml'), 'include: ../../parts/late.yaml\n');
  await expect.poll(rounds).toBe(3);
  await putFile(join(above, 'parts/late.yaml'), 'bargeIn: off\n');
  await expect.poll(rounds).toBe(4);
  expect(finished().slice(7)).toEqual(['b passed', 'a passed', 'b passed', 'c failed']);
  // A link is followed, and what it leads to is watched there.
  await mkdir(join(above, 'other'));
  await writeFile(join(above, 'other/fixture.yaml'), bare(PASSES));
  await symlink(join(above, 'other'), join(folder, 'd'));
  await program.shows('Watching 4 fixtures');
  await appendFile(join(above, 'other/fixture.yaml'), 'skipPreparation: 1s\n');
  await expect.poll(() => finished().slice(11)).toEqual(['d passed', 'd passed']);
  program.process.kill('SIGINT');
  expect((await program.result).exitCode).toBe(130);
});

it('a dry run knows again what was in order and has not been touched, and looks at everything else', async () => {
  const spoken = `version: 1\ntitle: Spoken\nproviders: { stt: none }\nanswers: [{ audio: audio/01.wav }]\n`;
  const folder = await fixtureFolder({
    'a/fixture.yaml': PASSES,
    'b/fixture.yaml': BROKEN,
    'c/fixture.yaml': spoken,
    'c/audio/01.wav': tone(300),
    'd/fixture.yaml': `include: ../shared/replay.yaml\n${PASSES}`,
    'shared/replay.yaml': 'version: 1\ntitle: Shared\n',
  });
  const settle = async (path: string): Promise<void> => utimes(join(folder, path), 1_700_000_000, 1_700_000_000);
  for (const path of ['a/fixture.yaml', 'b/fixture.yaml', 'c/fixture.yaml', 'c/audio/01.wav', 'd/fixture.yaml'])
    await settle(path);
  const environment = environmentWith();
  let looks = 0;
  const counting = { ...environment, loadQuestionBank: () => (looks++, environment.loadQuestionBank()) };
  const statuses = async (): Promise<readonly [number, string]> => {
    looks = 0;
    const { report } = await replayJson({ paths: [folder], dryRun: true, jobs: 1 }, counting);
    return [looks, report.fixtures.map(({ status }) => status).join(' ')];
  };
  // The broken one is refused before the questions are needed.
  expect(await statuses()).toEqual([3, 'passed broken passed passed']);
  expect(await statuses()).toEqual([0, 'passed broken passed passed']);
  await writeFile(join(folder, 'shared/replay.yaml'), 'version: 1\ntitel: Shared\n');
  expect(await statuses()).toEqual([0, 'passed broken passed broken']);
  await rm(join(folder, 'c/audio/01.wav'));
  expect(await statuses()).toEqual([1, 'passed broken broken broken']);
  // Defaults for all: none of them is what it was.
  await writeFile(join(folder, 'replay.yaml'), 'version: 1\n');
  expect(await statuses()).toEqual([2, 'passed broken broken broken']);
});
