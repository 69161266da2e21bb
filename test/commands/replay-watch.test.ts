import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ChangeWatcher } from '../../src/commands/replay/watch/change-watcher.js';
import { fixtureFolder } from '../support/replay-fixtures.js';

it('a watch sees a file that is replaced by another of its name, each time, and folders that come, go and come back, the whole of it, too', async () => {
  const above = await fixtureFolder({
    'f/a/fixture.yaml': '1',
    'f/a/audio/01.wav': '1',
    'f/node_modules/x/y.yaml': '1',
  });
  const folder = join(above, 'f');
  const watcher = new ChangeWatcher([folder]);
  const seen = async (path: string): Promise<void> => {
    for (let changed = await watcher.changes(); changed?.has(join(folder, path)) === false;)
      changed = await watcher.changes();
  };
  try {
    // As editors save.
    for (const path of ['a/fixture.yaml', 'a/fixture.yaml', 'a/audio/01.wav', 'a/fixture.yaml']) {
      await writeFile(join(folder, 'a/.fixture.yaml.swp'), '2');
      await rename(join(folder, 'a/.fixture.yaml.swp'), join(folder, path));
      await seen(path);
    }
    await mkdir(join(folder, 'b/audio'), { recursive: true });
    await writeFile(join(folder, 'b/audio/01.wav'), '1');
    await seen('b/audio/01.wav');
    await rename(join(folder, 'b'), join(above, 'elsewhere'));
    await seen('b');
    await rename(join(above, 'elsewhere'), join(folder, 'b'));
    await seen('b/audio/01.wav');
    await writeFile(join(folder, 'b/audio/01.wav'), '2');
    await seen('b/audio/01.wav');
    await rename(folder, join(above, 'elsewhere'));
    await seen('');
    await rename(join(above, 'elsewhere'), folder);
    await seen('a/audio/01.wav');
    await writeFile(join(folder, 'b/audio/01.wav'), '3');
    await seen('b/audio/01.wav');
    await writeFile(join(folder, 'node_modules/x/y.yaml'), '2');
    await writeFile(join(folder, 'a/fixture.yaml'), '3');
    let told: readonly string[] = [];
    while (!told.includes(join(folder, 'a/fixture.yaml'))) told = [...told, ...((await watcher.changes()) ?? [])];
    expect(told.filter((path) => path.includes('node_modules'))).toEqual([]);
  } finally {
    watcher.close();
  }
});
