/** Turns a failed HTTP response into a ProviderError, for services that are called with plain `fetch`. */
import type { Clock } from '../../engine/ports/clock.js';
import type { ProviderError } from '../../engine/ports/provider-error.js';
import { firstText } from '../network/bounded-text.js';
import { providerFailure, type FailureSource } from '../resilience/provider-failure.js';

/** In bytes. Error bodies are short; the rest of a longer one is not read. */
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
    // Not JSON: a proxy's page, or nothing.
    return { code: null, detail: body.startsWith('<') || body === '' ? null : body };
  }
}
