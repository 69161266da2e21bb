/** Gives back what loading took and the test does not need. */

/**
 * Loading some hundred modules and the language data leaves a young generation of 32 MB behind, of which a test needs a few: the
 * inspector's collection shrinks it, as `gc()` does not. It takes a tenth of a second, so it is for a moment when nobody waits
 * for an answer. Nothing happens in a Node without an inspector.
 */
export async function giveBackMemory(): Promise<void> {
  if (!process.features.inspector) return;
  const { Session } = await import('node:inspector/promises');
  const session = new Session();
  session.connect();
  try {
    await session.post('HeapProfiler.collectGarbage');
  } finally {
    session.disconnect();
  }
}
