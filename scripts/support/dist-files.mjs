/** What `dist` should hold by the sources: tsc leaves there what has no source any more, and does not see what was taken away. */
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Made by other steps of the build. */
const OTHERS = /^(packages[\\/]|\.tsbuildinfo$)/;

/** @returns files of the folder that nothing in the sources stands for, relative to it */
export async function staleFiles(built, sources) {
  const files = await filesIn(built);
  return files.filter(
    (path) => !OTHERS.test(path) && !sourcesOf(path).some((source) => existsSync(join(sources, source))),
  );
}

/** @returns files that tsc makes of the sources and that are not in the folder, relative to it */
export async function missingFiles(built, sources) {
  const names = (await filesIn(sources)).flatMap((path) => /^(.*)(?<!\.d)\.tsx?$/.exec(path)?.[1] ?? []);
  return names.flatMap((name) => [`${name}.js`, `${name}.d.ts`]).filter((path) => !existsSync(join(built, path)));
}

async function filesIn(folder) {
  return (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
}

function sourcesOf(path) {
  if (path.endsWith('.mjs')) return [path];
  const [, name] = /^(.*?)(?:\.d\.ts|\.js)$/.exec(path) ?? [];
  return name === undefined ? [] : [`${name}.ts`, `${name}.tsx`];
}
