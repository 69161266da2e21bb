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
  /** For people. */
  readonly description: string;
  list(): Promise<readonly StoredKey[]>;
  get(name: KeyName): Promise<Secret | null>;
  /** Replaces one that is there. */
  set(name: KeyName, secret: Secret): Promise<void>;
  /** @returns whether it was there */
  remove(name: KeyName): Promise<boolean>;
}
