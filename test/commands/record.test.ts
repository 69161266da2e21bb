import { mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { record } from '../../src/commands/fixture/record.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const root = temporaryFolder();

it('a folder that is full, or a file, is refused before the test and not after it', async () => {
  const folder = await mkdtemp(join(root, 'full-'));
  const file = join(folder, 'file.txt');
  await writeFile(file, '');
  const refused = { code: 'fixture.exists', exitCode: 2 };
  await expect(record(folder, { parts: ['part1'] }, () => {})).rejects.toMatchObject(refused);
  await expect(record(file, { parts: ['part1'] }, () => {})).rejects.toMatchObject(refused);
});
