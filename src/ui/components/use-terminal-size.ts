/** The terminal's size, and a clean redraw when its width changes. */
import { useIsScreenReaderEnabled, useStdout } from 'ink';
import { useEffect, useState } from 'react';

export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}

/** While somebody drags the window's edge, wait until the size has rested this long, then redraw once. */
const REST_MS = 120;
const CLEAR_VISIBLE = '\u001b[2J\u001b[H';

/**
 * The terminal's size, and `drawn`, which counts redraws. When its width changes a terminal wraps its lines anew, and Ink
 * then erases the wrong number of rows. So the visible screen (never the scrollback) is cleared and drawn again.
 */
export function useTerminalSize(): { readonly size: TerminalSize; readonly drawn: number } {
  const { stdout } = useStdout();
  const screenReader = useIsScreenReaderEnabled();
  const [state, setState] = useState(() => ({ size: sizeOf(stdout), drawn: 0 }));
  useEffect(() => {
    let timer: NodeJS.Timeout | undefined;
    let settled = sizeOf(stdout);
    const settle = (): void => {
      const size = sizeOf(stdout);
      const redraw = size.columns !== settled.columns && !screenReader;
      settled = size;
      if (redraw) stdout.write(CLEAR_VISIBLE);
      setState((before) => ({ size, drawn: before.drawn + (redraw ? 1 : 0) }));
    };
    const resized = (): void => {
      clearTimeout(timer);
      timer = setTimeout(settle, REST_MS);
    };
    stdout.on('resize', resized);
    return () => {
      clearTimeout(timer);
      stdout.off('resize', resized);
    };
  }, [stdout, screenReader]);
  return state;
}

function sizeOf(stdout: NodeJS.WriteStream): TerminalSize {
  // Undefined or 0 where the stream is no terminal (tests, pipes).
  return { columns: stdout.columns || 80, rows: stdout.rows || 24 };
}
