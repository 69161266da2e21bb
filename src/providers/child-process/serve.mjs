/**
 * The script's side of `remote-service.ts`, in a child process or a worker thread. `answer(request)` may be asynchronous;
 * requests are answered one after the other. What it throws goes back as an error with `kind`, `message` and `remedy`.
 */
import { parentPort } from 'node:worker_threads';

const post = parentPort ? (message) => parentPort.postMessage(message) : (message) => process.send?.(message);

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
  if (parentPort) parentPort.on('message', receive);
  else {
    process.on('message', receive);
    // The parent is gone, however it went.
    process.on('disconnect', () => process.exit(0));
  }
}
