/** The package's own version. */
import { readFileSync } from 'node:fs';

export function appVersion(): string {
  // The same from `src` under the tests and from `dist` in the package.
  const file = new URL('../../package.json', import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
