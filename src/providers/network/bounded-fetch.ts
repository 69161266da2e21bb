/** `fetch` with a limit on the body: a broken server may send for ever, and the SDK would keep all of it in memory. */
import { BodyTooLong } from './bounded-text.js';
import { fetchWithoutRedirects } from './refuse-redirects.js';

/** In bytes: far more than the longest rating, even with one line per token. */
const LONGEST_BODY = 8 * 1024 * 1024;
/** In bytes. The SDK copies an unfinished line for every chunk, so a long one would block the session for seconds. */
const LONGEST_LINE = 512 * 1024;
const LINE_FEED = 10;

export const boundedFetch: typeof fetch = async (input, init) => {
  const response = await fetchWithoutRedirects(input, init);
  if (response.body === null) return response;
  let length = 0;
  let line = 0;
  const counted = response.body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(bytes, controller) {
        length += bytes.length;
        const feed = bytes.lastIndexOf(LINE_FEED);
        line = feed === -1 ? line + bytes.length : bytes.length - feed;
        if (length > LONGEST_BODY || line > LONGEST_LINE) controller.error(new BodyTooLong());
        else controller.enqueue(bytes);
      },
    }),
  );
  return new Response(counted, { status: response.status, statusText: response.statusText, headers: response.headers });
};
