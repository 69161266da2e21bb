/** Opens the session store for one command and closes it whatever happens. */
import { appPaths } from '../config/paths.js';
import type { Store } from '../store/open-store.js';

/** @param onlyRead nothing is written, so that a full disk is no hindrance */
export async function withStore<T>(use: (store: Store) => Promise<T>, onlyRead = false): Promise<T> {
  const { openStore } = await import('../store/open-store.js');
  const { database, recordings } = appPaths();
  const store = await openStore(database, { recordings, onlyRead });
  try {
    return await use(store);
  } finally {
    await store.close();
  }
}
