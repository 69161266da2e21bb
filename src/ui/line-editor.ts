/** A one-line text field: typing, paste, backspace, ctrl-w (word), ctrl-u (line). Pure. */
import { safeText } from '../engine/text/safe-text.js';

/** A key press, with the fields that are used here. */
export interface KeyPress {
  readonly input: string;
  readonly return?: boolean;
  readonly escape?: boolean;
  readonly backspace?: boolean;
  readonly delete?: boolean;
  readonly tab?: boolean;
  readonly ctrl?: boolean;
  readonly meta?: boolean;
}

export interface EditedLine {
  readonly text: string;
  /** Whether Enter was pressed, or the pasted text ended with a line feed. */
  readonly submitted: boolean;
}

/** In characters: longer than any typed answer, and short enough that a pasted file does not freeze the screen. */
const MAX_LENGTH = 4000;

export function editedLine(text: string, key: KeyPress): EditedLine {
  if (key.return === true) return { text, submitted: true };
  // For the backspace key most terminals send what Ink calls "delete".
  if (key.backspace === true || key.delete === true) return { text: withoutLastSign(text), submitted: false };
  if (key.ctrl === true) {
    if (key.input === 'u') return { text: '', submitted: false };
    if (key.input === 'w') return { text: text.replace(/\S+\s*$/, ''), submitted: false };
    return { text, submitted: false };
  }
  if (key.meta === true || key.escape === true || key.tab === true) return { text, submitted: false };
  // Pasted text, or fast typing over a slow connection, arrives as one piece that may contain Enter.
  const submitted = /[\r\n]$/.test(key.input);
  const added = safeText(key.input).replace(/\s/g, ' ');
  const joined = text + (submitted ? added.trimEnd() : added);
  return { text: joined.slice(0, MAX_LENGTH), submitted };
}

/** Removes the last visible character, which can be several code units (accents, emoji). */
function withoutLastSign(text: string): string {
  const signs = [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)];
  return signs
    .slice(0, -1)
    .map((each) => each.segment)
    .join('');
}
