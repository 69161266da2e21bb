/** A one-line text field: typing, paste, backspace, ctrl-w (word), ctrl-u (line). Pure. */
import { safeText } from '../engine/text/safe-text.js';

/** A key as Ink reports it; only the fields used here. */
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
  /** Enter was pressed, or pasted at the end. */
  readonly submitted: boolean;
}

/** Longer than any answer a person types; keeps a pasted file from freezing the screen. */
const MAX_LENGTH = 4000;

export function editedLine(text: string, key: KeyPress): EditedLine {
  if (key.return === true) return { text, submitted: true };
  // Most terminals send what Ink calls "delete" for the backspace key.
  if (key.backspace === true || key.delete === true) return { text: withoutLastSign(text), submitted: false };
  if (key.ctrl === true) {
    if (key.input === 'u') return { text: '', submitted: false };
    if (key.input === 'w') return { text: text.replace(/\S+\s*$/, ''), submitted: false };
    return { text, submitted: false };
  }
  if (key.meta === true || key.escape === true || key.tab === true) return { text, submitted: false };
  // A paste, or fast typing over a slow line, arrives as one piece that may carry its own Enter.
  const submitted = /[\r\n]$/.test(key.input);
  const added = safeText(key.input).replace(/\s/g, ' ');
  const joined = text + (submitted ? added.trimEnd() : added);
  return { text: joined.slice(0, MAX_LENGTH), submitted };
}

/** What a reader sees as one sign can be several code units (accents, emoji). */
function withoutLastSign(text: string): string {
  const signs = [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)];
  return signs
    .slice(0, -1)
    .map((each) => each.segment)
    .join('');
}
