import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ChangeWatcher } from '../../src/commands/replay/watch/change-watcher.js';
import { fixtureFolder } from '../support/replay-fixtures.js';

async function seenBy(watcher: ChangeWatcher, path: string): Promise<void> {
  while ((await watcher.changes())?.has(path) === false);
}

it('a watch sees a file that is replaced by another of its name, each time, and folders that come, go and come back, the whole of it, too', async () => {
  const above = await fixtureFolder({
    'f/a/fixture.yaml': '1',
    'f/a/audio/01.wav': '1',
    'f/node_modules/x/y.yaml': '1',
  });
  const folder = join(above, 'f');
  const watcher = new ChangeWatcher([folder]);
  const seen = async (path: string): Promise<void> => {
    await seenBy(watcher, join(folder, path));
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

it('says what cannot be watched, and goes on watching the rest', async () => {
  const folder = await fixtureFolder({ 'a/fixture.yaml': '1', 'b/fixture.yaml': '1', 'shared/all.yaml': '1' });
  const watcher = new ChangeWatcher([join(folder, 'a')]);
  try {
    const gone = [join(folder, 'gone/talk'), join(folder, 'gone/elsewhere/all.yaml')] as const;
    const failed = watcher.watchAlso([gone[0], join(folder, 'b')], [gone[1], join(folder, 'shared/all.yaml')]);
    expect(failed.map(({ code }) => code)).toEqual(['replay.cannotWatch', 'replay.cannotWatch']);
    expect(failed[0]?.message).toContain(gone[0]);
    for (const path of ['a/fixture.yaml', 'b/fixture.yaml', 'shared/all.yaml']) {
      await writeFile(join(folder, path), '2');
      await seenBy(watcher, join(folder, path));
    }
  } finally {
    watcher.close();
  }
});
