import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

it('every document that a message points to is there, and travels with the package', () => {
  const { files } = JSON.parse(readFileSync('package.json', 'utf8')) as { readonly files: readonly string[] };
  const sources = readdirSync('src', { recursive: true, withFileTypes: true }).filter(({ name }) =>
    /\.tsx?$/.test(name),
  );
  const named = sources.flatMap(({ parentPath, name }) => [
    ...readFileSync(join(parentPath, name), 'utf8').matchAll(/'[^'\n]*\b(docs\/[\w-]+\.md)/g),
  ]);
  const documents = new Set(named.map(([, document = '']) => document));
  expect(documents).toContain('docs/replay.md');
  expect([...documents].filter((document) => !existsSync(document))).toEqual([]);
  expect(files).toContain('docs');
});
