/** The text of an answer, however long a broken server makes it. */

export class BodyTooLong extends Error {
  constructor() {
    super('the answer is longer than any answer can be');
    this.name = 'BodyTooLong';
  }
}

/**
 * The body as text when it has at most that many bytes; else {@link BodyTooLong} is thrown, and the rest is not read.
 * Rejects as the body does when the connection breaks.
 */
export async function boundedText({ body }: Pick<Response, 'body'>, longestBytes: number): Promise<string> {
  const { text, whole } = await firstText(body, longestBytes);
  if (!whole) throw new BodyTooLong();
  return text;
}

/** The first bytes of the body as text; the rest is not read. */
export async function firstText(
  body: ReadableStream<Uint8Array> | null,
  longestBytes: number,
): Promise<{ readonly text: string; readonly whole: boolean }> {
  const parts: Uint8Array[] = [];
  let length = 0;
  // Whoever leaves the loop early has the stream cancelled, and with it the connection closed.
  for await (const bytes of body ?? []) {
    parts.push(bytes);
    length += bytes.length;
    if (length > longestBytes) break;
  }
  const all = Buffer.concat(parts);
  // A character may be cut at the end of what is kept; inside it none is.
  return { text: new TextDecoder().decode(all.subarray(0, longestBytes)), whole: length <= longestBytes };
}
