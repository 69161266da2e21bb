/** ElevenLabs' errors. Its codes are in `detail.status` of the body, and mean more than the HTTP status. */
import type { Clock } from '../../engine/ports/clock.js';
import type { ProviderError } from '../../engine/ports/provider-error.js';
import { firstText } from '../network/bounded-text.js';
import { asProviderError, providerFailure, type FailureSource } from '../resilience/provider-failure.js';
import type { WatchedRequest } from './watched-fetch.js';

/** Error bodies are short. */
const LONGEST_BODY = 10_000;

/** Never rejects. The package says neither why there was no answer nor when to come back: `request` does. */
export async function elevenLabsFailure(
  source: FailureSource,
  error: unknown,
  request: WatchedRequest,
  clock: Clock,
): Promise<ProviderError> {
  if (request.failure !== null) return asProviderError(source, request.failure);
  const { statusCode, body } = error as { readonly statusCode?: unknown; readonly body?: unknown };
  if (typeof statusCode !== 'number') return asProviderError(source, error);
  const { status, message } = await detailOf(body);
  return providerFailure(source, {
    status: statusCode,
    code: status,
    detail: message,
    header: (name) => request.headers?.get(name) ?? null,
    wallTimeMs: Date.parse(clock.wallTime()),
  });
}

interface Detail {
  readonly status: string | null;
  readonly message: string | null;
}

const NOTHING: Detail = { status: null, message: null };

/** For a streaming request the package hands over the body as a stream, read by nobody. */
async function detailOf(body: unknown): Promise<Detail> {
  try {
    const parsed: unknown =
      body instanceof ReadableStream ? JSON.parse((await firstText(body, LONGEST_BODY)).text) : body;
    const { detail } = parsed as { readonly detail?: unknown };
    if (typeof detail === 'string') return { status: null, message: detail };
    const first: unknown = Array.isArray(detail) ? detail[0] : detail;
    const { status, code, message, msg } = (first ?? {}) as Readonly<Record<string, unknown>>;
    return { status: textOrNull(status ?? code), message: textOrNull(message ?? msg) };
  } catch {
    // A page of a proxy, or nothing at all: the HTTP status must do.
    return NOTHING;
  }
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
