/** Everybody who watches a session. One that fails is left out from then on, and the others hear of everything all the same. */
import type { SessionEvent } from './log/events.js';
import type { LiveStatus, SessionObserver } from './running-session.js';

export class Watchers {
  readonly #failed: (error: unknown) => void;
  #observers: readonly SessionObserver[];

  /** @param failed called with what a watcher threw */
  constructor(observers: readonly SessionObserver[], failed: (error: unknown) => void) {
    this.#observers = observers;
    this.#failed = failed;
  }

  get any(): boolean {
    return this.#observers.length > 0;
  }

  event(event: SessionEvent): void {
    this.#tell((observer) => observer.onEvent?.(event));
  }

  status(status: LiveStatus): void {
    this.#tell((observer) => observer.onStatus?.(status));
  }

  #tell(tell: (observer: SessionObserver) => void): void {
    for (const observer of this.#observers) {
      try {
        tell(observer);
      } catch (error) {
        this.#remove(observer);
        this.#failed(error);
      }
    }
  }

  #remove(observer: SessionObserver): void {
    this.#observers = this.#observers.filter((other) => other !== observer);
  }
}
