import { safeText } from './safe-text.js';

/** Letters, digits and what no shell takes for its own; the backslashes of Windows are of its own shell's paths. */
const PLAIN = /^[\p{L}\p{N}\p{M}_@%+=:,./\\~-]+$/u;

/** A path as a word of a command that somebody copies into a shell: in quotes where it has spaces or the like. */
export function shellPath(path: string): string {
  // Commands take a word with "-" in front for an option, and shells one with "~" for somebody's home.
  const text = safeText(path).replace(/^(?=[-~])/, './');
  if (PLAIN.test(text)) return text;
  return /["$`!]/.test(text) ? `'${text.replaceAll("'", `'\\''`)}'` : `"${text}"`;
}
