import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PROVIDER_ERROR_KINDS } from '../../src/engine/ports/provider-error.js';
import { EVENT_TYPES } from '../../src/engine/session/log/events.js';

const sources = readdirSync('src', { recursive: true, withFileTypes: true })
  .filter(({ name }) => /\.tsx?$/.test(name))
  .map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'utf8'));

/** Names of files, lines of the reporter `jsonl`, and what the command line's parser calls its own errors, look like codes. */
const OTHERS = /\.(?:json|jsonl|yaml|yml|sqlite)$|^fixture\.(?:started|finished)$|^cli\./;

const documented = new Map(
  [...readFileSync('docs/errors.md', 'utf8').matchAll(/^\| `([a-zA-Z.]+)` +\| (\d*) *\|/gm)].map(
    ([, code = '', exit = '']) => [code, exit],
  ),
);

/** Every literal whose first half is that of an error code somewhere, and the codes that are put together. */
function codesInSource(): ReadonlySet<string> {
  const events = new Set<string>(EVENT_TYPES);
  const literals = sources.flatMap((text) =>
    [...text.matchAll(/'([a-z][a-zA-Z]*\.[a-zA-Z]+)'/g)].map(([, it = '']) => it),
  );
  const direct = sources.flatMap((text) => [...text.matchAll(/code: '([a-z][a-zA-Z]*)\.[a-zA-Z]+'/g)]);
  const areas = new Set(direct.map(([, area = '']) => area));
  const isCode = (text: string): boolean =>
    areas.has(text.split('.')[0] ?? '') && !OTHERS.test(text) && !events.has(text);
  return new Set([
    ...literals.filter(isCode),
    ...configCodes(),
    ...modelCodes(),
    ...providerCodes(),
    ...warnings(),
    'unexpected',
  ]);
}

const configCodes = (): readonly string[] =>
  sources.flatMap((text) =>
    [...text.matchAll(/configError\(\s*'([a-zA-Z]+)'/g)].map(([, code = '']) => `config.${code}`),
  );

function modelCodes(): readonly string[] {
  const text = readFileSync('src/providers/models/model-error.ts', 'utf8');
  const [, union = ''] = /type ModelErrorCode =([^;]*);/.exec(text) ?? [];
  return [...union.matchAll(/'(\w+)'/g)].map(([, code = '']) => `models.${code}`);
}

const providerCodes = (): readonly string[] => PROVIDER_ERROR_KINDS.map((kind) => `provider.${kind}`);

/** This warning about a file is called like the event. */
const warnings = (): readonly string[] => ['audio.clipped'];

describe('docs/errors.md', () => {
  it('names every code that the program can give, and no other', () => {
    const given = codesInSource();
    expect(given.size).toBeGreaterThan(150);
    expect([...given].filter((code) => !documented.has(code))).toEqual([]);
    expect([...documented.keys()].filter((code) => !given.has(code))).toEqual([]);
  });

  it('has the exit codes that stand beside the codes', () => {
    const beside = sources.flatMap((text) => [
      ...text.matchAll(/code: '([a-z][a-zA-Z]*\.[a-zA-Z]+)',(?:(?!code: ')[^])*?exitCode: (\d+)/g),
    ]);
    expect(beside.length).toBeGreaterThan(80);
    const wrong = beside.filter(([, code = '', exit]) => documented.get(code) !== exit);
    expect(wrong.map(([, code, exit]) => `${String(code)} ${String(exit)}`)).toEqual([]);
  });
});
