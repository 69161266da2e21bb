/** Finds fixtures: a folder with a `fixture.yaml` is one, any other folder is searched, also one that a link leads to. */
import type { Dirent } from 'node:fs';
import { lstatSync } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, extname, join, relative, resolve, sep } from 'node:path';
import { AppError } from '../../../engine/errors.js';
import { safeText } from '../../../engine/text/safe-text.js';
import { fileTrouble } from '../../../engine/file-trouble.js';
import { shownPath } from '../../shown-path.js';

export const FIXTURE_FILE = 'fixture.yaml';
/** As some write the ending. Passed over, it would be a test that nobody misses. */
const OTHER_ENDING = 'fixture.yml';

export interface FoundFixture {
  readonly id: string;
  readonly folder: string;
  /** Why it cannot be replayed: another one has its id, or the folder, which may hold several, cannot be read. */
  readonly problem?: AppError;
}

/** Where fixtures are looked for when no path is given. */
export const DEFAULT_PATH = 'fixtures';
const ORDER = new Intl.Collator('en', { numeric: true });

/**
 * In the order of the paths, then of the names. An id is the folder's path below the given one, or its own name.
 * Rejects with AppError `replay.notFound` or `replay.noFixture` (exit code 2), or `replay.nothingMatched` (4).
 */
export async function findFixtures(paths: readonly string[]): Promise<readonly FoundFixture[]> {
  const found: FoundFixture[] = [];
  for (const path of paths.length === 0 ? [DEFAULT_PATH] : paths) {
    found.push(...(await fixturesOf(path, paths.length === 0)));
  }
  const unique = paths.length > 1 ? await eachOnce(found) : found;
  // Before anything is left out: two of one name in two parts of a run would both be believed.
  if (unique.length > 0) return withDuplicatesNamed(unique);
  throw nothingMatched('There is no fixture here');
}

/** As the first path that leads to it names it. */
async function eachOnce(found: readonly FoundFixture[]): Promise<readonly FoundFixture[]> {
  const places = new Map<string, FoundFixture>();
  for (const fixture of found) {
    const place = await realpath(fixture.folder).catch(() => fixture.folder);
    if (!places.has(place)) places.set(place, fixture);
  }
  return [...places.values()];
}

function withDuplicatesNamed(found: readonly FoundFixture[]): readonly FoundFixture[] {
  const seen = new Set<string>();
  const duplicated = new Set(found.flatMap(({ id }) => (seen.size === seen.add(id).size ? [id] : [])));
  return found.map((each) => {
    if (each.problem !== undefined || !duplicated.has(each.id)) return each;
    const other = found.find(({ id, folder }) => id === each.id && folder !== each.folder);
    return { ...each, problem: twiceNamed(each, other ?? each) };
  });
}

function twiceNamed({ id, folder }: FoundFixture, other: FoundFixture): AppError {
  return new AppError({
    code: 'fixture.duplicateId',
    message: `Two fixtures are called "${safeText(id)}": ${shownPath(folder)} and ${shownPath(other.folder)}.`,
    remedy: 'Give the folder above both instead of each of them, or rename one.',
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
  // A script's variable without a value would otherwise mean everything below the working directory.
  const info = path === '' ? null : await stat(root).catch(() => null);
  if (info === null) {
    if (isDefault) return [];
    throw new AppError({
      code: 'replay.notFound',
      message: path === '' ? 'A path is empty.' : `${safeText(path)} does not exist.`,
      remedy: 'Check the path.',
      exitCode: 2,
    });
  }
  if (info.isFile()) {
    if (isFixture(dirname(root))) return [{ id: basename(dirname(root)), folder: dirname(root) }];
    throw new AppError({
      code: 'replay.noFixture',
      message: `${safeText(path)} is no fixture.`,
      remedy: `Give the folder that holds ${FIXTURE_FILE}.`,
      exitCode: 2,
    });
  }
  if (isFixture(root)) return [{ id: basename(root), folder: root }];
  const folders = await search(root);
  return folders.map((each) => ({ ...each, id: relative(root, each.folder).split(sep).join('/') || basename(root) }));
}

type FoundFolder = Omit<FoundFixture, 'id'>;

/** A folder by the path that leads to it, and where that ends. */
interface Place {
  readonly folder: string;
  readonly real: string;
}

/** In the order of the names. */
async function search(root: string): Promise<readonly FoundFolder[]> {
  const real = await realpath(root);
  const seen = new Set<string>();
  const links: string[] = [];
  const found = await searchFolder({ folder: root, real }, seen, links);
  if (links.length === 0) return found;
  // Last: what lies here has its own name, whatever links lead to it. Each place is searched once, so that no circle is.
  for (const link of links) {
    const target = await realpath(link).catch(() => null);
    if (target === null) {
      // What has the name of a file was hardly a folder.
      if (extname(link) === '')
        found.push({ folder: link, problem: unreadable(link, new Error('the link leads nowhere')) });
    } else if (isFixture(link)) {
      if (!seen.has(target)) found.push({ folder: link });
      seen.add(target);
    } else if (!isAbove(target, real) && lstatSync(target).isDirectory()) {
      found.push(...(await searchFolder({ folder: link, real: target }, seen, links)));
    }
  }
  return found.sort((first, second) => byNames(first.folder, second.folder));
}

/** @param seen places by their real paths @param links gathered on the way */
async function searchFolder({ folder, real }: Place, seen: Set<string>, links: string[]): Promise<FoundFolder[]> {
  if (seen.has(real)) return [];
  seen.add(real);
  let entries: Dirent[];
  try {
    entries = await readdir(folder, { withFileTypes: true });
  } catch (error) {
    return [{ folder, problem: unreadable(folder, error) }];
  }
  const found: FoundFolder[] = [];
  for (const entry of entries.sort((first, second) => ORDER.compare(first.name, second.name))) {
    const { name } = entry;
    if (name.startsWith('.') || name === 'node_modules') continue;
    const inside = { folder: join(folder, name), real: join(real, name) };
    if (entry.isSymbolicLink()) links.push(inside.folder);
    if (entry.isFile() && name === OTHER_ENDING) found.push({ folder, problem: otherEnding(folder) });
    if (!entry.isDirectory()) continue;
    if (!isFixture(inside.folder)) found.push(...(await searchFolder(inside, seen, links)));
    else if (!seen.has(inside.real)) {
      seen.add(inside.real);
      found.push({ folder: inside.folder });
    }
  }
  return found;
}

/** Whether a link to it leads back to where the search began. */
function isAbove(folder: string, root: string): boolean {
  return `${root}${sep}`.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`);
}

function byNames(first: string, second: string): number {
  const [names, others] = [first.split(sep), second.split(sep)];
  for (const [index, name] of names.entries()) {
    const order = ORDER.compare(name, others[index] ?? '');
    if (order !== 0) return order;
  }
  return names.length - others.length;
}

function unreadable(folder: string, error: unknown): AppError {
  return new AppError({
    code: 'replay.unreadable',
    message: `The folder ${shownPath(folder)} cannot be read: ${fileTrouble(error)}.`,
    remedy: 'Give yourself permission to read it.',
    exitCode: 3,
    cause: error,
  });
}

function otherEnding(folder: string): AppError {
  return new AppError({
    code: 'fixture.otherEnding',
    message: `${shownPath(join(folder, OTHER_ENDING))} is not read: a fixture is described in ${FIXTURE_FILE}.`,
    remedy: `Call it ${FIXTURE_FILE}.`,
    exitCode: 3,
  });
}

/** Also where its description is a link that leads nowhere, or a folder: it is broken, and not to be passed over. */
function isFixture(folder: string): boolean {
  try {
    return lstatSync(join(folder, FIXTURE_FILE), { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}
