import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { defaultsJsonSchema, fixtureJsonSchema } from '../../../src/engine/replay/fixture/fixture-json-schema.js';

it.each([
  ['fixture', fixtureJsonSchema],
  ['replay', defaultsJsonSchema],
])('the JSON Schema of %s.yaml that editors use is the one of the sources', async (name, schema) => {
  const shipped: unknown = JSON.parse(await readFile(`schemas/${name}.schema.json`, 'utf8'));
  expect(shipped, 'run: npm run build && node scripts/make-fixture-schema.mjs').toEqual(schema());
});
