// `npm install` in a clone builds. `npx ielts-examiner` in a clone links the clone into npx's cache, which runs this
// script again: then what is built already serves, and nobody waits for the compiler a second time.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

if (process.env.npm_command !== 'exec' || !existsSync('dist/cli.js')) {
  const { status } = spawnSync('npm', ['run', 'build'], { stdio: 'inherit', shell: process.platform === 'win32' });
  process.exitCode = status ?? 1;
}
