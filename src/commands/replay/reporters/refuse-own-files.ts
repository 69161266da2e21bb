/** A report or a plot must not take the place of what the run is made of. */
import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, extname, join, resolve, sep } from 'node:path';
import { AppError } from '../../../engine/errors.js';
import { safeText } from '../../../engine/text/safe-text.js';
import { AUDIO_EXTENSIONS } from '../../../providers/audio-files/audio-extensions.js';
import { BASELINE_FILE, CASSETTE_FILE } from '../fixture/recorded-files.js';
import { DEFAULTS_FILE } from '../fixture/read-fixture.js';
import { FIXTURE_FILE, type FoundFixture } from '../select/find-fixtures.js';
import type { ReporterChoice } from './reporter.js';

/** Where an option writes. */
export interface Target {
  /** As it is typed, such as `--reporter json`. */
  readonly option: string;
  readonly file: string;
}

export function targetsOf(choices: readonly ReporterChoice[], plot?: string): readonly Target[] {
  return [
    ...choices.flatMap(({ name, file }) => (file === null ? [] : [{ option: `--reporter ${name}`, file }])),
    ...(plot === undefined ? [] : [{ option: '--plot', file: plot }]),
  ];
}

/** Throws AppError `replay.conflict` (exit code 2) before anything is written. */
export function refuseOwnFiles(targets: readonly Target[], fixtures: readonly Pick<FoundFixture, 'folder'>[]): void {
  for (const { option, file } of targets) {
    const place = realPlace(resolve(file));
    if (!isDescription(place) && !(isSource(place) && isInside(place, fixtures))) continue;
    throw new AppError({
      code: 'replay.conflict',
      message: `${option} would ${existsSync(file) ? 'overwrite' : 'write'} ${safeText(file)}, which fixtures are made of.`,
      remedy: `Give it a file of its own: ${option}=FILE.`,
      exitCode: 2,
    });
  }
}

/** Of fixtures, or a file that they include; no report is one. */
function isDescription(file: string): boolean {
  const name = basename(file);
  const isYaml = ['.yaml', '.yml'].includes(extname(name).toLowerCase());
  return isYaml && (name === FIXTURE_FILE || name === DEFAULTS_FILE || existsSync(file));
}

/** Of a folder of fixtures that a test defines, each has a cassette and a baseline of its own name. */
function isSource(file: string): boolean {
  const name = basename(file);
  const kept = [CASSETTE_FILE, BASELINE_FILE].some((own) => name === own || name.endsWith(`.${own}`));
  return kept || AUDIO_EXTENSIONS.has(extname(name).toLowerCase());
}

function isInside(place: string, fixtures: readonly Pick<FoundFixture, 'folder'>[]): boolean {
  return fixtures.some(({ folder }) => existsSync(folder) && place.startsWith(`${realpathSync(folder)}${sep}`));
}

/** Also of a file that is not there yet. */
function realPlace(path: string): string {
  return existsSync(path) || dirname(path) === path
    ? realpathSync(path)
    : join(realPlace(dirname(path)), basename(path));
}
