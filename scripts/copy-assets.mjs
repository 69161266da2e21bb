// tsc compiles TypeScript only; scripts that other processes run as they are (*.mjs) go along beside it.
import { cp, mkdir, readdir } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';

for (const entry of await readdir('src', { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !entry.name.endsWith('.mjs')) continue;
  const source = join(entry.parentPath, entry.name);
  const target = join('dist', relative('src', source));
  await mkdir(dirname(target), { recursive: true });
  await cp(source, target);
}
