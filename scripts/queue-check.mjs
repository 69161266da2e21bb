/**
 * Does a queue lose anything when workers die? Hands a thousand fixtures to four workers on a Redis of its own, kills two
 * of them half-way, and expects every fixture to be reported once, passed.
 *
 *   npm run build && node scripts/queue-check.mjs [FIXTURES]    # needs redis-server
 *
 * Exit codes: 0 nothing was lost; 1 something was; 3 there is no Redis.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const PROGRAM = resolve(import.meta.dirname, '..', 'bin', 'ielts-examiner.js');
const WORKERS = 4;
const KILLED = 2;
const FIXTURE = `version: 1
title: Typed answers
exam: { parts: [1], seed: 3 }
providers: { tts: none, grammar: none }
answers: [{ text: My name is Anna. }, { text: I want to stop the test please. }]
expect: { status: ended }
`;

const count = Number(process.argv[2] ?? 1000);
const home = mkdtempSync(join(tmpdir(), 'queue-check-'));
const talks = join(home, 'talks');
const report = join(home, 'report.json');
const running = new Set();
try {
  for (let index = 0; index < count; index++) {
    mkdirSync(join(talks, `talk-${index}`), { recursive: true });
    // Each of its own: what is alike travels once.
    writeFileSync(join(talks, `talk-${index}`, 'fixture.yaml'), `${FIXTURE}# ${index}\n`);
  }
  process.exitCode = await check();
} finally {
  for (const child of running) child.kill('SIGKILL');
  rmSync(home, { recursive: true, force: true });
}

async function check() {
  const port = await freePort();
  const redis = start('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', home]);
  if (!(await redis.shows('Ready to accept connections'))) {
    console.error('There is no redis-server here (apt install redis-server).');
    return 3;
  }
  const address = `redis://127.0.0.1:${port}`;
  let replayed = 0;
  let killed = 0;
  const workers = Array.from({ length: WORKERS }, () =>
    start(process.execPath, [PROGRAM, 'worker', '--queue', address, '--jobs', '1', '--takeover', '3'], (line) => {
      if (!/^passed/.test(line) || ++replayed < count / 2) return;
      while (killed < KILLED) workers[killed++].child.kill('SIGKILL');
    }),
  );
  await Promise.all(workers.map((worker) => worker.shows('Waiting for fixtures')));
  const began = performance.now();
  const replay = start(process.execPath, [
    PROGRAM,
    'replay',
    talks,
    '--queue',
    address,
    '--reporter',
    `json=${report}`,
  ]);
  const exitCode = await replay.ended;
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  const { fixtures } = JSON.parse(readFileSync(report, 'utf8'));
  const ids = new Set(fixtures.map(({ id }) => id));
  const passed = fixtures.filter(({ status }) => status === 'passed').length;
  console.log(
    `${count} fixtures, ${WORKERS} workers, ${killed} killed: ${fixtures.length} reported, ${ids.size} different, ${passed} passed, exit code ${exitCode}, ${seconds} s`,
  );
  const whole = [fixtures.length, ids.size, passed].every((figure) => figure === count);
  return whole && killed === KILLED && exitCode === 0 ? 0 : 1;
}

function start(command, commandLine, onLine = () => undefined) {
  const child = spawn(command, commandLine, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, IELTS_EXAMINER_HOME: join(home, `home-${running.size}`) },
  });
  running.add(child);
  let text = '';
  let rest = '';
  const looking = new Set();
  const hear = (piece) => {
    text += piece;
    const lines = `${rest}${piece}`.split('\n');
    rest = lines.pop() ?? '';
    lines.forEach(onLine);
    for (const look of looking) look();
  };
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', hear);
  const ended = new Promise((settle) => {
    child.once('error', () => settle(null)).once('close', settle);
  });
  void ended.then(() => running.delete(child));
  return {
    child,
    ended,
    shows: (wanted) => {
      const seen = new Promise((settle) => {
        const look = () => text.includes(wanted) && settle(true);
        looking.add(look);
        look();
      });
      return Promise.race([seen, ended.then(() => false)]);
    },
  };
}

async function freePort() {
  const server = createServer();
  await new Promise((settle) => server.listen(0, '127.0.0.1', settle));
  const { port } = server.address();
  await new Promise((settle) => server.close(settle));
  return port;
}
