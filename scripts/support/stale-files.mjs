/** Compiled files whose source is gone: tsc leaves them where they are. */
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Made by other steps of the build. */
const OTHERS = /^(packages[\\/]|\.tsbuildinfo$)/;

/** @returns files of the folder that nothing in the sources stands for, relative to it */
export async function staleFiles(built, sources) {
  const files = (await readdir(built, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(built.length + 1));
  return files.filter(
    (path) => !OTHERS.test(path) && !sourcesOf(path).some((source) => existsSync(join(sources, source))),
  );
}

function sourcesOf(path) {
  if (path.endsWith('.mjs')) return [path];
  const [, name] = /^(.*?)(?:\.d\.ts|\.js)$/.exec(path) ?? [];
  return name === undefined ? [] : [`${name}.ts`, `${name}.tsx`];
}
