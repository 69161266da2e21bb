/**
 * The first thing on the screen, before Ink, the providers or the microphone are ready. Plain writes and no imports of weight, so
 * that it stands there a few milliseconds after the command began.
 */

export interface StartingScreen {
  /** What is being done now, such as "opening the microphone". Replaces the step before. */
  step(text: string): void;
  /** Takes the last step away; the title stays. Safe to call twice. */
  close(): void;
}

interface Terminal {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

const ERASE_LINE = '\r\u001b[2K';

/**
 * @param replaceSteps false where lines must not be rewritten (screen reader, `TERM=dumb`): then each step is a line of its own
 */
export function openStartingScreen(terminal: Terminal, title: string, replaceSteps = true): StartingScreen {
  const rewrites = replaceSteps && terminal.isTTY === true;
  terminal.write(`${title}\n`);
  let shown = false;
  return {
    step(text) {
      const line = `Starting: ${text} ...`;
      // A line that wraps cannot be erased as one.
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
