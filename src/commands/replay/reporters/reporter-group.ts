/** All reporters of a run as one. What one of them cannot do takes nothing from the others. */
import type { FixtureResult } from '../../../engine/replay/result.js';
import { safeText } from '../../../engine/text/safe-text.js';
import { writingTrouble } from '../../../engine/file-trouble.js';
import type { KeptEvents } from '../run/job.js';
import type { FoundFixture } from '../select/find-fixtures.js';
import { cannotWriteReport, type KeptResult, type Pace, type Reporter, type ReplaySummary } from './reporter.js';

export class ReporterGroup {
  #working: readonly Reporter[];
  /** As they are told. */
  readonly #failures: string[] = [];

  constructor(reporters: readonly Reporter[]) {
    this.#working = reporters;
  }

  /** What all of them together want to know of sessions. */
  get events(): KeptEvents {
    const wanted = this.#working.map(({ events }) => events);
    return wanted.includes('all') ? 'all' : wanted.includes('stored') ? 'stored' : 'none';
  }

  started(fixtures: number, found: readonly FoundFixture[]): void {
    this.#tell((reporter) => reporter.started?.(fixtures, found));
  }

  fixtureStarted(id: string): void {
    this.#tell((reporter) => reporter.fixtureStarted?.(id));
  }

  finished(result: FixtureResult, isLast = false): void {
    this.#tell((reporter) => {
      reporter.finished(result, isLast);
    });
  }

  /** Rejects with AppError `replay.cannotWriteReport` (exit code 3) when any of them could not do its work. */
  async ended(summary: ReplaySummary, results: readonly KeptResult[], pace: Pace): Promise<void> {
    for (const reporter of this.#working) {
      await reporter.ended(summary, results, pace).catch((error: unknown) => {
        this.#failed(reporter, error);
      });
    }
    this.close();
    if (this.#failures.length > 0) throw cannotWriteReport(this.#failures.join('; '));
  }

  /** Every one gives back what it holds, also where the run did not come to its end. */
  close(): void {
    for (const reporter of this.#working) this.#closed(reporter);
    this.#working = [];
  }

  #closed(reporter: Reporter): void {
    try {
      reporter.close?.();
    } catch (error) {
      this.#failed(reporter, error);
    }
  }

  #failed({ file = null }: Reporter, error: unknown): void {
    this.#failures.push(`${file === null ? '' : `${safeText(file)}: `}${writingTrouble(error)}`);
  }

  /** One that has failed hears nothing more: its report would not be whole. */
  #tell(say: (reporter: Reporter) => void): void {
    this.#working = this.#working.filter((reporter) => {
      try {
        say(reporter);
        return true;
      } catch (error) {
        this.#failed(reporter, error);
        this.#closed(reporter);
        return false;
      }
    });
  }
}
