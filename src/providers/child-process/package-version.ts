/** The version of an installed npm package, for cache keys: another version may sound different. */
import { createRequire } from 'node:module';

/** "unknown" when the package is not installed or does not say. Loads nothing but its description. */
export function packageVersion(name: string): string {
  try {
    const { version } = createRequire(import.meta.url)(`${name}/package.json`) as { readonly version?: unknown };
    return typeof version === 'string' ? version : 'unknown';
  } catch {
    return 'unknown';
  }
}
