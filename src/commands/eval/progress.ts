/** How far an evaluation is: a bar with the time left on a terminal, a line now and then elsewhere. */
import type { ProgressStream } from '../model-progress.js';

export interface EvalProgress {
  done(): void;
  /** Ends the bar's line. */
  end(): void;
}

const REDRAW_MS = 200;
const CELLS = 24;
/** A line in a log per this share. */
const LINE_SHARE = 0.1;

/** @param total lines to be rated now; those known from before are not among them */
export function evalProgress(stream: ProgressStream, total: number, now: () => number): EvalProgress {
  const startedAt = now();
  const isTerminal = stream.isTTY === true;
  let done = 0;
  let drawnAt = -Infinity;
  let told = 0;
  const draw = (): void => {
    const left = done === 0 ? '' : `, ${timeText(((now() - startedAt) / done) * (total - done))} left`;
    const counted = `${String(done)} of ${String(total)}${left}`;
    if (isTerminal) {
      const full = Math.round((done / total) * CELLS);
      stream.write(`\r[${'#'.repeat(full)}${'.'.repeat(CELLS - full)}] ${counted}\u001b[K`);
    } else stream.write(`${counted}\n`);
  };
  return {
    done: () => {
      done += 1;
      if (isTerminal) {
        if (now() - drawnAt < REDRAW_MS && done < total) return;
        drawnAt = now();
        draw();
        return;
      }
      const share = Math.floor(done / total / LINE_SHARE);
      if (share === told) return;
      told = share;
      draw();
    },
    end: () => {
      if (isTerminal && drawnAt > -Infinity) stream.write('\r\u001b[K');
    },
  };
}

/** "2:05", or "1:02:05" from an hour on. */
function timeText(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  const two = (value: number): string => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return hours > 0
    ? `${String(hours)}:${two(minutes)}:${two(seconds % 60)}`
    : `${String(minutes)}:${two(seconds % 60)}`;
}
