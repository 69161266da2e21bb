/** `fetch` that gives up on bodies nobody asked for: a broken server may send for ever, and the SDK keeps all of it. */
import { BodyTooLong } from '../network/bounded-text.js';
import { fetchWithoutRedirects } from '../network/refuse-redirects.js';

/** With every token in a line of its own, 8 MB is far beyond the longest rating. */
const LONGEST_BODY = 8 * 1024 * 1024;
/** The SDK copies an unfinished line with every piece that comes: a long one would stop the whole session for seconds. */
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
