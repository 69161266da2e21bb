/** Opens the session store for one command and closes it whatever happens. */
import { appPaths } from '../config/paths.js';
import { safeText } from '../engine/text/safe-text.js';
import type { Store } from '../store/open-store.js';
import { sentence, wrapFor } from '../ui/text-format.js';
import { unsavedText } from './unsaved-text.js';

/** @param onlyRead nothing is written, so that a full disk is no hindrance */
export async function withStore<T>(use: (store: Store) => Promise<T>, onlyRead = false): Promise<T> {
  const { openStore } = await import('../store/open-store.js');
  const { database, recordings } = appPaths();
  const store = await openStore(database, { recordings, onlyRead });
  tellWhatIsLeft(store);
  try {
    return await use(store);
  } finally {
    await store.close();
  }
}

/** After a full disk people were told that their last events would be saved at the next start. */
function tellWhatIsLeft({ leftFiles }: Store): void {
  for (const left of leftFiles) {
    const { what, remedy } = unsavedText({ ...left, why: sentence(left.why) });
    const text = `warning: ${what}\n→ ${remedy}\n`;
    // A line of what is being started may stand there without its end.
    process.stderr.write(`${process.stderr.isTTY ? '\n' : ''}${wrapFor(process.stderr, safeText(text))}`);
  }
}
