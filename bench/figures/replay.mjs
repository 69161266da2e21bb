/**
 * Replay of the full-test fixture from its cassette, in multiples of real time on one core, reading the audio, scoring and
 * event log included: in a process that goes on (as with many fixtures), and as a whole command with start-up.
 */
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { LAUNCHER, ROOT, run, runNode } from '../support/processes.mjs';
import { rounded, summary } from '../support/statistics.mjs';

const FIXTURE = process.env['BENCH_FIXTURE'] ?? join(ROOT, 'fixtures', 'full-test');
const RUNS = 9;
const COMMANDS = 5;
const TARGET = '>= 1,000 x';

export async function measure() {
  await access(join(FIXTURE, 'cassette.jsonl'));
  const pinned = await pinToOneCore();
  const { runJob } = await import('../../dist/commands/replay/run/run-job.js');
  const { defaultEnvironment } = await import('../../dist/commands/replay/run/environment.js');
  const { PLAIN_JOB } = await import('../../dist/commands/replay/run/job.js');
  const job = { ...PLAIN_JOB, id: 'full-test', folder: FIXTURE };
  const replay = async () => {
    const startedAt = performance.now();
    const cpuBefore = process.cpuUsage();
    const { status, metrics, failures } = await runJob(job, defaultEnvironment());
    if (metrics === null) throw new Error(`the fixture is ${status}: ${failures[0]?.message ?? ''}`);
    const { user, system } = process.cpuUsage(cpuBefore);
    return {
      real: metrics.durationMs / (performance.now() - startedAt),
      cpu: (metrics.durationMs * 1000) / (user + system),
    };
  };
  const first = await replay();
  const further = [];
  for (let count = 0; count < RUNS; count++) further.push(await replay());
  const core = pinned ? 'one core' : 'not pinned to a core';
  return {
    measurements: [
      {
        what: `replay in a running process, ${core}`,
        target: TARGET,
        unit: 'x real time',
        ...summary(
          further.map(({ real }) => real),
          0,
        ),
      },
      {
        what: 'the same by CPU time',
        unit: 'x real time',
        ...summary(
          further.map(({ cpu }) => cpu),
          0,
        ),
      },
      {
        what: `first replay of a process, ${core}`,
        target: TARGET,
        unit: 'x real time',
        value: rounded(first.real, 0),
      },
      { what: `whole command, ${core}`, unit: 'x real time', ...summary(await commands(), 0) },
    ],
  };
}

/** This process and its children; only Linux has the program for it. */
async function pinToOneCore() {
  const { exitCode } = await run('taskset', ['-apc', '0', String(process.pid)]).catch(() => ({ exitCode: 1 }));
  return exitCode === 0;
}

async function commands() {
  const speeds = [];
  for (let count = 0; count < COMMANDS; count++) {
    const { output, tookMs } = await runNode([LAUNCHER, 'replay', FIXTURE, '--jobs', '1', '--reporter', 'json']);
    speeds.push((JSON.parse(output).fixtures[0].metrics?.durationMs ?? 0) / tookMs);
  }
  return speeds;
}
