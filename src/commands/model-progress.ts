/** The progress of `models pull`: a bar on a terminal, a line now and then elsewhere, nothing for programs. */
import type { PullProgress } from '../providers/models/pull-model.js';

export interface ProgressStream {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
  write(text: string): unknown;
}

export interface PullReporter {
  readonly progress: (progress: PullProgress) => void;
  /** Ends the bar's line. May be called twice. */
  end(): void;
}

/** A terminal is redrawn at most ten times a second. */
const REDRAW_MS = 100;
/** Lines in a log: one per this share. */
const LINE_PERCENT = 10;
const BAR_CELLS = 24;

const LABELS: Readonly<Record<PullProgress['step'], string>> = { downloading: 'Downloading', unpacking: 'Unpacking' };

export function pullReporter(stream: ProgressStream, quiet: boolean): PullReporter {
  if (quiet) return { progress: () => undefined, end: () => undefined };
  return stream.isTTY === true ? barReporter(stream) : lineReporter(stream);
}

/** Decimal, as shops and browsers count. */
export function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;
}

function barReporter(stream: ProgressStream): PullReporter {
  let drawnAtMs = -Infinity;
  let step: PullProgress['step'] | null = null;
  return {
    progress: (progress) => {
      const now = performance.now();
      const changed = progress.step !== step;
      if (!changed && now - drawnAtMs < REDRAW_MS && progress.doneBytes < progress.bytes) return;
      if (changed && step !== null) stream.write('\n');
      drawnAtMs = now;
      step = progress.step;
      stream.write(`\r${barLine(progress).slice(0, (stream.columns ?? 80) - 1)}\u001b[K`);
    },
    end: () => {
      if (step !== null) stream.write('\n');
      step = null;
    },
  };
}

function barLine(progress: PullProgress): string {
  const share = shareOf(progress);
  const full = Math.round(share * BAR_CELLS);
  const bar = `[${'#'.repeat(full)}${'.'.repeat(BAR_CELLS - full)}]`;
  return `${LABELS[progress.step].padEnd(11)} ${bar} ${percent(share)} of ${megabytes(progress.bytes)}`;
}

function lineReporter(stream: ProgressStream): PullReporter {
  let step: PullProgress['step'] | null = null;
  let told = 0;
  return {
    progress: (progress) => {
      const share = shareOf(progress);
      if (progress.step !== step) {
        step = progress.step;
        told = Math.floor((share * 100) / LINE_PERCENT);
        stream.write(`${LABELS[step]} ${megabytes(progress.bytes)}${resumed(progress)}\n`);
      }
      const tenths = Math.floor((share * 100) / LINE_PERCENT);
      if (tenths === told) return;
      told = tenths;
      stream.write(`${LABELS[step]} ${percent(share).trim()}\n`);
    },
    end: () => undefined,
  };
}

function resumed(progress: PullProgress): string {
  const from = progress.step === 'downloading' ? progress.fromBytes : 0;
  return from > 0 ? `, going on after ${megabytes(from)}` : '';
}

function shareOf({ doneBytes, bytes }: PullProgress): number {
  return Math.min(1, doneBytes / bytes);
}

function percent(share: number): string {
  return `${String(Math.floor(share * 100)).padStart(3)} %`;
}
