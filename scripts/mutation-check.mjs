/**
 * Do the shipped fixtures notice when turn-taking, the exam's rules, failover or the rounding break? Breaks the compiled program
 * in one place at a time, replays the fixtures from their cassettes, and expects them to fail.
 *
 *   npm run build && node scripts/mutation-check.mjs [WORD]    # only mutations whose name has the word
 *
 * Exit codes: 0 every mutation was caught; 1 one survived; 2 a mutation no longer fits the code.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { MUTATIONS } from './mutation-check/mutations.mjs';

const ROOT = resolve(import.meta.dirname, '..');
const COPIED = ['bin', 'dist', 'data', 'schemas', 'package.json'];
const LINKED = ['node_modules', 'fixtures'];

const chosen = MUTATIONS.filter(({ name }) => name.includes(process.argv[2] ?? ''));
const copy = mkdtempSync(join(tmpdir(), 'mutation-check-'));
let worst = 0;
try {
  for (const name of COPIED) cpSync(join(ROOT, name), join(copy, name), { recursive: true });
  for (const name of LINKED) symlinkSync(join(ROOT, name), join(copy, name));
  // A mutation is caught only when the program as it is passes.
  const unchanged = replay();
  if (unchanged.status !== 0) {
    process.stdout.write(`The fixtures fail without any mutation:\n${unchanged.stdout}${unchanged.stderr}`);
    worst = 2;
  } else {
    for (const mutation of chosen) worst = Math.max(worst, check(mutation));
  }
} finally {
  rmSync(copy, { recursive: true });
}
process.exitCode = worst;

function check({ name, file, find, replace }) {
  const path = join(copy, 'dist', file);
  const code = readFileSync(path, 'utf8');
  if (code.split(find).length !== 2) {
    process.stdout.write(`? ${name}: "${find}" is not, or not once, in ${file}\n`);
    return 2;
  }
  writeFileSync(path, code.replace(find, replace));
  const { status, stdout } = replay();
  writeFileSync(path, code);
  const caughtBy = [...stdout.matchAll(/^ *\d+\/\d+ [✗!] (\S+)/gmu)].map(([, id]) => id);
  // A program that does not even start replays nothing, which catches nothing.
  const caught = (status === 1 || status === 3) && caughtBy.length > 0;
  process.stdout.write(`${caught ? '✓ caught' : '✗ SURVIVED'}  ${name}${caught ? `  (${caughtBy.join(', ')})` : ''}\n`);
  return caught ? 0 : 1;
}

/** The first fixture that notices is enough. */
function replay() {
  const commandLine = [join(copy, 'bin', 'ielts-examiner.js'), 'replay', join(copy, 'fixtures'), '--bail'];
  return spawnSync(process.execPath, commandLine, {
    encoding: 'utf8',
    cwd: copy,
    env: { ...process.env, NO_COLOR: '1', IELTS_EXAMINER_HOME: join(copy, 'home') },
  });
}
