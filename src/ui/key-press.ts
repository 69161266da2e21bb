/**
 * Reads one piece of terminal input as a key. Ink's own reader throws on control sequences it does not know, and a pasted
 * colour code must not end a test. Pure.
 */
import type { KeyPress } from './line-editor.js';

const ESCAPE = '\u001b';

/** @param data text as typed or pasted, or one whole escape sequence. */
export function keyPressOf(data: string): KeyPress {
  switch (data) {
    case '\r':
    case '\n':
      return { input: '', return: true };
    case '\t':
      return { input: '', tab: true };
    case '\b':
    case '\u007f':
      return { input: '', backspace: true };
    case ESCAPE:
      return { input: '', escape: true };
  }
  // Arrows, function keys, colour codes and the terminal's own replies are not used.
  if (data.startsWith(ESCAPE)) return { input: '', meta: true };
  if (/^[\u0001-\u001a]$/.test(data)) return { input: String.fromCharCode(data.charCodeAt(0) + 96), ctrl: true };
  return { input: data };
}
