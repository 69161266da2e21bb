/** An SDK is imported when its provider is used, and not before: most runs need none. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { runProgram } from '../support/run-program.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const SDK = /node_modules\/(openai|@deepgram|elevenlabs|cockatiel|@napi-rs\/keyring)\//;
const KEYS = {
  DEEPGRAM_API_KEY: 'planted-key-1',
  OPENAI_API_KEY: 'planted-key-2',
  ELEVENLABS_API_KEY: 'planted-key-3',
};

/** Addresses of all modules that a command line imports. */
async function importedBy(commandLine: readonly string[], input?: string): Promise<readonly string[]> {
  const folder = temporaryFolder();
  const [list, loader, hook] = ['modules.txt', 'loader.mjs', 'hook.mjs'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  writeFileSync(
    loader,
    `import { appendFileSync } from 'node:fs';
export async function resolve(specifier, context, next) {
  const found = await next(specifier, context);
  appendFileSync(${JSON.stringify(list)}, found.url + '\\n');
  return found;
}`,
  );
  writeFileSync(
    hook,
    `import { register } from 'node:module'; register(${JSON.stringify(pathToFileURL(loader).href)});`,
  );
  const { exitCode } = await runProgram(commandLine, {
    home: join(folder, 'home'),
    env: { ...KEYS, IELTS_EXAMINER_KEYCHAIN: 'off', NODE_OPTIONS: `--import ${pathToFileURL(hook).href}` },
    ...(input === undefined ? {} : { input }),
  });
  expect(exitCode).toBe(0);
  return existsSync(list) ? readFileSync(list, 'utf8').split('\n') : [];
}

it.each([
  ['help', ['--help'], undefined],
  ['help of a command', ['practice', '--help'], undefined],
  [
    'a test that stays on this machine',
    ['practice', '--profile', 'offline', '--input', 'text', '--voice', 'none'],
    'Dan',
  ],
] as const)('%s imports no SDK, whatever keys are there', async (_what, commandLine, input) => {
  const modules = await importedBy(commandLine, input);
  expect(modules.some((url) => url.includes('node_modules/commander/'))).toBe(true);
  expect(modules.filter((url) => SDK.test(url))).toEqual([]);
});
