// Before tsc, which compiles only what has changed since the last build. `dist` is published whole: nothing of modules that were
// removed or renamed may go along, and where a file was taken from it, everything is compiled again.
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { missingFiles, staleFiles } from './support/dist-files.mjs';

if (existsSync('dist')) {
  for (const path of await staleFiles('dist', 'src')) await rm(join('dist', path));
  if ((await missingFiles('dist', 'src')).length > 0) await rm(join('dist', '.tsbuildinfo'), { force: true });
}
