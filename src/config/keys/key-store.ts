/** A place where keys are kept. */
import type { KeyName } from './key-names.js';
import type { Secret } from './secret.js';

export type KeyPlace = 'environment' | 'keychain' | 'file';

export interface StoredKey {
  readonly name: KeyName;
  readonly place: KeyPlace;
  /** See {@link Secret.fingerprint}. */
  readonly fingerprint: string;
}

export interface KeyStore {
  readonly place: Exclude<KeyPlace, 'environment'>;
  /** Names the place in messages. */
  readonly description: string;
  list(): Promise<readonly StoredKey[]>;
  get(name: KeyName): Promise<Secret | null>;
  /** Stores a key, replacing an existing one. */
  set(name: KeyName, secret: Secret): Promise<void>;
  /** @returns whether it was there */
  remove(name: KeyName): Promise<boolean>;
}
