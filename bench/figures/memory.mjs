/**
 * Memory: growth of the heap over a simulated hour (whole tests one after the other, and one untimed test with long
 * answers), and the resident size of a live session's process.
 */
import { once } from 'node:events';
import { spawn } from 'node:child_process';
import { readFile, readdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { LAUNCHER, ROOT } from '../support/processes.mjs';
import { measuringScorer, runSession } from '../support/session.mjs';
import { rounded } from '../support/statistics.mjs';

const HOUR_MS = 3_600_000;
const FIRST_MS = 600_000;
const LIVE_SECONDS = 15;
const MB = 2 ** 20;

export async function measure() {
  const sessions = await heapOverSessions();
  const long = await heapOverOneSession();
  return {
    measurements: [
      growth('heap growth, tests back to back', sessions),
      growth('heap growth in one untimed test', long),
      { what: 'of it sound of the answers, kept for scoring', unit: 'MB', value: rounded(long.kept / MB, 1) },
      ...(await heldByReplay()),
      ...(await liveProcess()),
    ],
  };
}

function growth(what, { first, last, minutes }) {
  return {
    what: `${what} (minute 10 to ${minutes})`,
    target: '0 MB',
    unit: 'MB',
    value: rounded((last - first) / MB, 2),
  };
}

async function heapOverSessions() {
  let mediaMs = 0;
  let first = null;
  for (let seed = 1; mediaMs < HOUR_MS; seed++) {
    mediaMs += (await runSession({ seed, scorer: measuringScorer() })).mediaMs;
    if (mediaMs >= FIRST_MS) first ??= await heapNow();
  }
  return { first, last: await heapNow(), minutes: Math.round(mediaMs / 60_000) };
}

/** Answers of two minutes make an untimed test last an hour. Events are kept by the program's store, so not here. */
async function heapOverOneSession() {
  let mediaMs = 0;
  let first = null;
  let last = null;
  await runSession({
    seed: 3,
    timing: 'untimed',
    answerMs: 130_000,
    scorer: measuringScorer(),
    keepEvents: false,
    observers: [
      {
        onEvent: (event) => {
          mediaMs = event.atMs;
          // Between two turns, when nothing of an answer is under way.
          if (event.type !== 'turn.started') return;
          if (first === null && mediaMs >= FIRST_MS) first = heapSync();
          if (mediaMs <= HOUR_MS) last = { ...heapSync(), mediaMs };
        },
      },
    ],
  });
  return {
    first: first.heap + first.buffers,
    last: last.heap + last.buffers,
    kept: last.buffers - first.buffers,
    minutes: Math.round(last.mediaMs / 60_000),
  };
}

/**
 * What a replay of the full test holds beyond what the process holds between two replays, looked at every time that the
 * session lets the event loop turn: some ten seconds of conversation.
 */
async function heldByReplay() {
  const { runOne } = await import('../../dist/commands/replay/run/run-one.js');
  const { defaultEnvironment } = await import('../../dist/commands/replay/run/environment.js');
  const { PLAIN_JOB } = await import('../../dist/commands/replay/run/job.js');
  const job = { ...PLAIN_JOB, id: 'full-test', folder: join(ROOT, 'fixtures', 'full-test') };
  const replay = () => runOne(job, defaultEnvironment());
  for (let run = 0; run < 3; run++) await replay();
  await heapNow();
  const between = await heapNow();
  const held = [];
  let running = true;
  const look = () => {
    if (!running) return;
    globalThis.gc();
    const { heap, buffers } = heapSync();
    held.push((heap + buffers - between) / MB);
    setImmediate(look);
  };
  setImmediate(look);
  await replay();
  running = false;
  held.sort((first, second) => first - second);
  return [
    { what: 'most that a replayed session holds', target: '<= 12 MB', unit: 'MB', value: rounded(held.at(-1), 1) },
    { what: 'usually', unit: 'MB', value: rounded(held[held.length >> 1], 1) },
  ];
}

/** Twice, with time between: what the first collection finds unused is given back by the second. */
async function heapNow() {
  globalThis.gc();
  await sleep(100);
  const { heap, buffers } = heapSync();
  return heap + buffers;
}

function heapSync() {
  globalThis.gc();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return { heap: heapUsed, buffers: arrayBuffers };
}

/** A session of the fixture's answers in real time, as a person would start it. */
async function liveProcess() {
  if (process.platform !== 'linux') return [];
  const home = await mkdtemp(join(tmpdir(), 'ielts-examiner-bench-'));
  const args = [
    LAUNCHER,
    'practice',
    '--input',
    join(ROOT, 'fixtures', 'full-test', 'audio'),
    '--speed',
    '1',
    '--plain',
  ];
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, IELTS_EXAMINER_HOME: home },
  });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text) => (errors += text));
  const ended = once(child, 'exit');
  try {
    const early = await Promise.race([ended, sleep(LIVE_SECONDS * 1000)]);
    if (early !== undefined) throw new Error(`practice ended early: ${errors.trim().split('\n').at(-1) ?? ''}`);
    const own = await residentMb(child.pid);
    const children = [];
    for (const { pid, name } of await childrenOf(child.pid)) children.push({ name, mb: await residentMb(pid) });
    return [
      {
        what: `resident memory of a live session after ${LIVE_SECONDS} s`,
        target: '<= 150 MB',
        unit: 'MB',
        value: own,
      },
      ...children.map(({ name, mb }) => ({ what: `its child process ${name}`, unit: 'MB', value: mb })),
    ];
  } finally {
    child.kill('SIGTERM');
    await Promise.race([ended, sleep(3000)]);
    if (child.exitCode === null) child.kill('SIGKILL');
    await rm(home, { recursive: true, force: true });
  }
}

async function residentMb(pid) {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return rounded(Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024, 0);
}

async function childrenOf(parent) {
  const children = [];
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
    if (Number(/PPid:\s+(\d+)/.exec(status)?.[1]) !== parent) continue;
    const command = (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).split('\0').filter(Boolean);
    children.push({ pid, name: (command[1] ?? command[0] ?? '').split('/').at(-1) });
  }
  return children;
}
