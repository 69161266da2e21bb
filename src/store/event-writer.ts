/**
 * Stores a session's events in batches, at least once a second, without delaying the session. When the log cannot be
 * written, events go to a file beside the database and are tried again, so that nothing is lost.
 */
import { rm } from 'node:fs/promises';
import { AppError, isAppError, messageOf } from '../engine/errors.js';
import type { SessionLog } from './session-log.js';
import { isStored } from '../engine/session/log/event-log.js';
import type { SessionEvent } from '../engine/session/log/events.js';
import type { SessionObserver } from '../engine/session/running-session.js';
import { keepUnsaved, keepUnsavedNow, unsavedPath } from './unsaved-events.js';

const FLUSH_MS = 1_000;
/** Wait before the next attempt after a failure. */
const RETRY_MS = 2_000;
/** A batch of this size is written at once. */
const BATCH_EVENTS = 500;

export interface EventWriterOptions {
  /** Unsaved events are kept in a file beside this one. Left out: they stay in memory. */
  readonly databasePath?: string;
  /** Called once per trouble (not per try), with an AppError where there is one. */
  readonly onFailure?: (error: AppError) => void;
  /** Called when everything that waited has been saved. */
  readonly onRecovered?: () => void;
  readonly flushMs?: number;
  readonly retryMs?: number;
}

/** A session observer that stores the events it receives. */
export interface EventWriter extends Required<Pick<SessionObserver, 'onEvent'>> {
  onEvent(event: SessionEvent): void;
  /** Whether all of those are in the file. */
  readonly kept: boolean;
  /** Writes everything so far. Resolves with whether it is all in the log; otherwise it is in the file. Never rejects. */
  flush(): Promise<boolean>;
  /** Flushes a last time. Never rejects. False: some events are in the file (if `kept`) and are restored when the store is next opened. */
  close(): Promise<boolean>;
  /** For a process that is about to end: writes pending events to the file synchronously. Never throws. */
  keepNow(): void;
}

export function createEventWriter(log: SessionLog, sessionId: string, options: EventWriterOptions = {}): EventWriter {
  return new QueueingWriter(log, sessionId, options);
}

class QueueingWriter implements EventWriter {
  readonly #log: SessionLog;
  readonly #sessionId: string;
  readonly #options: EventWriterOptions;
  readonly #unsavedPath: string | null;
  #queue: SessionEvent[] = [];
  #work: Promise<boolean> | null = null;
  #timer: NodeJS.Timeout | null = null;
  #failure: string | null = null;
  /** Sequence number of the newest event in the file. */
  #keptUpTo = 0;
  #closed = false;

  constructor(log: SessionLog, sessionId: string, options: EventWriterOptions) {
    this.#log = log;
    this.#sessionId = sessionId;
    this.#options = options;
    this.#unsavedPath = options.databasePath === undefined ? null : unsavedPath(options.databasePath, sessionId);
  }

  get kept(): boolean {
    return (this.#queue.at(-1)?.sequence ?? 0) <= this.#keptUpTo;
  }

  /** Bound, so that the writer can be passed as an observer. */
  readonly onEvent = (event: SessionEvent): void => {
    if (!isStored(event)) return;
    this.#queue.push(event);
    if (this.#queue.length >= BATCH_EVENTS && this.#failure === null) void this.#start();
    else this.#schedule(this.#failure === null ? (this.#options.flushMs ?? FLUSH_MS) : this.#retryMs);
  };

  async flush(): Promise<boolean> {
    const last = this.#queue.at(-1)?.sequence ?? 0;
    // The batch being written was cut before this call.
    await this.#work;
    if (this.#queue.length === 0 || (this.#queue[0]?.sequence ?? 0) > last) return true;
    return await this.#start();
  }

  async close(): Promise<boolean> {
    this.#closed = true;
    const saved = await this.flush();
    this.#cancel();
    return saved;
  }

  keepNow(): void {
    this.#closed = true;
    this.#cancel();
    if (this.#unsavedPath === null) return;
    const events = this.#notKept();
    try {
      if (events.length > 0) keepUnsavedNow(this.#unsavedPath, this.#sessionId, events);
      this.#keptUpTo = events.at(-1)?.sequence ?? this.#keptUpTo;
    } catch (error) {
      this.#report(error);
    }
  }

  get #retryMs(): number {
    return this.#options.retryMs ?? RETRY_MS;
  }

  #schedule(delayMs: number): void {
    if (this.#timer !== null || this.#closed) return;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      void this.#start();
    }, delayMs);
  }

  #cancel(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #start(): Promise<boolean> {
    this.#work ??= this.#save().finally(() => {
      this.#work = null;
      if (this.#queue.length > 0) {
        this.#schedule(this.#failure === null ? (this.#options.flushMs ?? FLUSH_MS) : this.#retryMs);
      }
    });
    return this.#work;
  }

  async #save(): Promise<boolean> {
    while (this.#queue.length > 0) {
      const batch = this.#queue.slice(0, BATCH_EVENTS);
      try {
        await this.#log.append(this.#sessionId, batch);
      } catch (error) {
        await this.#keep(error);
        return false;
      }
      this.#queue.splice(0, batch.length);
    }
    await this.#recovered();
    return true;
  }

  async #keep(error: unknown): Promise<void> {
    this.#report(error);
    if (this.#unsavedPath === null) return;
    const events = this.#notKept();
    try {
      if (events.length > 0) await keepUnsaved(this.#unsavedPath, this.#sessionId, events);
      this.#keptUpTo = events.at(-1)?.sequence ?? this.#keptUpTo;
    } catch (second) {
      // They stay in memory and are tried again. When a partial write leaves events twice, the reader skips the second.
      this.#report(second);
    }
  }

  async #recovered(): Promise<void> {
    if (this.#failure === null) return;
    this.#failure = null;
    this.#keptUpTo = 0;
    if (this.#unsavedPath !== null) await rm(this.#unsavedPath, { force: true }).catch(() => undefined);
    this.#options.onRecovered?.();
  }

  #notKept(): readonly SessionEvent[] {
    return this.#queue.filter((event) => event.sequence > this.#keptUpTo);
  }

  #report(error: unknown): void {
    const failure = asAppError(error);
    if (this.#failure !== null) return;
    this.#failure = failure.code;
    this.#options.onFailure?.(failure);
  }
}

function asAppError(error: unknown): AppError {
  if (isAppError(error)) return error;
  return new AppError({
    code: 'store.failed',
    message: `The session could not be saved: ${messageOf(error)}.`,
    remedy: 'Run ielts-examiner doctor.',
    exitCode: 3,
    cause: error,
  });
}
