/** Notices that no worker is there, says so again and again, and tells when it has been so for too long. */

/** Nobody may have started one yet. */
const FIRST_WORD_MS = 5000;
const NEXT_WORD_MS = 60_000;

export interface AbsentWorkersOptions {
  /** Why no other worker would do: each takes the work of its own build only. */
  readonly program: string;
  /** As people may see it. */
  readonly address: string;
  /** So long a run goes on without any worker; null without end. */
  readonly waitMs: number | null;
  readonly tell: (text: string) => void;
}

export class AbsentWorkers {
  readonly #options: AbsentWorkersOptions;
  #sinceMs: number;
  #nextWordMs: number;
  #seen = false;

  /** @param nowMs on the clock of every later call */
  constructor(options: AbsentWorkersOptions, nowMs: number) {
    this.#options = options;
    this.#sinceMs = nowMs;
    this.#nextWordMs = nowMs + FIRST_WORD_MS;
  }

  /** @returns whether none has been there for longer than is waited */
  counted(workers: number, nowMs: number): boolean {
    if (workers > 0) {
      this.#seen = true;
      this.#sinceMs = nowMs;
      this.#nextWordMs = nowMs + FIRST_WORD_MS;
      return false;
    }
    const { waitMs } = this.#options;
    if (waitMs !== null && nowMs - this.#sinceMs >= waitMs) return true;
    if (nowMs >= this.#nextWordMs) {
      this.#nextWordMs = nowMs + NEXT_WORD_MS;
      this.#options.tell(this.#word(waitMs));
    }
    return false;
  }

  /** What is to be said of work that nobody took. */
  get reason(): string {
    const { program, waitMs } = this.#options;
    const whose = `no worker of ielts-examiner ${program}`;
    return `${whose} ${this.#seen ? 'was left' : 'came'} within ${written(waitMs ?? 0)} (--wait)`;
  }

  #word(waitMs: number | null): string {
    const { program, address } = this.#options;
    const none = `No worker of ielts-examiner ${program} is ${this.#seen ? 'left' : 'here yet'}.`;
    const bound =
      waitMs === null
        ? 'It is waited for without end (--wait 5min would end that).'
        : `After ${written(waitMs)} without one the rest is told as not replayed.`;
    return `${none} ${bound} Start one: ielts-examiner worker --queue ${address}`;
  }
}

function written(ms: number): string {
  return ms % 60_000 === 0 ? `${String(ms / 60_000)} min` : `${String(ms / 1000)} s`;
}
