/**
 * The first lines on the screen, before Ink, the providers and the microphone are ready. It only writes text and imports
 * nothing heavy, so that it appears within milliseconds.
 */
import { wrapFor } from './text-format.js';

export interface StartingScreen {
  /** Shows what is being done now, such as "opening the microphone", instead of the previous step. */
  step(text: string): void;
  /** Removes the last step; the title stays. May be called twice. */
  close(): void;
}

interface Terminal {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

const ERASE_LINE = '\r\u001b[2K';

/**
 * @param replaceSteps false when lines must not be rewritten (screen reader, `TERM=dumb`): each step is then a new line
 */
export function openStartingScreen(terminal: Terminal, title: string, replaceSteps = true): StartingScreen {
  const rewrites = replaceSteps && terminal.isTTY === true;
  terminal.write(`${wrapFor(terminal, title)}\n`);
  let shown = false;
  return {
    step(text) {
      const line = `Starting: ${text} ...`;
      // A line that wraps could not be erased.
      if (rewrites) terminal.write(`${ERASE_LINE}${line.slice(0, (terminal.columns ?? 80) - 1)}`);
      else terminal.write(`${line}\n`);
      shown = rewrites;
    },
    close() {
      if (shown) terminal.write(ERASE_LINE);
      shown = false;
    },
  };
}
