import { mkdir, rename, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { FixtureStates } from '../../src/commands/replay/fixture/fixture-states.js';
import { ListedFolders } from '../../src/commands/replay/fixture/listed-folders.js';
import { fixtureFolder } from '../support/replay-fixtures.js';

it('a folder that was moved into the one listed before it is another state, though no file has changed', async () => {
  const folder = await fixtureFolder({ 'audio/01.wav': new Int16Array(9), 'fixture.yaml': 'version: 1\n' });
  await mkdir(join(folder, 'archive'));
  for (const path of ['audio/01.wav', 'fixture.yaml']) await utimes(join(folder, path), 1_700_000_000, 1_700_000_000);
  const state = (): string | null => new FixtureStates().of({ folder, seed: null, stt: null }, new ListedFolders());
  const before = state();
  expect(before).not.toBe(null);
  expect(state()).toBe(before);
  await rename(join(folder, 'audio'), join(folder, 'archive/audio'));
  expect(state()).not.toBe(before);
});
