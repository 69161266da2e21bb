/** Writes schemas/fixture.schema.json from the fixture format in the sources. Run `npm run build` before it. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fixtureJsonSchema } from '../dist/engine/replay/fixture/fixture-json-schema.js';

const folder = resolve(import.meta.dirname, '..', 'schemas');
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'fixture.schema.json'), `${JSON.stringify(fixtureJsonSchema(), null, 2)}\n`);
