import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { missingFiles, staleFiles } from '../../scripts/support/dist-files.mjs';
import { temporaryFolder } from '../support/temporary-folder.js';

const SOURCES = ['src/cli.ts', 'src/ui/screen.tsx', 'src/run/worker.mjs'];
const BUILT = ['cli.js', 'cli.d.ts', 'ui/screen.js', 'ui/screen.d.ts', 'run/worker.mjs'];

async function folderWith(paths: readonly string[]): Promise<readonly [dist: string, src: string]> {
  const folder = temporaryFolder();
  for (const path of paths) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), '');
  }
  return [join(folder, 'dist'), join(folder, 'src')];
}

it('a build keeps what has a source or comes from another step, and nothing else', async () => {
  const kept = [...BUILT, 'packages/ink.js', '.tsbuildinfo'];
  const gone = ['cli.mjs', 'engine/metrics.d.ts', 'engine/metrics.js', 'notes.txt', 'ui/screen.js.map'];
  const folders = await folderWith([...SOURCES, ...[...kept, ...gone].map((path) => `dist/${path}`)]);
  expect([...(await staleFiles(...folders))].sort()).toEqual(gone);
});

it('a build sees what was taken from it', async () => {
  const whole = await folderWith([...SOURCES, ...BUILT.map((path) => `dist/${path}`)]);
  expect(await missingFiles(...whole)).toEqual([]);
  const torn = await folderWith([...SOURCES, 'dist/cli.js', 'dist/ui/screen.d.ts']);
  expect([...(await missingFiles(...torn))].sort()).toEqual(['cli.d.ts', 'ui/screen.js']);
});
