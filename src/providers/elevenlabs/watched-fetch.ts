/**
 * Replaces the global `fetch` for requests of the `elevenlabs` package, which does not accept one as an option. The package
 * follows redirects with the key in a header, keeps a timer running after a failed connection, and drops the headers of a
 * refusal. For all other code `fetch` behaves as before.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { refuseRedirect } from '../network/refuse-redirects.js';

/** What the package does not report about one request. */
export interface WatchedRequest {
  /** Why there was no answer at all, or null. */
  readonly failure: unknown;
  /** The headers of the response; null when there was none. */
  readonly headers: Headers | null;
}

interface Watch {
  failure: unknown;
  headers: Headers | null;
}

const watches = new AsyncLocalStorage<Watch>();
/** A status that makes the package stop its timer and throw; {@link WatchedRequest.failure} has the real reason. */
const NO_ANSWER = 599;

/** @param begin calls the package; its requests are watched until it has an answer */
export async function watchRequest<Answer>(
  begin: () => Promise<Answer>,
): Promise<{ readonly answer: Answer } | { readonly error: unknown; readonly request: WatchedRequest }> {
  install();
  const watch: Watch = { failure: null, headers: null };
  try {
    return { answer: await watches.run(watch, begin) };
  } catch (error) {
    return { error, request: watch };
  }
}

let installed: typeof fetch | null = null;

function install(): void {
  // Somebody may have put another one in its place since.
  if (globalThis.fetch === installed) return;
  const original = globalThis.fetch;
  installed = async (input, init) => {
    const watch = watches.getStore();
    if (watch === undefined) return await original(input, init);
    try {
      const response = await original(input, { ...init, redirect: 'manual' });
      watch.headers = response.headers;
      return await refuseRedirect(response, typeof input === 'string' ? input : '');
    } catch (error) {
      watch.failure = error;
      return new Response(null, { status: NO_ANSWER });
    }
  };
  globalThis.fetch = installed;
}
