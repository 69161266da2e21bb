/** Finds fixtures: a folder with a `fixture.yaml` is one, any other folder is searched. */
import type { Dirent } from 'node:fs';
import { lstatSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { AppError, messageOf } from '../../../engine/errors.js';
import { safeText } from '../../../engine/text/safe-text.js';

export const FIXTURE_FILE = 'fixture.yaml';

export interface FoundFixture {
  readonly id: string;
  readonly folder: string;
  /** Why it cannot be replayed: another one has its id, or the folder, which may hold several, cannot be read. */
  readonly problem?: AppError;
}

/** Where fixtures are looked for when no path is given. */
export const DEFAULT_PATH = 'fixtures';
/** Deeper than anybody sorts fixtures; also ends a loop of links. */
const MAX_DEPTH = 8;
const ORDER = new Intl.Collator('en', { numeric: true });

/**
 * In the order of the paths, then of the names. An id is the folder's path below the given one, or its own name.
 * Rejects with AppError `replay.notFound` (exit code 2), or `replay.nothingMatched` (4).
 */
export async function findFixtures(paths: readonly string[]): Promise<readonly FoundFixture[]> {
  const found: FoundFixture[] = [];
  for (const path of paths.length === 0 ? [DEFAULT_PATH] : paths) {
    found.push(...(await fixturesOf(path, paths.length === 0)));
  }
  const unique = new Map(found.map((fixture) => [fixture.folder, fixture]));
  // Before anything is left out: two of one name in two parts of a run would both be believed.
  if (unique.size > 0) return withDuplicatesNamed([...unique.values()]);
  throw nothingMatched('There is no fixture here');
}

function withDuplicatesNamed(found: readonly FoundFixture[]): readonly FoundFixture[] {
  const seen = new Set<string>();
  const duplicated = new Set(found.flatMap(({ id }) => (seen.size === seen.add(id).size ? [id] : [])));
  return found.map((each) =>
    each.problem === undefined && duplicated.has(each.id) ? { ...each, problem: twiceNamed(each) } : each,
  );
}

function twiceNamed({ id, folder }: FoundFixture): AppError {
  return new AppError({
    code: 'fixture.duplicateId',
    message: `Two fixtures are called "${safeText(id)}"; one lies in ${safeText(folder)}.`,
    remedy: 'Rename the folder of one of them.',
    exitCode: 3,
  });
}

export function nothingMatched(
  why: string,
  remedy = `Give a folder that holds a ${FIXTURE_FILE}, or folders with one (see docs/replay.md).`,
): AppError {
  return new AppError({ code: 'replay.nothingMatched', message: `${why}.`, remedy, exitCode: 4 });
}

async function fixturesOf(path: string, isDefault: boolean): Promise<readonly FoundFixture[]> {
  const root = resolve(path);
  const info = await stat(root).catch(() => null);
  if (info === null) {
    if (isDefault) return [];
    throw new AppError({
      code: 'replay.notFound',
      message: `${safeText(path)} does not exist.`,
      remedy: 'Check the path.',
      exitCode: 2,
    });
  }
  if (info.isFile()) return [{ id: basename(dirname(root)), folder: dirname(root) }];
  if (isFixture(root)) return [{ id: basename(root), folder: root }];
  const folders = await search(root, MAX_DEPTH);
  return folders.map((each) => ({ ...each, id: relative(root, each.folder).split(sep).join('/') || basename(root) }));
}

async function search(folder: string, depth: number): Promise<readonly Omit<FoundFixture, 'id'>[]> {
  if (depth === 0) return [];
  let entries: Dirent[];
  try {
    entries = await readdir(folder, { withFileTypes: true });
  } catch (error) {
    return [{ folder, problem: unreadable(folder, error) }];
  }
  const names = entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules')
    .map(({ name }) => name)
    .sort((first, second) => ORDER.compare(first, second));
  const found: Omit<FoundFixture, 'id'>[] = [];
  for (const name of names) {
    const inside = join(folder, name);
    if (isFixture(inside)) found.push({ folder: inside });
    else found.push(...(await search(inside, depth - 1)));
  }
  return found;
}

function unreadable(folder: string, error: unknown): AppError {
  return new AppError({
    code: 'replay.unreadable',
    message: `The folder ${safeText(folder)} cannot be read: ${messageOf(error)}.`,
    remedy: 'Give yourself permission to read it.',
    exitCode: 3,
    cause: error,
  });
}

/** Also where its description is a link that leads nowhere: it is broken, and not to be passed over. */
function isFixture(folder: string): boolean {
  try {
    return lstatSync(join(folder, FIXTURE_FILE), { throwIfNoEntry: false })?.isDirectory() === false;
  } catch {
    return false;
  }
}
