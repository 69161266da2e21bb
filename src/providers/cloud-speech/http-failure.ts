/** A failed HTTP answer of a voice or assessor that is asked with plain `fetch`. */
import type { Clock } from '../../engine/ports/clock.js';
import type { ProviderError } from '../../engine/ports/provider-error.js';
import { firstText } from '../network/bounded-text.js';
import { providerFailure, type FailureSource } from '../resilience/provider-failure.js';

/** Error bodies are short; a server that sends more is not listened to. */
const LONGEST_BODY = 10_000;

export async function httpFailure(source: FailureSource, response: Response, clock: Clock): Promise<ProviderError> {
  const { text } = await firstText(response.body, LONGEST_BODY).catch(() => ({ text: '' }));
  const { code, detail } = errorBody(text);
  return providerFailure(source, {
    status: response.status,
    code,
    detail: detail ?? (response.statusText === '' ? null : response.statusText),
    header: (name) => response.headers.get(name),
    wallTimeMs: Date.parse(clock.wallTime()),
  });
}

/** `{"error": {"code", "message"}}`, or plain text. */
function errorBody(body: string): { readonly code: string | null; readonly detail: string | null } {
  try {
    const parsed = JSON.parse(body) as { error?: { code?: unknown; message?: unknown } } | null;
    const { code, message } = parsed?.error ?? {};
    return {
      code: typeof code === 'string' ? code : null,
      detail: typeof message === 'string' ? message : null,
    };
  } catch {
    // Not JSON: a page of a proxy, or nothing.
    return { code: null, detail: body.startsWith('<') || body === '' ? null : body };
  }
}
