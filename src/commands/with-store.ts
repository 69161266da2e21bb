/** Opens the session store for one command and closes it whatever happens. */
import { appPaths } from '../config/paths.js';
import type { Store } from '../store/open-store.js';

export async function withStore<T>(use: (store: Store) => Promise<T>): Promise<T> {
  const { openStore } = await import('../store/open-store.js');
  const { database, recordings } = appPaths();
  const store = await openStore(database, { recordings });
  try {
    return await use(store);
  } finally {
    await store.close();
  }
}
