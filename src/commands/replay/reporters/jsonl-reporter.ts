/**
 * For programs that watch a run: one JSON line per event, written as it happens. No wall time is in it; with one thread
 * two runs give the same lines.
 */
import { closeSync, openSync, writeFileSync } from 'node:fs';
import type { Reporter } from './reporter.js';

/** @param withSession whether the events of each session follow its `fixture.finished` as `session.event` lines */
export function jsonlReporter(file: string | null, write: (line: string) => void, withSession: boolean): Reporter {
  const lines = file === null ? null : new LineFile(file);
  const print = (event: { readonly type: string } & Record<string, unknown>): void => {
    const line = JSON.stringify(event);
    if (lines === null) write(line);
    else lines.add(line);
  };
  return {
    ...(withSession ? { events: 'all' } : {}),
    started(fixtures) {
      print({ type: 'run.started', fixtures });
    },
    fixtureStarted(id) {
      print({ type: 'fixture.started', id });
    },
    finished({ events, ...result }) {
      print({
        type: 'fixture.finished',
        id: result.id,
        title: result.title,
        status: result.status,
        transcript: result.transcript,
        bands: result.bands,
        metrics: result.metrics,
        failures: result.failures,
        notes: result.notes ?? [],
        eventLogSha256: result.eventLogSha256,
      });
      if (withSession) for (const event of events) print({ type: 'session.event', id: result.id, event });
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
