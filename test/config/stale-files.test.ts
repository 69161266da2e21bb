import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { staleFiles } from '../../scripts/support/stale-files.mjs';
import { temporaryFolder } from '../support/temporary-folder.js';

it('a build keeps what has a source or comes from another step, and nothing else', async () => {
  const folder = temporaryFolder();
  const put = async (...paths: string[]): Promise<void> => {
    for (const path of paths) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), '');
    }
  };
  await put('src/cli.ts', 'src/ui/screen.tsx', 'src/run/worker.mjs');
  const kept = ['cli.js', 'cli.d.ts', 'ui/screen.js', 'run/worker.mjs', 'packages/ink.js', '.tsbuildinfo'];
  const gone = ['cli.mjs', 'engine/metrics.d.ts', 'engine/metrics.js', 'notes.txt', 'ui/screen.js.map'];
  await put(...[...kept, ...gone].map((path) => `dist/${path}`));
  const stale = await staleFiles(join(folder, 'dist'), join(folder, 'src'));
  expect([...stale].sort()).toEqual(gone);
});
