/** Start-up: `--help` against Node alone, in pairs; `practice` to its first output in a terminal. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LAUNCHER, ROOT, run, runNode } from '../support/processes.mjs';
import { rounded, summary } from '../support/statistics.mjs';

const RUNS = 21;
const SCREENS = 11;

export async function measure() {
  const node = [];
  const help = [];
  for (let count = 0; count < RUNS; count++) {
    node.push((await runNode(['-e', '0'])).tookMs);
    help.push((await runNode([LAUNCHER, '--help'])).tookMs);
  }
  const alone = summary(node, 0);
  const ours = summary(help, 0);
  return {
    measurements: [
      {
        what: '--help against node -e 0, medians',
        target: '<= 1.6',
        unit: 'x',
        value: rounded(median(help) / median(node), 2),
        n: RUNS,
      },
      { what: 'node -e 0', unit: 'ms', ...alone },
      { what: '--help', unit: 'ms', ...ours },
      ...(await firstScreens()),
    ],
  };
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}

/** Needs `script` of util-linux for a terminal that is none. */
async function firstScreens() {
  const found = await run('script', ['--version']).catch(() => null);
  if (found === null || process.platform !== 'linux') return [];
  const home = await mkdtemp(join(tmpdir(), 'ielts-examiner-bench-'));
  try {
    const first = [];
    const screens = [];
    for (let count = 0; count < SCREENS; count++) {
      const { firstMs, screenMs } = await untilOutput(home);
      first.push(firstMs);
      screens.push(screenMs);
    }
    return [
      { what: 'practice to its first output in a terminal', target: '<= 800 ms', unit: 'ms', ...summary(first, 0) },
      { what: 'practice to the examiner’s screen', unit: 'ms', ...summary(screens, 0) },
    ];
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

/** Stops the program once it shows who is speaking or how long the part has run. */
async function untilOutput(home) {
  const audio = join(ROOT, 'fixtures', 'full-test', 'audio');
  const command = `${process.execPath} ${LAUNCHER} practice --input ${audio} --speed 1`;
  const startedAt = performance.now();
  const child = spawn('script', ['-qec', command, '/dev/null'], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: { ...process.env, IELTS_EXAMINER_HOME: home, TERM: 'xterm-256color' },
    detached: true,
  });
  let firstMs = null;
  let output = '';
  const screenMs = await new Promise((resolve) => {
    const giveUp = setTimeout(() => resolve(Number.NaN), 10_000);
    child.stdout.setEncoding('utf8').on('data', (text) => {
      firstMs ??= performance.now() - startedAt;
      output += text;
      if (!/0:0\d/.test(output)) return;
      clearTimeout(giveUp);
      resolve(performance.now() - startedAt);
    });
    child.on('exit', () => resolve(Number.NaN));
  });
  const ended = new Promise((resolve) => child.on('exit', resolve));
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
  if (child.exitCode === null && child.signalCode === null) await ended;
  return { firstMs: firstMs ?? Number.NaN, screenMs };
}
