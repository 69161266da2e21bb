/** A report must not take the place of what the run is made of. */
import { existsSync, realpathSync } from 'node:fs';
import { basename, extname, sep } from 'node:path';
import { AppError } from '../../../engine/errors.js';
import { safeText } from '../../../engine/text/safe-text.js';
import { AUDIO_EXTENSIONS } from '../../../providers/audio-files/audio-extensions.js';
import { BASELINE_FILE, CASSETTE_FILE } from '../fixture/load-fixture.js';
import type { FoundFixture } from '../select/find-fixtures.js';
import type { ReporterChoice } from './reporter.js';

/** Descriptions, and files that they include; no report is one. */
const DESCRIPTIONS: readonly string[] = ['.yaml', '.yml'];

/** Throws AppError `replay.conflict` (exit code 2) before anything is written. */
export function refuseOwnFiles(choices: readonly ReporterChoice[], fixtures: readonly FoundFixture[]): void {
  const there = choices.flatMap(({ name, file }) =>
    file !== null && existsSync(file) ? [{ name, file, path: realpathSync(file) }] : [],
  );
  // Most runs write new files, and a run may have ten thousand fixtures.
  if (there.length === 0) return;
  const folders = fixtures.flatMap(({ folder }) => (existsSync(folder) ? [`${realpathSync(folder)}${sep}`] : []));
  for (const { name, file, path } of there) {
    const isTheirs = isSource(path) && folders.some((folder) => path.startsWith(folder));
    if (!isTheirs && !DESCRIPTIONS.includes(extname(path).toLowerCase())) continue;
    throw new AppError({
      code: 'replay.conflict',
      message: `The reporter "${name}" would overwrite ${safeText(file)}, which fixtures are made of.`,
      remedy: `Give it a file of its own: --reporter ${name}=FILE.`,
      exitCode: 2,
    });
  }
}

/** Of a folder of fixtures that a test defines, each has a cassette and a baseline of its own name. */
function isSource(path: string): boolean {
  const name = basename(path);
  const kept = [CASSETTE_FILE, BASELINE_FILE].some((file) => name === file || name.endsWith(`.${file}`));
  return kept || AUDIO_EXTENSIONS.has(extname(path).toLowerCase());
}
