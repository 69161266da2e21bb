/** Stores in a folder of their own, closed when the test file is done. */
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { openStore, type Store, type StoreOptions } from '../../src/store/open-store.js';
import { temporaryFolder } from './temporary-folder.js';

export interface TestStores {
  readonly folder: string;
  path(name: string): string;
  open(name?: string, options?: StoreOptions): Promise<Store>;
}

export function testStores(): TestStores {
  const folder = temporaryFolder();
  const opened: Store[] = [];
  let count = 0;
  afterAll(async () => {
    for (const store of opened) await store.close();
  });
  const path = (name: string): string => join(folder, name, 'sessions.sqlite');
  return {
    folder,
    path,
    async open(name = `store-${String(++count)}`, options = {}) {
      const store = await openStore(path(name), options);
      opened.push(store);
      return store;
    },
  };
}
