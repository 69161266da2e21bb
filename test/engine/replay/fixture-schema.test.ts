import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { fixtureJsonSchema } from '../../../src/engine/replay/fixture/fixture-json-schema.js';

it('the JSON Schema that editors use is the one of the sources', async () => {
  const shipped: unknown = JSON.parse(await readFile('schemas/fixture.schema.json', 'utf8'));
  expect(shipped, 'run: npm run build && node scripts/make-fixture-schema.mjs').toEqual(fixtureJsonSchema());
});
