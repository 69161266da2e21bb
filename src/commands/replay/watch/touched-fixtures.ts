/** Which fixtures a change touches. */
import { basename, extname, sep } from 'node:path';
import { AUDIO_EXTENSIONS } from '../../../providers/audio-files/audio-extensions.js';
import { BASELINE_FILE, CASSETTE_FILE } from '../fixture/recorded-files.js';
import type { FoundFixture } from '../select/find-fixtures.js';

interface Surroundings {
  /** Folders and files on which every fixture depends. */
  readonly program: readonly string[];
  /** Where a fixture's folder really is, when a link leads to it. */
  readonly places: ReadonlyMap<string, string>;
}

/**
 * @param before what was known before the change: a fixture that is new is touched
 * @param changed absolute paths, without links
 */
export function touchedFixtures(
  fixtures: readonly FoundFixture[],
  before: readonly FoundFixture[],
  changed: ReadonlySet<string>,
  { program, places }: Surroundings,
): readonly FoundFixture[] {
  const isIn = (path: string, { folder }: FoundFixture): boolean => isWithin(path, places.get(folder) ?? folder);
  const isPart = (path: string, fixture: FoundFixture): boolean => isIn(path, fixture) && isOfFixture(path);
  const known = new Set(before.map(({ folder }) => folder));
  const paths = [...changed];
  if (paths.some((path) => program.some((folder) => isWithin(path, folder)))) return fixtures;
  const outside = paths.filter((path) => !fixtures.some((fixture) => isIn(path, fixture)));
  // A description that several fixtures share (defaults, an included file): which of them is not worth knowing.
  if (outside.some(isDescription)) return fixtures;
  return fixtures.filter((fixture) => !known.has(fixture.folder) || paths.some((path) => isPart(path, fixture)));
}

/** What a replay reads in a fixture's folder, and folders; an editor's copy or a log that lies there is nothing to it. */
function isOfFixture(path: string): boolean {
  const extension = extname(path).toLowerCase();
  if (extension === '' || AUDIO_EXTENSIONS.has(extension) || ['.yaml', '.yml'].includes(extension)) return true;
  return [CASSETTE_FILE, BASELINE_FILE].includes(basename(path));
}

function isDescription(path: string): boolean {
  return ['.yaml', '.yml'].includes(extname(path)) && basename(path) !== 'fixture.yaml';
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`);
}
