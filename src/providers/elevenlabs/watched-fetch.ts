/**
 * Looks over the shoulder of the `elevenlabs` package, which takes no `fetch` of ours: it follows redirects with the key
 * in a header, keeps a timer running after a failed connection, and throws away the headers of a refusal. While a request
 * of ours begins, the `fetch` that it finds is this one; for everybody else nothing changes.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { refuseRedirect } from '../network/refuse-redirects.js';

/** What the package did not tell of one request. */
export interface WatchedRequest {
  /** Why there was no answer at all, or null. */
  readonly failure: unknown;
  /** Of the answer. */
  readonly headers: Headers | null;
}

interface Watch {
  failure: unknown;
  headers: Headers | null;
}

const watches = new AsyncLocalStorage<Watch>();
/** Makes the package stop its timer and throw; {@link WatchedRequest.failure} says what really happened. */
const NO_ANSWER = 599;

/** @param begin calls the package; everything it does until it has an answer is watched */
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
