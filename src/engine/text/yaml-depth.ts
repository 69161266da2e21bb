/** Whether YAML is nested deeper than anybody nests it: its parser runs out of stack then, which may end the whole program. */

/** A fixture has seven levels. */
const MAX_DEPTH = 100;
/** So far to the right, or so many marks of lists and keys on one line. */
const DEEP_BLOCK = new RegExp(`^ {${String(3 * MAX_DEPTH)}}|(?:[-?:][ \\t]+){${String(MAX_DEPTH)}}`, 'm');

/** Brackets within texts count, too: nobody leaves a hundred of them open. */
export function isNestedTooDeeply(text: string): boolean {
  if (DEEP_BLOCK.test(text)) return true;
  let depth = 0;
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    depth = Math.max(0, depth + (bracket === '[' || bracket === '{' ? 1 : -1));
    if (depth > MAX_DEPTH) return true;
  }
  return false;
}
