/** Waits on the Clock, so that the same code runs in real and in virtual time. */
import type { Clock } from '../../engine/ports/clock.js';

/** Resolves after `ms` milliseconds, or at once when aborted. */
export function sleep(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve();
      return;
    }
    const done = (): void => {
      cancel();
      signal.removeEventListener('abort', done);
      resolve();
    };
    const cancel = clock.setTimer(ms, done);
    signal.addEventListener('abort', done, { once: true });
  });
}

export type Waited<T> = { readonly value: T } | 'timeout' | 'aborted';

/** The result of `work` if it arrives within `ms` milliseconds. Rejects as `work` does; a later rejection is ignored. */
export function within<T>(clock: Clock, work: Promise<T>, ms: number, signal: AbortSignal): Promise<Waited<T>> {
  return new Promise((resolve, reject) => {
    work.catch(() => undefined);
    if (signal.aborted) {
      resolve('aborted');
      return;
    }
    const settle = (end: () => void): void => {
      cancel();
      signal.removeEventListener('abort', aborted);
      end();
    };
    const aborted = (): void => {
      settle(() => {
        resolve('aborted');
      });
    };
    const cancel = clock.setTimer(ms, () => {
      settle(() => {
        resolve('timeout');
      });
    });
    signal.addEventListener('abort', aborted, { once: true });
    work.then(
      (value) => {
        settle(() => {
          resolve({ value });
        });
      },
      (error: unknown) => {
        settle(() => {
          reject(error instanceof Error ? error : new Error(String(error)));
        });
      },
    );
  });
}
