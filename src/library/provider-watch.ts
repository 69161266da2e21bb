/**
 * Watches the providers that a test brings: what they throw is named by port, provider and method, what they answer has the
 * shape that the port asks for, and no call takes for ever. Otherwise the session fails somewhere else, or never ends.
 */
import type { z } from 'zod';
import { messageOf } from '../engine/errors.js';
import { ProviderError, type ProviderErrorDetails, type ProviderErrorKind } from '../engine/ports/provider-error.js';
import { firstProblem } from '../engine/text/schema-words.js';
import type { CassettePort } from '../engine/replay/cassette/format.js';

/** Real milliseconds that one call may take: services answer in seconds, and a test runner gives up sooner than this. */
export const USUAL_LIMIT_MS = 60_000;
/** Once one call has not come back, nobody waits long for the others of the same test. */
const LIMIT_AFTERWARDS_MS = 1000;

/** Something that no provider of the port may do, and that is a failure whatever the fixture expects. */
export interface ProviderTrouble {
  readonly port: CassettePort;
  readonly message: string;
}

export interface Watched {
  readonly port: CassettePort;
  readonly id: string;
}

export class ProviderWatch {
  readonly #limitMs: number;
  readonly #troubles: ProviderTrouble[] = [];
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #own = new WeakSet<object>();
  readonly #failing = new Map<CassettePort, ProviderTrouble>();
  readonly #answering = new Set<CassettePort>();
  readonly #stuck = new AbortController();
  #isClosed = false;

  constructor(limitMs: number = USUAL_LIMIT_MS) {
    this.#limitMs = limitMs;
  }

  /** Each once. */
  get troubles(): readonly ProviderTrouble[] {
    return this.#troubles;
  }

  /** Providers that have failed and never answered: the last failure of each. */
  get neverAnswered(): readonly ProviderTrouble[] {
    return [...this.#failing.values()].filter(({ port }) => !this.#answering.has(port));
  }

  /** What came of a request as a whole. @param error null where it was answered */
  requested({ port }: Watched, error: unknown): void {
    if (error === null) this.#answering.add(port);
    else this.#failing.set(port, { port, message: messageOf(error) });
  }

  /** Aborted once a call has not come back in time: the session cannot go on. */
  get stuck(): AbortSignal {
    return this.#stuck.signal;
  }

  /** What `work` gives; rejects with a ProviderError that names the method. */
  async call<Answer>(of: Watched, method: string, work: () => Answer | Promise<Answer>): Promise<Answer> {
    // Nobody waits any more for what is called when the replay is over.
    if (this.#isClosed) return await this.#named(of, method, work);
    const limitMs = this.#stuck.signal.aborted ? Math.min(this.#limitMs, LIMIT_AFTERWARDS_MS) : this.#limitMs;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        const error = this.trouble(of, method, `has not come back within ${String(limitMs / 1000)} s`, 'timeout');
        this.#stuck.abort();
        reject(error);
      }, limitMs);
      this.#timers.add(timer);
    });
    try {
      return await Promise.race([this.#named(of, method, work), late]);
    } finally {
      clearTimeout(timer);
      if (timer !== undefined) this.#timers.delete(timer);
    }
  }

  async #named<Answer>(of: Watched, method: string, work: () => Answer | Promise<Answer>): Promise<Answer> {
    try {
      return await work();
    } catch (error) {
      throw this.failure(of, method, error);
    }
  }

  /** As {@link call}, where the port has no promise. */
  callNow<Answer>(of: Watched, method: string, work: () => Answer): Answer {
    try {
      return work();
    } catch (error) {
      throw this.failure(of, method, error);
    }
  }

  /** @returns `answer`; throws a ProviderError when it has another shape */
  checked<Answer>(of: Watched, method: string, answer: Answer, shape: z.ZodType): Answer {
    const parsed = shape.safeParse(answer);
    if (parsed.success) return answer;
    throw this.trouble(
      of,
      method,
      `gave no such answer as the port asks for: ${firstProblem(parsed.error, 0)}`,
      'badResponse',
    );
  }

  /** What was thrown, with port, provider and method in its message; a ProviderError keeps its kind. */
  failure({ port, id }: Watched, method: string, error: unknown): ProviderError {
    const named = `${port} (${id}): ${method}: `;
    const text = messageOf(error);
    const details = {
      provider: id,
      message: text.startsWith(`${port} (`) ? text : `${named}${text}`,
      remedy: 'Mend this provider of the test.',
      cause: error,
    };
    const failure = new ProviderError({ ...details, ...kindOf(error) });
    this.#own.add(failure);
    return failure;
  }

  /** Whether this is the failure of a provider that was watched. */
  isOwn(error: unknown): boolean {
    return typeof error === 'object' && error !== null && this.#own.has(error);
  }

  trouble(of: Watched, method: string, what: string, kind: ProviderErrorKind): ProviderError {
    const error = this.failure(
      of,
      method,
      new ProviderError({ provider: of.id, kind, message: what, remedy: '', retryable: false }),
    );
    if (!this.#troubles.some(({ message }) => message === error.message))
      this.#troubles.push({ port: of.port, message: error.message });
    return error;
  }

  close(): void {
    this.#isClosed = true;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }
}

function kindOf(error: unknown): Pick<ProviderErrorDetails, 'kind' | 'retryable' | 'retryAfterMs' | 'setting'> {
  if (!(error instanceof ProviderError)) return { kind: 'crashed', retryable: false };
  const { kind, retryable, retryAfterMs, setting } = error;
  return { kind, retryable, setting, ...(retryAfterMs === null ? {} : { retryAfterMs }) };
}
