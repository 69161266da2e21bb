/**
 * For programs that watch a run: one JSON line per event, written as it happens. No wall time is in it, and fixtures begin
 * in it in their order, whichever thread was sooner: two runs give the same lines, however many threads they have.
 */
import { closeSync, openSync, writeFileSync } from 'node:fs';
import { toldOf, type Reporter } from './reporter.js';

/** @param withSession whether the events of each session follow its `fixture.finished` as `session.event` lines */
export function jsonlReporter(file: string | null, write: (line: string) => void, withSession: boolean): Reporter {
  const lines = file === null ? null : new LineFile(file);
  const print = (event: { readonly type: string } & Record<string, unknown>): void => {
    const line = JSON.stringify(event);
    if (lines === null) write(line);
    else lines.add(line);
  };
  const beginnings = new Beginnings((id) => {
    print({ type: 'fixture.started', id });
  });
  return {
    ...(withSession ? { events: 'all' } : {}),
    started(fixtures, found) {
      beginnings.expect(found.map(({ id }) => id));
      print({ type: 'run.started', fixtures });
    },
    fixtureStarted(id) {
      beginnings.begun(id);
    },
    finished(result, isLast = false) {
      const { id, events } = result;
      beginnings.ending(id);
      print({ type: 'fixture.finished', ...toldOf(result) });
      if (withSession) for (const event of events) print({ type: 'session.event', id, event });
      if (!isLast) beginnings.ended(id);
    },
    async ended(summary) {
      print({ type: 'run.finished', summary });
      lines?.check();
    },
    close() {
      lines?.close();
    },
  };
}

/**
 * Tells that fixtures have begun, one after the other: each when all before it are over, or else when it is over itself,
 * also where nobody had to begin it.
 */
class Beginnings {
  readonly #tell: (id: string) => void;
  #order: readonly string[] = [];
  #place = 0;
  readonly #begun = new Set<string>();
  readonly #told = new Set<string>();
  readonly #over = new Set<string>();

  constructor(tell: (id: string) => void) {
    this.#tell = tell;
  }

  expect(ids: readonly string[]): void {
    this.#order = ids;
  }

  begun(id: string): void {
    this.#begun.add(id);
    this.#next();
  }

  /** Its end is told next. */
  ending(id: string): void {
    this.#tellOnce(id);
  }

  ended(id: string): void {
    this.#over.add(id);
    this.#next();
  }

  #next(): void {
    for (; this.#over.has(this.#order[this.#place] ?? ''); this.#place++);
    const id = this.#order[this.#place];
    if (id !== undefined && this.#begun.has(id)) this.#tellOnce(id);
  }

  #tellOnce(id: string): void {
    if (!this.#told.has(id)) this.#tell(id);
    this.#told.add(id);
  }
}

/** Written line by line, so that what happened before a crash is there. What goes wrong is told at the end. */
class LineFile {
  #descriptor: number | null = null;
  #failure: Error | null = null;

  constructor(file: string) {
    this.#try(() => {
      this.#descriptor = openSync(file, 'w');
    });
  }

  add(line: string): void {
    const descriptor = this.#descriptor;
    if (descriptor === null || this.#failure !== null) return;
    // Goes on after a part of it; a plain write may return with that.
    this.#try(() => {
      writeFileSync(descriptor, `${line}\n`);
    });
  }

  /** Throws the first thing that went wrong. */
  check(): void {
    if (this.#failure !== null) throw this.#failure;
  }

  close(): void {
    if (this.#descriptor !== null) closeSync(this.#descriptor);
    this.#descriptor = null;
  }

  #try(action: () => void): void {
    try {
      action();
    } catch (error) {
      this.#failure ??= error instanceof Error ? error : new Error(String(error));
    }
  }
}
