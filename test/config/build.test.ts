import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { hashOf, programBuild } from '../../src/config/build.js';
import { appVersion } from '../../src/config/version.js';
import { temporaryFolder } from '../support/temporary-folder.js';

it('a build has another name when its code or its data is another, wherever it lies', async () => {
  const built = async (code: string, types = ''): Promise<string> => {
    const folder = temporaryFolder();
    await mkdir(join(folder, 'engine'));
    await writeFile(join(folder, 'cli.js'), 'start();');
    await writeFile(join(folder, 'engine/exam.js'), code);
    await writeFile(join(folder, 'engine/exam.d.ts'), types);
    return hashOf([folder]);
  };
  const first = await built('wait(700);');
  expect([await built('wait(700);', 'declare const wait;'), await built('wait(800);')]).toEqual([
    first,
    expect.not.stringMatching(first),
  ]);
  expect(programBuild()).toMatch(/^[^+]+\+[0-9a-f]{10}$/);
  expect(programBuild().split('+')[0]).toBe(appVersion());
});
