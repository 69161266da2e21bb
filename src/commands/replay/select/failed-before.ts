/** Remembers which fixtures did not pass when they last ran on this machine, for `--only-failed`. */
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { makeFolder } from '../../../config/files/make-folder.js';
import { replaceFile } from '../../../config/files/replace-file.js';
import { appPaths } from '../../../config/paths.js';
import type { FixtureResult } from '../../../engine/replay/result.js';

const memory = z.object({ failed: z.array(z.string()) });

/** Folders of fixtures; empty when nothing is remembered. */
export async function failedBefore(): Promise<ReadonlySet<string>> {
  try {
    return new Set(memory.parse(JSON.parse(await readFile(appPaths().failedFixtures, 'utf8'))).failed);
  } catch {
    // Not there yet, or damaged: it is only a convenience.
    return new Set();
  }
}

/** @param ran folder and outcome; what was not replayed to its end keeps its place */
export async function rememberFailed(
  ran: readonly { readonly folder: string; readonly status: FixtureResult['status'] }[],
): Promise<void> {
  const failed = new Set(await failedBefore());
  const before = failed.size;
  let changed = false;
  for (const { folder, status } of ran) {
    if (status === 'interrupted') continue;
    changed = status === 'passed' ? failed.delete(folder) || changed : !failed.has(folder) || changed;
    if (status !== 'passed') failed.add(folder);
  }
  if (!changed && failed.size === before) return;
  const path = appPaths().failedFixtures;
  try {
    await makeFolder(dirname(path));
    await replaceFile(path, JSON.stringify({ failed: [...failed].sort() }));
  } catch {
    // A read-only home must not fail a replay.
  }
}
