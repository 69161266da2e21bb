/** Standard output that nobody reads any more, and what wants to know of it. */
type Listener = () => void;

const listeners = new Set<Listener>();

/** @returns ends listening */
export function onLostOutput(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** @returns whether anybody wanted to know */
export function tellLostOutput(): boolean {
  for (const listener of listeners) listener();
  return listeners.size > 0;
}
