/** A fixture written in a test instead of a `fixture.yaml`: the same keys, checked the same way. */
import { basename, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { AppError } from '../engine/errors.js';
import { FIXTURE_VERSION, fixtureSchema, type Fixture } from '../engine/replay/fixture/fixture-schema.js';

export interface FixtureDefinition extends Omit<z.input<typeof fixtureSchema>, 'version' | 'include'> {
  /** The folder of the audio files and the cassette. Default: the working directory. */
  readonly folder?: string | URL;
}

/** A checked fixture: made by {@link defineFixture}, taken by `replay`. */
export interface DefinedFixture {
  readonly id: string;
  readonly folder: string;
  readonly fixture: Fixture;
}

/** A fixture written in a test has no file of its own, so `include` cannot be resolved and is refused. */
const ownSchema = fixtureSchema.refine(({ include }) => include === undefined, {
  path: ['include'],
  message: 'a fixture in a test includes no files: write their keys here',
});

/**
 * Checks a definition. Durations and levels are written as in a `fixture.yaml`: '600ms', '1.2s', '15dB'.
 * Throws AppError `fixture.invalid`.
 */
export function defineFixture({ folder = '.', ...definition }: FixtureDefinition): DefinedFixture {
  const parsed = ownSchema.safeParse({ version: FIXTURE_VERSION, ...definition });
  if (!parsed.success) {
    throw new AppError({
      code: 'fixture.invalid',
      message: `The fixture "${String(definition.title)}" cannot be used:\n${z.prettifyError(parsed.error)}`,
      remedy: 'See docs/replay.md for the format.',
      exitCode: 3,
    });
  }
  const place = resolve(folder instanceof URL ? fileURLToPath(folder) : folder);
  return { id: basename(place), folder: place, fixture: parsed.data };
}
