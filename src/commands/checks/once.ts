/** Several checks share one look, such as at the configuration or at the audio devices. */
export function once<T>(look: () => Promise<T>): () => Promise<T> {
  let found: Promise<T> | null = null;
  return () => (found ??= look());
}
