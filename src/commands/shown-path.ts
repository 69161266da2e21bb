import { relative, resolve } from 'node:path';
import { safeText } from '../engine/text/safe-text.js';

/** A path as somebody in the working directory would write it: from there, or from the root where that is shorter. Safe to print. */
export function shownPath(path: string): string {
  const fromRoot = resolve(path);
  const fromHere = relative('', fromRoot) || '.';
  return safeText(fromHere.length < fromRoot.length ? fromHere : fromRoot);
}
