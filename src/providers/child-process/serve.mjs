/**
 * The script's side of `remote-service.ts`, in a child process. `answer(request)` may be asynchronous;
 * requests are answered one after the other. What it throws goes back as an error with `kind`, `message` and `remedy`.
 */
const post = (message) => process.send?.(message);

/** Something to say that answers no request. */
export function tell(news) {
  post({ news });
}

/** An error with a kind of ProviderError and, if the service's own will not do, a remedy. */
export function failure(kind, message, remedy) {
  return Object.assign(new Error(message), { kind, remedy });
}

export function serve(answer) {
  let queue = Promise.resolve();
  const receive = ({ id, request }) => {
    queue = queue.then(async () => {
      try {
        const result = await answer(request);
        if (id !== undefined) post({ id, result });
      } catch (error) {
        const { kind, remedy } = error ?? {};
        if (id !== undefined) post({ id, error: { kind, remedy, message: error?.message ?? String(error) } });
      }
    });
  };
  process.on('message', receive);
  // The parent is gone, however it went.
  process.on('disconnect', () => process.exit(0));
}
