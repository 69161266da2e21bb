/** Which fixtures a change touches. */
import { basename, extname, sep } from 'node:path';
import type { FoundFixture } from '../select/find-fixtures.js';

/**
 * @param before what was known before the change: a fixture that is new is touched
 * @param changed absolute paths
 * @param program folders and files on which every fixture depends
 */
export function touchedFixtures(
  fixtures: readonly FoundFixture[],
  before: readonly FoundFixture[],
  changed: ReadonlySet<string>,
  program: readonly string[],
): readonly FoundFixture[] {
  const known = new Set(before.map(({ folder }) => folder));
  const paths = [...changed];
  if (paths.some((path) => program.some((folder) => isWithin(path, folder)))) return fixtures;
  const outside = paths.filter((path) => !fixtures.some(({ folder }) => isWithin(path, folder)));
  // A description that several fixtures share (defaults, an included file): which of them is not worth knowing.
  if (outside.some(isDescription)) return fixtures;
  return fixtures.filter(({ folder }) => !known.has(folder) || paths.some((path) => isWithin(path, folder)));
}

function isDescription(path: string): boolean {
  return ['.yaml', '.yml'].includes(extname(path)) && basename(path) !== 'fixture.yaml';
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`);
}
