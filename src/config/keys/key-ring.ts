/** Looks keys up in all places: the environment first, then the keychain, then the encrypted file. */
import { KEY_NAMES, KEYS, type KeyName } from './key-names.js';
import { AppError } from '../../engine/errors.js';
import type { KeyFile } from './key-file.js';
import type { KeyPlace, KeyStore, StoredKey } from './key-store.js';
import type { Secret } from './secret.js';
import { secretFrom, whyNoKey } from './secret.js';

export interface FoundKey {
  readonly secret: Secret;
  readonly place: KeyPlace;
}

/** An environment variable whose value cannot be a key. */
export interface UnusableKey {
  readonly name: KeyName;
  readonly variable: string;
  readonly why: string;
}

export interface KeyRingOptions {
  readonly env: NodeJS.ProcessEnv;
  /** Opened only when the environment has no such key. */
  readonly keychain: () => Promise<KeyStore | null>;
  readonly file: KeyFile;
}

export class KeyRing {
  readonly #options: KeyRingOptions;
  readonly #environment: ReadonlyMap<KeyName, Secret>;
  #keychain: Promise<KeyStore | null> | null = null;

  constructor(options: KeyRingOptions) {
    this.#options = options;
    this.#environment = new Map(
      KEY_NAMES.flatMap((name) => {
        const secret = secretFrom(options.env[KEYS[name].variable] ?? '');
        return secret === null ? [] : [[name, secret] as const];
      }),
    );
  }

  /** Environment variables whose value cannot be a key. No stored key is used instead of them. */
  unusable(): readonly UnusableKey[] {
    return KEY_NAMES.flatMap((name) => {
      const { variable } = KEYS[name];
      const text = this.#options.env[variable] ?? '';
      const why = text.trim() === '' ? null : whyNoKey(text);
      return why === null ? [] : [{ name, variable, why }];
    });
  }

  /** Null when there is no such key. Rejects with an AppError when it cannot be read: a locked file, a wrong passphrase, a bad variable. */
  async get(name: KeyName): Promise<FoundKey | null> {
    const given = this.#environment.get(name);
    if (given !== undefined) return { secret: given, place: 'environment' };
    const unusable = this.unusable().find((each) => each.name === name);
    if (unusable !== undefined) throw badVariable(unusable);
    for (const store of await this.stores()) {
      const secret = await store.get(name);
      if (secret !== null) return { secret, place: store.place };
    }
    return null;
  }

  /** Every place of every key, in order of precedence. Needs no passphrase. */
  async list(): Promise<readonly StoredKey[]> {
    const given = [...this.#environment].map(([name, { fingerprint }]): StoredKey => ({
      name,
      place: 'environment',
      fingerprint,
    }));
    const stored = await Promise.all((await this.stores()).map((store) => store.list()));
    const all = [...given, ...stored.flat()];
    return KEY_NAMES.flatMap((name) => all.filter((key) => key.name === name));
  }

  /** The place where a new key is stored on this machine. */
  async home(): Promise<KeyStore> {
    return (await this.#openKeychain()) ?? this.#options.file;
  }

  /** The places where keys are stored; the environment is not one of them. */
  async stores(): Promise<readonly KeyStore[]> {
    const keychain = await this.#openKeychain();
    return keychain === null ? [this.#options.file] : [keychain, this.#options.file];
  }

  get file(): KeyFile {
    return this.#options.file;
  }

  #openKeychain(): Promise<KeyStore | null> {
    return (this.#keychain ??= this.#options.keychain());
  }
}

function badVariable({ name, variable, why }: UnusableKey): AppError {
  return new AppError({
    code: 'keys.badVariable',
    message: `What ${variable} is set to cannot be a key: ${why}.`,
    remedy: `Copy the key from your account at ${KEYS[name].label} again, or take the variable away: unset ${variable}`,
    exitCode: 2,
  });
}
