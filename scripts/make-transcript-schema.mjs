/** Writes schemas/transcript.schema.json from the form in the sources. Run `npm run build` before it. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { transcriptJsonSchema } from '../dist/engine/scoring/input/transcript-schema.js';

const path = join(import.meta.dirname, '..', 'schemas', 'transcript.schema.json');
writeFileSync(path, `${JSON.stringify(transcriptJsonSchema(), null, 2)}\n`);
