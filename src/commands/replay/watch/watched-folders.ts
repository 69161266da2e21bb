/** What a watch looks at: where fixtures are looked for, and the program itself. */
import { realpath, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DEFAULT_PATH } from '../select/find-fixtures.js';

export interface WatchedFolders {
  readonly fixtures: readonly string[];
  /** Its code and the question bank: every fixture depends on them. */
  readonly program: readonly string[];
}

/** Sources and build output lie equally deep below the package root. */
const PROGRAM = fileURLToPath(new URL('../../../', import.meta.url));
const DATA = fileURLToPath(new URL('../../../../data/', import.meta.url));

export async function watchedFolders(paths: readonly string[]): Promise<WatchedFolders> {
  const fixtures = await Promise.all((paths.length === 0 ? [DEFAULT_PATH] : paths).map(folderOf));
  return { fixtures: [...new Set(fixtures)], program: [resolve(PROGRAM), resolve(DATA)] };
}

async function folderOf(path: string): Promise<string> {
  const info = await stat(path);
  return await realpath(info.isFile() ? dirname(resolve(path)) : resolve(path));
}
