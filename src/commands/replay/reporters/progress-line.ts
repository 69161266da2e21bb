/** One line at the bottom of a terminal that says how far a run is and how long it may take. Nothing where nobody watches. */
import type { FixtureResult } from '../../../engine/replay/result.js';
import { safeText } from '../../../engine/text/safe-text.js';

/** Where the line is shown: standard error, so that standard output can go into a file. */
export interface ProgressTerminal {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

const REDRAW_MS = 250;
const BAR = 20;
/** Before so much has passed, a guess at the rest would be wild. */
const GUESS_AFTER_MS = 2000;

export class ProgressLine {
  readonly #terminal: ProgressTerminal | null;
  readonly #total: number;
  readonly #now: () => number;
  readonly #startedAt: number;
  readonly #timer: NodeJS.Timeout | null;
  /** Minutes of conversation replayed so far, by fixture. */
  readonly #running = new Map<string, number>();
  #done = 0;
  #notPassed = 0;
  #shown = false;

  constructor(terminal: ProgressTerminal, total: number, now: () => number = () => performance.now()) {
    this.#terminal = terminal.isTTY === true && process.env['TERM'] !== 'dumb' ? terminal : null;
    this.#total = total;
    this.#now = now;
    this.#startedAt = now();
    this.#timer = this.#terminal === null ? null : setInterval(() => this.#draw(), REDRAW_MS);
    this.#timer?.unref();
  }

  started(id: string): void {
    this.#running.set(id, 0);
    this.#draw();
  }

  advanced(id: string, mediaMs: number): void {
    this.#running.set(id, Math.floor(mediaMs / 60_000));
  }

  finished({ id, status }: FixtureResult): void {
    this.#running.delete(id);
    this.#done++;
    if (status === 'failed' || status === 'broken') this.#notPassed++;
  }

  /** Lets something else be printed above the line. */
  around(print: () => void): void {
    this.#clear();
    print();
  }

  close(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#clear();
  }

  #draw(): void {
    if (this.#terminal === null) return;
    this.#shown = true;
    this.#terminal.write(`\r\u001b[K${this.#text().slice(0, (this.#terminal.columns ?? 80) - 1)}`);
  }

  #clear(): void {
    if (this.#shown) this.#terminal?.write('\r\u001b[K');
    this.#shown = false;
  }

  #text(): string {
    const filled = Math.round((BAR * this.#done) / Math.max(1, this.#total));
    const parts = [`${'█'.repeat(filled)}${'░'.repeat(BAR - filled)} ${String(this.#done)}/${String(this.#total)}`];
    if (this.#notPassed > 0) parts.push(`${String(this.#notPassed)} not passed`);
    const left = this.#left();
    if (left !== null) parts.push(left);
    const running = [...this.#running].map(([id, minutes]) => (minutes === 0 ? id : `${id} (${String(minutes)} min)`));
    if (running.length > 0) parts.push(safeText(running.join(', ')).replaceAll('\n', ' '));
    return parts.join('  ');
  }

  /** From the mean so far; fixtures differ in length, so no finer than people would say it. */
  #left(): string | null {
    const elapsed = this.#now() - this.#startedAt;
    if (this.#done === 0 || elapsed < GUESS_AFTER_MS) return null;
    const seconds = Math.ceil(((elapsed / this.#done) * (this.#total - this.#done)) / 1000);
    if (seconds < 60) return `about ${String(Math.max(1, seconds))} s left`;
    return `about ${String(Math.round(seconds / 60))} min left`;
  }
}
