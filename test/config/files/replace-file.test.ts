import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, lstat, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { replaceFile } from '../../../src/config/files/replace-file.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

async function* breakingOff(): AsyncGenerator<string> {
  yield 'the first half of ';
  throw new Error('no room on the disk');
}

it('what breaks off half-way leaves nothing, and an older file as it was', async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'report.html');
  await expect(replaceFile(file, breakingOff())).rejects.toThrow('no room');
  expect(await readdir(folder)).toEqual([]);
  await writeFile(file, 'older');
  await expect(replaceFile(file, breakingOff())).rejects.toThrow('no room');
  expect(await readdir(folder)).toEqual(['report.html']);
  expect(await readFile(file, 'utf8')).toBe('older');
});

it('what cannot be written at all leaves Ctrl-C as it was', async () => {
  const file = join(temporaryFolder(), 'a-file');
  await writeFile(file, '');
  const before = process.listenerCount('SIGINT');
  await expect(replaceFile(join(file, 'below'), 'text')).rejects.toMatchObject({ code: 'ENOTDIR' });
  expect(process.listenerCount('SIGINT')).toBe(before);
});

it('an older file is replaced where it lies, with its rights, and a device is written to', async () => {
  const folder = temporaryFolder();
  const [file, link] = [join(folder, 'report.html'), join(folder, 'link.html')];
  await writeFile(file, 'older', { mode: 0o600 });
  await symlink('report.html', link);
  await replaceFile(link, 'newer');
  expect((await lstat(link)).isSymbolicLink()).toBe(true);
  expect(await readFile(file, 'utf8')).toBe('newer');
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  await chmod(file, 0o666);
  await replaceFile(file, 'newest');
  expect((await stat(file)).mode & 0o777).toBe(0o666);
  await replaceFile('/dev/null', 'gone');
  expect((await stat('/dev/null')).isFile()).toBe(false);
});

it('a link to where nothing is yet stays one', async () => {
  const folder = temporaryFolder();
  const link = join(folder, 'link.html');
  await symlink('report.html', link);
  await replaceFile(link, 'new');
  expect((await lstat(link)).isSymbolicLink()).toBe(true);
  expect(await readFile(join(folder, 'report.html'), 'utf8')).toBe('new');
});

it('an interruption while it is written leaves nothing beside it, and ends the program as it would anyway', async () => {
  const folder = temporaryFolder();
  const module = new URL('../../../src/config/files/replace-file.ts', import.meta.url).href;
  const writing = `
    const { replaceFile } = await import(${JSON.stringify(module)});
    await replaceFile(${JSON.stringify(join(folder, 'report.html'))}, (async function* () {
      yield 'half of it';
      console.log('begun');
      await new Promise((resolve) => setTimeout(resolve, 1_000_000));
    })());`;
  const hooks = ['--import', './test/support/typescript-hooks.mjs', '--input-type=module', '--eval', writing];
  const child = spawn(process.execPath, hooks, { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  expect(await readdir(folder)).toEqual([expect.stringMatching(/^report\.html\..*\.new$/)]);
  const ended = once(child, 'exit');
  child.kill('SIGINT');
  expect(await ended).toEqual([null, 'SIGINT']);
  expect(await readdir(folder)).toEqual([]);
});
