/** Writes schemas/*.schema.json from the fixture format in the sources. Run `npm run build` before it. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { defaultsJsonSchema, fixtureJsonSchema } from '../dist/engine/replay/fixture/fixture-json-schema.js';

const folder = resolve(import.meta.dirname, '..', 'schemas');
mkdirSync(folder, { recursive: true });
for (const [name, schema] of [
  ['fixture', fixtureJsonSchema()],
  ['replay', defaultsJsonSchema()],
]) {
  writeFileSync(join(folder, `${name}.schema.json`), `${JSON.stringify(schema, null, 2)}\n`);
}
