/** What a watch looks at: where fixtures are looked for, and the program itself. */
import { realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readDescribed } from '../fixture/read-fixture.js';
import { parseReporter } from '../reporters/reporter.js';
import { tryReport } from '../reporters/try-report.js';
import { DEFAULT_PATH, type FoundFixture } from '../select/find-fixtures.js';

/** Sources and build output lie equally deep below the package root. */
const PROGRAM = fileURLToPath(new URL('../../../', import.meta.url));
const DATA = fileURLToPath(new URL('../../../../data/', import.meta.url));

/** The program's code and the question bank: every fixture depends on them. */
export const PROGRAM_FOLDERS: readonly string[] = [resolve(PROGRAM), resolve(DATA)];

/** Where fixtures are looked for, without links. */
export async function searchedFolders(paths: readonly string[]): Promise<readonly string[]> {
  const folders = await Promise.all((paths.length === 0 ? [DEFAULT_PATH] : paths).map(folderOf));
  return [...new Set(folders)];
}

/** Where links lead out of the folders to a fixture. */
export function outside(folders: readonly string[], places: ReadonlyMap<string, string>): readonly string[] {
  return [...places.values()].filter((place) => !folders.some((folder) => place.startsWith(join(folder, sep))));
}

/** By folder: where changes in it are told to happen, which is without links. */
export async function realPlaces(found: readonly FoundFixture[]): Promise<ReadonlyMap<string, string>> {
  const places = found.map(
    async ({ folder }) => [folder, await realpath(folder).catch(() => folder)] as const satisfies readonly string[],
  );
  return new Map(await Promise.all(places));
}

/** What fixtures share and that lies outside the folders: defaults above them, included files. Of what cannot be read, nothing. */
export async function sharedFiles(
  fixtures: readonly FoundFixture[],
  folders: readonly string[],
): Promise<readonly string[]> {
  const shared = new Set<string>();
  for (const { folder } of fixtures) {
    const described = await readDescribed(folder).catch(() => null);
    for (const file of described?.files ?? []) shared.add(file);
  }
  return [...shared].filter((file) => !folders.some((folder) => file.startsWith(join(folder, sep))));
}

/** What a run writes itself, which is no change: a report may lie among the fixtures. Throws AppError `replay.*` for one that cannot be written. */
export async function reportFiles(reporters: readonly string[] = []): Promise<readonly string[]> {
  const files = reporters.map((reporter) => parseReporter(reporter).file).filter((file) => file !== null);
  return await Promise.all(
    files.map(async (file) => {
      await tryReport(file);
      return join(await realpath(dirname(resolve(file))), basename(file));
    }),
  );
}

async function folderOf(path: string): Promise<string> {
  const info = await stat(path);
  return await realpath(info.isFile() ? dirname(resolve(path)) : resolve(path));
}
