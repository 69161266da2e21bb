// `dist` is published whole: nothing of modules that were removed or renamed may go along.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { staleFiles } from './support/stale-files.mjs';

for (const path of await staleFiles('dist', 'src')) await rm(join('dist', path));
