import { execFile } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../support/temporary-folder.js';

const folder = temporaryFolder();
const url = (path: string): string => pathToFileURL(resolve(path)).href;

/** A program that does nothing but end an idle service, and says so when that is done. */
function program(): string {
  return `
import { RemoteService } from '${url('src/providers/child-process/remote-service.ts')}';
import { forkTransport } from '${url('src/providers/child-process/fork-transport.ts')}';
const script = new URL('${url('test/providers/child-process/scripts/echo-process.mjs')}');
const start = forkTransport({ script });
const service = new RemoteService({ provider: 'echo', remedy: '', timeoutMs: 20000, start });
await service.call({ type: 'echo', text: 'hello' });
await service.close();
console.log('closed');
`;
}

it('a program that waits for the end of an idle service lives to see it', async () => {
  const path = join(mkdtempSync(join(folder, 'program-')), 'main.mjs');
  writeFileSync(path, program());
  const hooks = resolve('test/support/typescript-hooks.mjs');
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', hooks, path]);
  expect(stdout).toBe('closed\n');
});
