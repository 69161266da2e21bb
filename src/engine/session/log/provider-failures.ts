/** Tells of providers and ends that fail: the same trouble is told once, not with every line, until it is over. */
import { isAppError, messageOf } from '../../errors.js';
import { ProviderError } from '../../ports/provider-error.js';
import type { ProviderPort, SessionEventBody } from './events.js';

export class ProviderFailures {
  readonly #log: (body: SessionEventBody) => void;
  readonly #told = new Set<string>();

  constructor(log: (body: SessionEventBody) => void) {
    this.#log = log;
  }

  /** A notice of the provider's own guard: the session need not tell it again. */
  noticed(notice: SessionEventBody): void {
    if (notice.type === 'provider.failed') this.#told.add(`${notice.port} ${notice.code}`);
    this.#log(notice);
  }

  failed(port: ProviderPort, provider: string, error: unknown): void {
    const code = isAppError(error) ? error.code : 'provider.unexpected';
    const key = `${port} ${code}`;
    if (this.#told.has(key)) return;
    this.#told.add(key);
    const remedy = isAppError(error) ? error.remedy : 'Run `ielts-examiner doctor`.';
    // Of several behind one, the error knows which it was.
    const failed = error instanceof ProviderError ? error.provider : provider;
    this.#log({ type: 'provider.failed', port, provider: failed, code, message: messageOf(error), remedy });
  }

  recovered(port: ProviderPort, provider: string): void {
    for (const key of this.#told) if (key.startsWith(`${port} `)) this.#told.delete(key);
    this.#log({ type: 'provider.recovered', port, provider });
  }
}
