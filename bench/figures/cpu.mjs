/**
 * CPU time of a session per second of audio, all threads of the process: levels, enhancement, voice activity,
 * endpointing, examiner, event log, recording to a WAV file. Recognition and synthesis cost nothing here. At full speed,
 * and in real time, where waking up fifty times a second costs more than the work itself.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createRecorder } from '../../dist/providers/recording/recorder.js';
import { SystemClock } from '../../dist/providers/system-clock/system-clock.js';
import { measuringScorer, noScorer, runSession } from '../support/session.mjs';
import { rounded, summary } from '../support/statistics.mjs';

const SESSIONS = 7;
const REAL_TIME_MS = 20_000;
const FRAME_MS = 20;
const TARGET = '<= 0.003 s';

export async function measure() {
  const folder = await mkdtemp(join(tmpdir(), 'ielts-examiner-bench-'));
  try {
    const first = await secondsPerSecond(folder, { seed: 100, scorer: noScorer() });
    const plain = [];
    const scored = [];
    for (let seed = 1; seed <= SESSIONS; seed++) {
      plain.push(await secondsPerSecond(folder, { seed, scorer: noScorer() }));
      scored.push(await secondsPerSecond(folder, { seed, scorer: measuringScorer() }));
    }
    const live = await inRealTime(folder);
    const idle = await idleTimer();
    return {
      measurements: [
        { what: 'per second of audio', target: TARGET, unit: 's', ...summary(plain, 5) },
        { what: 'first session of the process', target: TARGET, unit: 's', value: rounded(first, 5) },
        { what: 'with measures and running bands', unit: 's', ...summary(scored, 5) },
        { what: 'in real time, waking up 50 times a second', target: TARGET, unit: 's', value: rounded(live, 5) },
        { what: 'of it a timer that wakes up and does nothing', unit: 's', value: rounded(idle, 5) },
      ],
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

let recordings = 0;

async function secondsPerSecond(folder, options) {
  const recorder = createRecorder({ path: join(folder, `${String(recordings++)}.wav`) });
  const before = process.cpuUsage();
  const { mediaMs } = await runSession({ ...options, recorder });
  return cpuSince(before) / (mediaMs / 1000);
}

/** Start-up is left out: the first frames load and compile what later ones use. */
async function inRealTime(folder) {
  const recorder = createRecorder({ path: join(folder, 'real-time.wav') });
  let measured = 0;
  await runSession({
    clock: new SystemClock(),
    pace: 'real',
    recorder,
    onStarted: (live) => {
      setTimeout(() => {
        const before = process.cpuUsage();
        setTimeout(() => {
          measured = cpuSince(before) / (REAL_TIME_MS / 1000);
          live.abort('measured');
        }, REAL_TIME_MS);
      }, 2000);
    },
  });
  return measured;
}

/** What the machine asks for fifty wake-ups a second alone. */
async function idleTimer() {
  const before = process.cpuUsage();
  const startedAt = performance.now();
  for (let due = FRAME_MS; due <= REAL_TIME_MS / 2; due += FRAME_MS) {
    await sleep(Math.max(0, startedAt + due - performance.now()));
  }
  return cpuSince(before) / (REAL_TIME_MS / 2000);
}

function cpuSince(before) {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}
