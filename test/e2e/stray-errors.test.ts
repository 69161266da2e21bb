/** An SDK may throw out of an event that nobody awaits; whoever takes a test is told like of any other error. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { runProgram } from '../support/run-program.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const KEY = 'dg-planted-key-0123456789';

it.each([
  ['a promise that nobody awaits', 'Promise.reject(failure)', []],
  ['an event', 'throw failure', []],
  ['an event, with its stack', 'throw failure', ['--debug']],
] as const)('an error out of %s shows no key, and ends with what to do next', async (_what, strike, options) => {
  const folder = temporaryFolder();
  const hook = join(folder, 'hook.mjs');
  writeFileSync(
    hook,
    `const timer = setInterval(() => {
  if (process.listenerCount('unhandledRejection') === 0) return;
  clearInterval(timer);
  const failure = new Error('401 for Token ' + process.env.DEEPGRAM_API_KEY);
  ${strike};
}, 5).unref();`,
  );
  const { exitCode, stderr } = await runProgram([...options, 'doctor'], {
    home: join(folder, 'home'),
    env: {
      DEEPGRAM_API_KEY: KEY,
      IELTS_EXAMINER_KEYCHAIN: 'off',
      NODE_OPTIONS: `--import ${pathToFileURL(hook).href}`,
    },
  });
  expect(exitCode).toBe(1);
  expect(stderr).toContain('error [unexpected]: 401 for Token [secret]');
  expect(stderr).toContain('sessions resume last');
  expect(stderr).not.toContain(KEY);
  expect(stderr.includes('hook.mjs')).toBe(options.length > 0);
});
