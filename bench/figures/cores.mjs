/**
 * How much more two cores do than one: the full test from its cassette by one process, by two processes that know nothing of
 * each other (which is what the machine can do at all), and by one process with two threads. Start-up is taken off: each
 * is measured with few repetitions and with many. In turn, so that what else the machine does falls on all of them.
 */
import { join } from 'node:path';
import { LAUNCHER, ROOT, runNode } from '../support/processes.mjs';
import { rounded, summary } from '../support/statistics.mjs';

const FIXTURE = process.env['BENCH_FIXTURE'] ?? join(ROOT, 'fixtures', 'full-test');
const ROUNDS = 3;
/** The first replays of a process take longer: both have them. */
const FEW = 2;
/** 210 replays in all: two minutes on a quiet machine. */
const MANY = 12;

export async function measure() {
  const rounds = [];
  for (let round = 1; round <= ROUNDS; round++) {
    process.stderr.write(`round ${round} of ${ROUNDS}\n`);
    rounds.push({
      one: await beyondStart((times) => replays(times, 1)),
      processes: await beyondStart((times) => Promise.all([replays(times, 1), replays(times, 1)])),
      threads: await beyondStart((times) => replays(2 * times, 2)),
    });
  }
  const gain = (how) =>
    summary(
      rounds.map((round) => (2 * round.one) / round[how]),
      2,
    );
  const ceiling = gain('processes').median;
  const threads = gain('threads');
  return {
    measurements: [
      { what: 'two processes against one: what the machine gives', unit: 'x', ...gain('processes') },
      { what: 'replay --jobs 2 against --jobs 1', target: '>= 1.8', unit: 'x', ...threads },
      { what: 'threads against processes', unit: '%', value: rounded((100 * threads.median) / ceiling, 0) },
    ],
  };
}

/** Milliseconds of the replays between few and many. */
async function beyondStart(replay) {
  const took = async (times) => {
    const startedAt = performance.now();
    await replay(times);
    return performance.now() - startedAt;
  };
  const few = await took(FEW);
  return (await took(MANY)) - few;
}

async function replays(times, jobs) {
  const { exitCode, errors } = await runNode([
    LAUNCHER,
    'replay',
    FIXTURE,
    '--repeat',
    String(times),
    '--jobs',
    String(jobs),
  ]);
  if (exitCode !== 0) throw new Error(`replay ended with ${exitCode}: ${errors.trim().split('\n').at(-1) ?? ''}`);
}
