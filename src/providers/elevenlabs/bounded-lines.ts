/**
 * Breaks off a stream whose line does not end. The package searches its whole buffer again for each chunk that arrives, so
 * such a line would block the program, and the test, for many seconds.
 */

/** A message holds a second of sound or so: 60 KB. */
const LONGEST_LINE = 2 * 1024 * 1024;
const LINE_FEED = 10;

/** @param stream of the package: its body is put behind the bound before it is read */
export function boundLines<Stream extends object>(stream: Stream): Stream {
  const holder = stream as { stream?: unknown };
  if (holder.stream instanceof ReadableStream) holder.stream = holder.stream.pipeThrough(lineBound());
  return stream;
}

function lineBound(): TransformStream<Uint8Array, Uint8Array> {
  let length = 0;
  return new TransformStream<Uint8Array, Uint8Array>({
    transform(bytes, controller) {
      const end = bytes.lastIndexOf(LINE_FEED);
      length = end === -1 ? length + bytes.length : bytes.length - end - 1;
      if (length > LONGEST_LINE) throw new SyntaxError('Unexpected token: a message without an end');
      controller.enqueue(bytes);
    },
  });
}
