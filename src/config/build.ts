/** Which program this is, more exactly than by its version: two builds of one version may come to two results. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { appVersion } from './version.js';

const LETTERS = 10;

/** Such as `0.1.0+3f2a9c81d0`: the version, and a hash of the compiled program with its data. Takes some 50 ms. */
export function programBuild(): string {
  // The same from `src` under the tests and from `dist` in the package.
  const root = fileURLToPath(new URL('../../', import.meta.url));
  return `${appVersion()}+${hashOf([join(root, 'dist'), join(root, 'data')])}`;
}

/** @returns the same for the same programs and data below these folders, wherever they lie */
export function hashOf(folders: readonly string[]): string {
  const hash = createHash('sha256');
  for (const folder of folders.filter(existsSync)) {
    const names = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !/(\.d\.ts|\.tsbuildinfo)$/.test(entry.name))
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
    for (const name of names.sort())
      hash
        .update(`${name}\0`)
        .update(readFileSync(join(folder, name)))
        .update('\0');
  }
  return hash.digest('hex').slice(0, LETTERS);
}
