import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { foundWordsSchema } from '../../../src/engine/replay/fixture/answer-schema.js';
import { defaultsJsonSchema, fixtureJsonSchema } from '../../../src/engine/replay/fixture/fixture-json-schema.js';
import { normaliseWords } from '../../../src/engine/replay/transcript/normalise-words.js';

it.each([
  ['fixture', fixtureJsonSchema],
  ['replay', defaultsJsonSchema],
])('the JSON Schema of %s.yaml that editors use is the one of the sources', async (name, schema) => {
  const shipped: unknown = JSON.parse(await readFile(`schemas/${name}.schema.json`, 'utf8'));
  expect(shipped, 'run: npm run build && node scripts/make-fixture-schema.mjs').toEqual(schema());
});

it('a text may be looked for where it has words that are compared, and nowhere else', () => {
  const unit = fc.constantFrom(..."aehmrubcdstBM 'm',.?!-[]()<>5［］é");
  const text = fc.string({ unit, minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(text, (looked) => {
      expect(foundWordsSchema.safeParse(looked).success).toBe(normaliseWords(looked).length > 0);
    }),
    { seed: 1, numRuns: 3000 },
  );
});
