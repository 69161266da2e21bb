import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fileTrouble, writingTrouble } from '../../src/engine/file-trouble.js';

it('says in plain words why a file cannot be read or written', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'trouble-'));
  const file = join(folder, 'file');
  await writeFile(file, '');
  const failed = async (work: Promise<unknown>): Promise<unknown> => await work.catch((error: unknown) => error);
  expect(fileTrouble(await failed(readFile(join(folder, 'gone'))))).toBe('it does not exist');
  expect(fileTrouble(await failed(readFile(folder)))).toBe('it is a folder');
  expect(fileTrouble(await failed(readFile(join(file, 'below'))))).toBe('its path leads through a file');
  expect(writingTrouble(await failed(writeFile(join(folder, 'none', 'new'), '')))).toBe('there is no such folder');
  expect(writingTrouble(await failed(writeFile(folder, '')))).toBe('it is a folder');
  expect(fileTrouble(new Error('of its own'))).toBe('of its own');
});
