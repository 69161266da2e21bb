import { existsSync } from 'node:fs';
import { mkdir, readFile, symlink, truncate, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { Queue } from 'bullmq';
import { describe, expect, it, vi } from 'vitest';
import { replayCommand } from '../../src/commands/replay.js';
import { workerCommand } from '../../src/commands/worker.js';
import { programBuild } from '../../src/config/build.js';
import { bundleOf, unpackBundle } from '../../src/commands/replay/queue/bundle.js';
import { queueOf } from '../../src/commands/replay/queue/protocol.js';
import { fixtureInOrder, PLAIN_JOB } from '../../src/commands/replay/run/job.js';
import { inPlace } from '../../src/commands/replay/run/ordered-results.js';
import { environmentWith, fixtureFolder, type JsonReport } from '../support/replay-fixtures.js';
import { eventually } from '../support/eventually.js';
import { redisMissing, startRedis, type TestRedis } from '../support/redis-server.js';
import { runProgram, startProgram, type RunningProgram } from '../support/run-program.js';

const TALK = `version: 1
title: Typed answers
exam: { parts: [1], seed: 3 }
providers: { tts: none, grammar: none, aligner: none }
answers:
  - { text: "My name is Anna." }
  - { text: "I want to stop the test please." }
expect: { status: ended }
`;

/** One command in Redis's own words. @returns the lines of its answer */
async function ask(address: string, command: string): Promise<readonly string[]> {
  const socket = connect(Number(new URL(address).port), '127.0.0.1');
  socket.write(`${command}\r\nQUIT\r\n`);
  let answer = '';
  for await (const text of socket.setEncoding('utf8')) answer += String(text);
  return answer.split('\r\n');
}

/** The first key like this, once there is one. */
async function keyOf(address: string, pattern: string): Promise<string> {
  for (;;) {
    const lines = await ask(address, `KEYS ${pattern}`);
    const key = lines.find((line) => line.startsWith(pattern.replace('*', '')));
    if (key !== undefined) return key;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Resolves when so many fixtures wait for workers of this version. */
async function handedOut(address: string, count: number): Promise<void> {
  const queue = new Queue(queueOf(programBuild()), { connection: { url: address } });
  await eventually(async () => {
    expect(await queue.count()).toBe(count);
  });
  await queue.close();
}

function talks(count: number): Promise<string> {
  return fixtureFolder(
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`talk-${String(index)}/fixture.yaml`, TALK])),
  );
}

describe('the bundle that a fixture travels in', () => {
  it('holds its files and what it shares, and is the same for the same files', async () => {
    const root = await fixtureFolder({
      'replay.yaml': 'version: 1\nbargeIn: off\n',
      'shared/exam.yaml': 'version: 1\n',
      'group/talk/fixture.yaml': `${TALK}include: ../../shared/exam.yaml\n`,
      'group/talk/audio/01.wav': new Int16Array(10),
      'group/other/fixture.yaml': TALK,
    });
    const bundle = await bundleOf(join(root, 'group/talk'));
    expect((await bundleOf(join(root, 'group/talk'))).hash).toBe(bundle.hash);
    const into = await fixtureFolder({});
    await unpackBundle(bundle.bytes, into);
    expect(bundle.folder).toBe('group/talk');
    for (const path of ['replay.yaml', 'shared/exam.yaml', 'group/talk/fixture.yaml', 'group/talk/audio/01.wav']) {
      expect(await readFile(join(into, path))).toEqual(await readFile(join(root, path)));
    }
    expect(existsSync(join(into, 'group/other'))).toBe(false);
  });

  it('holds what a link within the folder leads to, and nothing from outside', async () => {
    const root = await fixtureFolder({ 'secret.wav': 'secret', 'talk/fixture.yaml': TALK, 'talk/audio/01.wav': 'one' });
    await symlink('01.wav', join(root, 'talk/audio/02.wav'));
    await symlink('../../secret.wav', join(root, 'talk/audio/03.wav'));
    const bundle = await bundleOf(join(root, 'talk'));
    const into = await fixtureFolder({});
    await unpackBundle(bundle.bytes, into);
    expect(await readFile(join(into, 'talk/audio/02.wav'), 'utf8')).toBe('one');
    expect(bundle.bytes.toString()).not.toContain('secret');
  });

  it.each(['../evil.txt', '/etc/evil', 'a/../../evil', 'a\\..\\evil'])('never unpacks to %s', async (path) => {
    const header = Buffer.from(JSON.stringify([{ path, bytes: 1 }]));
    const length = Buffer.alloc(4);
    length.writeUInt32LE(header.length);
    const into = await fixtureFolder({});
    await mkdir(join(into, 'inside'));
    await expect(unpackBundle(Buffer.concat([length, header, Buffer.from('x')]), join(into, 'inside'))).rejects.toThrow(
      'leaves the folder',
    );
  });
});

it('a result is of the job that it names, also where others before it are missing', () => {
  const places: (readonly [number, string])[] = [];
  const jobs = ['a', 'b', 'c'].map((id, index) => [index + 4, { id }] as const);
  const hear = inPlace(jobs, (index, { id }) => places.push([index, id]));
  for (const id of ['b', 'c']) hear(fixtureInOrder(id, id));
  expect(places).toEqual([
    [5, 'b'],
    [6, 'c'],
  ]);
});

it.each([
  ['worker', ['worker', '--queue', 'redis://127.0.0.1:1']],
  ['replay', ['replay', 'fixtures', '--queue', 'redis://:secret@127.0.0.1:1']],
])('%s without Redis says so, and what to do', async (_what, commandLine) => {
  const { exitCode, stderr } = await runProgram(commandLine, { home: await fixtureFolder({}) });
  expect(exitCode).toBe(3);
  expect(stderr).toMatch(
    /^error \[queue\.unreachable\]: There is no Redis to use at redis:\/\/(\*\*\*@)?127\.0\.0\.1:1/m,
  );
  expect(stderr).not.toContain('secret');
});

it('an address that is none is wrong usage', async () => {
  const { exitCode, stderr } = await runProgram(['worker', '--queue', 'localhost'], { home: await fixtureFolder({}) });
  expect([exitCode, stderr.includes('[queue.address]')]).toEqual([2, true]);
});

const missing = redisMissing ?? (existsSync('dist/cli.js') ? null : 'the program is not built (npm run build)');
describe.skipIf(missing !== null)(`with a real Redis${missing === null ? '' : `: ${missing}`}`, () => {
  /** A test with servers and workers of its own, which are gone after it. */
  const queued = (title: string, run: (own: ReturnType<typeof ownPrograms>) => Promise<void>): void => {
    it.concurrent(title, async () => {
      const own = ownPrograms();
      try {
        await run(own);
      } finally {
        await own.killAll();
      }
    });
  };

  function ownPrograms() {
    const started: { kill: () => unknown }[] = [];
    return {
      redis: async (...options: string[]): Promise<TestRedis> => {
        const server = await startRedis(await fixtureFolder({}), ...options);
        started.push(server);
        return server;
      },
      worker: async (address: string, ...options: string[]): Promise<RunningProgram> => {
        const program = startProgram(['worker', '--queue', address, '--jobs', '1', ...options], {
          home: await fixtureFolder({}),
        });
        started.push({ kill: () => program.process.kill('SIGKILL') });
        return program;
      },
      killAll: async (): Promise<void> => {
        for (const each of started) await each.kill();
      },
    };
  }

  async function replayQueued(
    paths: readonly string[],
    options: {
      queue: string;
      priority?: number;
      wait?: number;
      update?: boolean;
      force?: boolean;
      queueGraceMs?: number;
    },
  ): Promise<{ code: number; report: JsonReport }> {
    const lines: string[] = [];
    const { queueGraceMs, ...others } = options;
    const run = { environment: environmentWith(), ...(queueGraceMs === undefined ? {} : { queueGraceMs }) };
    const code = await replayCommand({ paths, reporter: ['json'], ...others }, (line) => lines.push(line), run);
    return { code, report: JSON.parse(lines.join('\n')) as JsonReport };
  }

  queued(
    'a worker that is killed loses nothing: each fixture is reported once, with the log of a replay here',
    async ({ redis, worker }) => {
      const { address } = await redis();
      const folder = await talks(24);
      const takeover = ['--takeover', '2'];
      const [victim, other] = [await worker(address, ...takeover), await worker(address, ...takeover)];
      // As a program: it must end by itself, too.
      const commandLine = ['replay', folder, '--queue', address, '--reporter', 'json'];
      const running = runProgram(commandLine, { home: await fixtureFolder({}) });
      await victim.shows('passed');
      victim.process.kill('SIGKILL');
      const { exitCode: code, stdout: queued } = await running;
      expect(code).toBe(0);
      const report = JSON.parse(queued) as JsonReport;
      expect(report.fixtures.map(({ id }) => id)).toEqual(
        Array.from({ length: 24 }, (_, index) => `talk-${String(index)}`),
      );
      const { stdout: here } = await runProgram(['replay', folder, '--filter', 'talk-0', '--reporter', 'json'], {
        home: await fixtureFolder({}),
      });
      const alone = JSON.parse(here) as JsonReport;
      expect(report.fixtures[0]?.eventLogSha256).toBe(alone.fixtures[0]?.eventLogSha256);
      other.process.kill('SIGTERM');
      const { exitCode, stdout } = await other.result;
      expect([exitCode, stdout]).toEqual([
        0,
        expect.stringMatching(/Finishing what is begun[^]*Stopped after \d+ fixtures\./),
      ]);
    },
  );

  queued(
    'what is more urgent is replayed first; a broken fixture is told, and baselines come home',
    async ({ redis, worker }) => {
      const { address } = await redis();
      const [patient, urgent] = [
        await fixtureFolder({
          'p0/fixture.yml': TALK,
          'p1/fixture.yaml': TALK,
          'p2/fixture.yaml': TALK,
          'p3/fixture.yaml': 'version: 1\n',
        }),
        await fixtureFolder({ 'u1/fixture.yaml': TALK, 'u2/fixture.yaml': TALK }),
      ];
      const first = replayQueued([patient], { queue: address, priority: 9, update: true });
      // The broken ones are not.
      await handedOut(address, 2);
      const second = replayQueued([urgent], { queue: address, priority: 1 });
      await handedOut(address, 4);
      const working = await worker(address, '--rate', '100/s');
      expect((await second).code).toBe(0);
      const { code, report } = await first;
      expect(code).toBe(3);
      expect(report.fixtures.map(({ status, failures }) => failures[0]?.code ?? status)).toEqual([
        'fixture.otherEnding',
        'passed',
        'passed',
        'fixture.invalid',
      ]);
      expect(existsSync(join(patient, 'p1/baseline.json'))).toBe(true);
      working.process.kill('SIGTERM');
      const order = [...(await working.result).stdout.matchAll(/^passed +(\w+)$/gm)].map((match) => match[1]);
      expect(order).toEqual(['u1', 'u2', 'p1', 'p2']);
    },
  );

  queued('two runs of the same fixtures do not take the files from each other', async ({ redis, worker }) => {
    const { address } = await redis();
    const folder = await talks(2);
    const runs = [1, 9].map((priority) => replayQueued([folder], { queue: address, priority }));
    await handedOut(address, 4);
    await worker(address);
    for (const { code, report } of await Promise.all(runs)) {
      expect([code, report.fixtures.map(({ status }) => status)]).toEqual([0, ['passed', 'passed']]);
    }
  });

  queued('what a worker cannot replay is tried again later', async ({ redis, worker }) => {
    const { address } = await redis();
    const running = replayQueued([await talks(1)], { queue: address });
    const bundle = await keyOf(address, 'ielts-examiner-replay:bundle:*');
    await ask(address, `RENAME ${bundle} elsewhere`);
    const working = await worker(address);
    await working.shows('its files are not in Redis any more');
    await ask(address, `RENAME elsewhere ${bundle}`);
    const { code, report } = await running;
    expect([code, report.fixtures.map(({ status }) => status)]).toEqual([0, ['passed']]);
  });

  queued('what cannot be sent is broken; what a worker advises is to be done here', async ({ redis, worker }) => {
    const { address } = await redis();
    const folder = await fixtureFolder({
      'large/fixture.yaml': TALK,
      'large/audio/01.wav': '',
      'not recorded/fixture.yaml': TALK.replace('tts: none', 'tts: cassette'),
    });
    // Nothing is on the disk, and nobody can read it in one piece.
    await truncate(join(folder, 'large/audio/01.wav'), 3e9);
    await worker(address);
    const { code, report } = await replayQueued([folder], { queue: address });
    expect([code, report.fixtures.map(({ failures }) => failures[0]?.code)]).toEqual([
      3,
      ['fixture.unreadable', 'cassette.missing'],
    ]);
    expect(report.fixtures[1]?.failures[0]?.remedy).toBe(
      `Record one with: ielts-examiner replay --record "${join(folder, 'not recorded')}"`,
    );
  });

  const { events, latency, repeat, seed, speed, stt, update, endpointing } = PLAIN_JOB;
  const plain = { events, latency, repeat, seed, speed, stt, update, endpointing };
  const ofAnother = { ...plain, program: '0.0.1', run: 'other', bundle: '0'.repeat(64), folder: '', home: '', id: 'a' };

  queued('a worker leaves what another version handed out to workers of that version', async ({ redis, worker }) => {
    const { address } = await redis();
    const theirs = new Queue(queueOf('0.0.1'), { connection: { url: address } });
    await theirs.add('replay', ofAnother);
    await worker(address);
    const { report } = await replayQueued([await talks(1)], { queue: address });
    expect(report.summary).toMatchObject({ passed: 1 });
    expect([await theirs.getWaitingCount(), await theirs.getFailedCount()]).toEqual([1, 0]);
    await theirs.close();
  });

  queued('what another version put into its queue all the same is refused, and why', async ({ redis, worker }) => {
    const { address } = await redis();
    const queue = new Queue(queueOf(programBuild()), { connection: { url: address } });
    await queue.add('replay', ofAnother);
    await (await worker(address)).shows('and 0.0.1 was asked for');
    expect(await queue.getFailedCount()).toBe(1);
    await queue.close();
  });

  queued('a Redis that asks for another password is none to use', async ({ redis }) => {
    const { address } = await redis('--requirepass', 'right');
    const refused = { code: 'queue.unreachable', exitCode: 3 };
    const message = expect.stringContaining('NOAUTH');
    await expect(replayQueued([await talks(1)], { queue: address })).rejects.toMatchObject({ ...refused, message });
    const wrong = workerCommand({ queue: address.replace('//', '//:secret@') }, () => undefined);
    await expect(wrong).rejects.toMatchObject({
      ...refused,
      message: expect.stringMatching(/^((?!secret).)*WRONGPASS/),
    });
  });

  queued('a rate keeps a worker from beginning more', async ({ redis, worker }) => {
    const server = await redis();
    const running = replayQueued([await talks(4)], { queue: server.address, queueGraceMs: 300 });
    const slow = await worker(server.address, '--rate', '2/h');
    await slow.shows('talk-1');
    // Where nothing holds it back, the others are done long before this.
    await new Promise((resolve) => setTimeout(resolve, 800));
    slow.process.kill('SIGTERM');
    expect((await slow.result).stdout.match(/^passed/gm)).toHaveLength(2);
    await server.kill();
    expect((await running).report.summary).toMatchObject({ total: 4, passed: 4 });
  });

  queued(
    'Redis lost in the middle: the others are replayed here, and the exit code says that something broke',
    async ({ redis, worker }) => {
      const server = await redis();
      const folder = await talks(7);
      await writeFile(join(folder, 'talk-6/fixture.yaml'), TALK.replace('status: ended', 'status: completed'));
      const working = await worker(server.address);
      const told = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
      const running = replayQueued([folder], { queue: server.address, queueGraceMs: 1500 });
      await working.shows('passed');
      await server.kill();
      const { code, report } = await running;
      expect(code).toBe(3);
      expect(told).toHaveBeenCalledWith('The exit code is 3 because Redis was lost on the way.\n');
      told.mockRestore();
      expect(report.summary).toMatchObject({ total: 7, passed: 6, failed: 1 });
      // A worker that is told to stop now has nobody to hand its work to.
      working.process.kill('SIGTERM');
      expect(await working.result).toMatchObject({
        exitCode: 3,
        stdout: expect.stringContaining('Redis is still lost') as string,
      });
    },
  );

  queued(
    'without any worker for as long as is waited, the rest is told as not replayed and taken back',
    async ({ redis }) => {
      const { address } = await redis();
      const { code, report } = await replayQueued([await talks(3)], { queue: address, wait: 1500 });
      expect([code, report.summary]).toEqual([3, expect.objectContaining({ total: 3, broken: 3 })]);
      expect(JSON.stringify(report.fixtures[2])).toContain('queue.noWorker');
      expect((await ask(address, 'KEYS *replay-*-[0-9]')).filter((line) => line.startsWith('bull:'))).toEqual([]);
    },
  );

  queued('a worker that is told twice to stop ends, also where Redis hangs', async ({ redis, worker }) => {
    const server = await redis();
    const working = await worker(server.address);
    await working.shows('Waiting for fixtures');
    // Lost for good, it would be noticed, and one word would do.
    server.hang();
    working.process.kill('SIGINT');
    await working.shows('once more ends at once');
    working.process.kill('SIGTERM');
    expect((await working.result).exitCode).toBe(130);
  });

  queued(
    'a worker whose reader leaves finishes what it has begun, and does not end as if it had been told to',
    async ({ redis, worker }) => {
      const { address } = await redis();
      const working = await worker(address);
      await working.shows('Waiting for fixtures');
      working.process.stdout?.destroy();
      const { code, report } = await replayQueued([await talks(1)], { queue: address });
      expect([code, report.summary['passed']]).toEqual([0, 1]);
      expect((await working.result).exitCode).toBe(141);
    },
  );
});
