/** Reads the text of a response with a limit, since a broken server may send for ever. */

export class BodyTooLong extends Error {
  constructor() {
    super('the answer is longer than any answer can be');
    this.name = 'BodyTooLong';
  }
}

/**
 * The body as text. Rejects with {@link BodyTooLong} when it has more than `longestBytes`, without reading the rest, and as
 * the body does when the connection breaks.
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
  // Leaving the loop early cancels the stream, which closes the connection.
  for await (const bytes of body ?? []) {
    parts.push(bytes);
    length += bytes.length;
    if (length > longestBytes) break;
  }
  const all = Buffer.concat(parts);
  // Only the last character can be cut off.
  return { text: new TextDecoder().decode(all.subarray(0, longestBytes)), whole: length <= longestBytes };
}
