/**
 * Carries what providers tell from where they are made (before the session) to the session's log. What is told before
 * somebody listens is kept for them.
 */
import type { AnswerDeadline } from '../../ports/answer-deadline.js';
import type { ProviderMonitor } from '../../ports/provider-monitor.js';
import type { SessionEventBody } from './events.js';

/** The events that providers cause. */
export type ProviderNotice = Extract<
  SessionEventBody,
  { type: 'provider.failed' | 'provider.switched' | 'provider.recovered' | 'provider.used' }
>;

export class ProviderNotices implements ProviderMonitor, AnswerDeadline {
  #listener: ((notice: ProviderNotice) => void) | null = null;
  #kept: ProviderNotice[] = [];
  /** Who is told when somebody waits for an answer. */
  readonly deadlines: AnswerDeadline[] = [];

  /** One listener at a time; it gets what was told before it came, too. @returns how to stop listening */
  listen(listener: (notice: ProviderNotice) => void): () => void {
    this.#listener = listener;
    const kept = this.#kept;
    this.#kept = [];
    for (const notice of kept) listener(notice);
    return () => {
      if (this.#listener === listener) this.#listener = null;
    };
  }

  answerDue(withinMs: number): void {
    for (const deadline of this.deadlines) deadline.answerDue(withinMs);
  }

  answered(): void {
    for (const deadline of this.deadlines) deadline.answered();
  }

  failed: ProviderMonitor['failed'] = (port, provider, { code, message, remedy, setting }) => {
    const named = setting === null ? {} : { setting };
    this.tell({ type: 'provider.failed', port, provider, code, message, remedy, ...named });
  };

  switched: ProviderMonitor['switched'] = (port, from, to, why) => {
    this.tell({ type: 'provider.switched', port, from, to, why });
  };

  recovered: ProviderMonitor['recovered'] = (port, provider) => {
    this.tell({ type: 'provider.recovered', port, provider });
  };

  used: ProviderMonitor['used'] = ({ audioSeconds, characters, inputTokens, outputTokens, ...usage }) => {
    this.tell({
      type: 'provider.used',
      ...usage,
      audioSeconds: audioSeconds ?? null,
      characters: characters ?? null,
      inputTokens: inputTokens ?? null,
      outputTokens: outputTokens ?? null,
    });
  };

  /** Hands on what another one was told. */
  tell(notice: ProviderNotice): void {
    if (this.#listener === null) this.#kept.push(notice);
    else this.#listener(notice);
  }
}
