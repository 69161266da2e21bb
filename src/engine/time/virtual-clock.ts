/**
 * Time that moves only when told to, and never while something is being worked on: the clock of replays, tests and
 * file-fed sessions at full speed. Timers run in the order of their due time, then of their setting.
 */
import type { CancelTimer, Clock } from '../ports/clock.js';
import type { MaybePromise } from '../speech/frame.js';

interface Timer {
  readonly dueMs: number;
  readonly order: number;
  readonly run: () => void;
}

export interface VirtualClockOptions {
  /** Date and time, where they are the world's; otherwise they count from a fixed date, so that logs are the same on every run. */
  readonly wallTime?: () => string;
  /**
   * Reaches the end of the event loop's turn (`setImmediate`): everything that was waiting for finished work has gone on,
   * and the process can handle signals and finished writes.
   */
  readonly breathe?: () => Promise<void>;
}

/** Frames between two breaths: at a thousand times real time a signal waits some 10 ms. */
const BREATH_FRAMES = 500;

const START_MS = Date.parse('2000-01-01T00:00:00.000Z');

export class VirtualClock implements Clock {
  readonly #wallTime: (() => string) | undefined;
  readonly #breathe: () => Promise<void>;
  #untilBreath = BREATH_FRAMES;
  #now = 0;
  #second = NaN;
  #secondText = '';
  #order = 0;
  /** Sorted by due time; sessions have a handful at most, so an array beats a heap. */
  #timers: Timer[] = [];
  #held = 0;
  /** Held work has finished and what waited for it may not have gone on yet. */
  #released = false;
  #waiting: (() => void)[] = [];

  constructor(options: VirtualClockOptions = {}) {
    this.#wallTime = options.wallTime;
    this.#breathe = options.breathe ?? drainMicrotasks;
  }

  nowMs(): number {
    return this.#now;
  }

  /** Events ask for it thousands of times a test, mostly within the same second. */
  wallTime(): string {
    if (this.#wallTime !== undefined) return this.#wallTime();
    const ms = START_MS + this.#now;
    const second = Math.floor(ms / 1000);
    if (second !== this.#second) {
      this.#second = second;
      this.#secondText = new Date(second * 1000).toISOString().slice(0, -'000Z'.length);
    }
    return `${this.#secondText}${String(Math.floor(ms - second * 1000)).padStart(3, '0')}Z`;
  }

  setTimer(delayMs: number, run: () => void): CancelTimer {
    const timer: Timer = { dueMs: this.#now + Math.max(0, delayMs), order: this.#order++, run };
    const after = this.#timers.findIndex((other) => other.dueMs > timer.dueMs);
    if (after === -1) this.#timers.push(timer);
    else this.#timers.splice(after, 0, timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  hold<T>(work: Promise<T>): Promise<T> {
    this.#held += 1;
    const release = () => {
      this.#held -= 1;
      this.#released = true;
      if (this.#held > 0) return;
      const waiting = this.#waiting;
      this.#waiting = [];
      for (const wake of waiting) wake();
    };
    work.then(release, release);
    return work;
  }

  elapse(ms: number): MaybePromise<void> {
    const untilMs = this.#now + ms;
    const next = this.#timers[0];
    const breathes = --this.#untilBreath <= 0;
    const idle = this.#held === 0 && !this.#released;
    if (!breathes && idle && (next === undefined || next.dueMs > untilMs)) {
      this.#now = untilMs;
      return;
    }
    return this.#elapseSlowly(untilMs);
  }

  settle(): Promise<void> {
    return this.#settled();
  }

  async #elapseSlowly(untilMs: number): Promise<void> {
    this.#untilBreath = BREATH_FRAMES;
    for (;;) {
      await this.#settled();
      const next = this.#timers[0];
      if (next === undefined || next.dueMs > untilMs) break;
      this.#timers.shift();
      this.#now = Math.max(this.#now, next.dueMs);
      next.run();
    }
    this.#now = untilMs;
  }

  /** Resolves when no work is held and nothing is left to go on with. */
  async #settled(): Promise<void> {
    do {
      if (this.#held > 0) {
        await new Promise<void>((resolve) => this.#waiting.push(resolve));
      }
      this.#released = false;
      await this.#breathe();
    } while (this.#held > 0 || this.#released);
  }
}

/** Hops that a chain of awaits in the engine may take; the longest there is has about fifteen. */
const MICROTASKS = 100;

/** Without a way to reach the end of the event loop's turn: long enough for every chain of awaits in the engine. */
async function drainMicrotasks(): Promise<void> {
  for (let i = 0; i < MICROTASKS; i++) await Promise.resolve();
}
