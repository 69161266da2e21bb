/** A fixture written in a test instead of a `fixture.yaml`: the same keys, checked the same way. */
import { basename, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { z } from 'zod';
import { AppError } from '../engine/errors.js';
import { fixtureKeys } from '../engine/replay/fixture/fixture-json-schema.js';
import { FIXTURE_VERSION, fixtureSchema, type Fixture } from '../engine/replay/fixture/fixture-schema.js';
import { safeText } from '../engine/text/safe-text.js';
import { wrongInput } from './wrong-input.js';

export interface FixtureDefinition extends Omit<z.input<typeof fixtureSchema>, 'version' | 'include'> {
  /** The folder of the audio files and the cassette. Default: the working directory. */
  readonly folder?: string | URL;
  /** Of fixtures that share a folder: the id, and before the names of the cassette and the baseline. Letters, figures, `-` and `_`. */
  readonly name?: string;
}

/** A checked fixture: made by {@link defineFixture}, taken by `replay`. */
export interface DefinedFixture {
  readonly id: string;
  readonly name?: string;
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
export function defineFixture(described: FixtureDefinition): DefinedFixture {
  const given: unknown = described;
  if (typeof given !== 'object' || given === null) {
    throw new AppError({
      code: 'fixture.invalid',
      message: `A fixture cannot be made of ${String(given)}.`,
      remedy: "Give its keys: defineFixture({ title: '...', exam: { parts: [1] }, answers: [...] }).",
      exitCode: 3,
    });
  }
  const { folder = '.', name, ...definition } = described;
  const parsed = ownSchema.safeParse({ version: FIXTURE_VERSION, ...definition });
  const wrong = [
    ...(name === undefined || /^[\w-]+$/.test(name) ? [] : ['name: use letters, figures, "-" and "_"']),
    ...(parsed.success ? [] : wrongInput(parsed.error, definition, definitionKeys)),
  ];
  if (!parsed.success || wrong.length > 0) {
    throw new AppError({
      code: 'fixture.invalid',
      message: `${nameOf(definition.title)} cannot be used:\n${wrong.join('\n')}`,
      remedy: 'See docs/replay.md for the format.',
      exitCode: 3,
    });
  }
  const place = resolve(folder instanceof URL ? fileURLToPath(folder) : folder);
  const named = name === undefined ? {} : { name };
  return { id: name ?? basename(place), ...named, folder: place, fixture: parsed.data };
}

/** Whoever writes JavaScript may have left it out. */
function nameOf(title: unknown): string {
  return typeof title === 'string' ? `The fixture "${safeText(title)}"` : 'A fixture without a title';
}

function definitionKeys(path: readonly PropertyKey[]): readonly string[] {
  const known = fixtureKeys(path);
  if (path.length > 0) return known;
  return ['folder', 'name', ...known.filter((key) => key !== 'version' && key !== 'include')];
}
