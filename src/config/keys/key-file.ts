/** Stores keys in a file encrypted with a passphrase, for machines without a keychain. */
import { AppError } from '../../engine/errors.js';
import type { KeyName } from './key-names.js';
import type { KeyStore, StoredKey } from './key-store.js';
import { readSealedFile, replaceSealedFile } from './sealed-file.js';
import { parseSealedKeys, sealKeys, type ScryptCost, type SealedKeys } from './sealed-keys.js';
import { Secret } from './secret.js';
import { given, unlockKeys, type AskPassphrase, type UnlockedKeys, type UnlockOptions } from './unlock-keys.js';

export interface KeyFileOptions extends UnlockOptions {
  /** The scrypt cost, lower in tests: the real one takes a third of a second. */
  readonly cost?: ScryptCost;
}

export interface KeyFile extends KeyStore {
  /** Encrypts all keys again with a new passphrase and salt. */
  changePassphrase(ask: AskPassphrase): Promise<void>;
}

export function createKeyFile(options: KeyFileOptions): KeyFile {
  return new EncryptedKeyFile(options);
}

class EncryptedKeyFile implements KeyFile {
  readonly place = 'file';
  readonly description: string;
  readonly #options: KeyFileOptions;
  readonly #path: string;
  /** The passphrase is asked for once, although several ports read their keys at the same time. */
  #opened: { readonly checksum: string | undefined; readonly content: Promise<UnlockedKeys> } | null = null;

  constructor(options: KeyFileOptions) {
    this.#options = options;
    this.#path = options.path;
    this.description = `the encrypted file ${options.path}`;
  }

  async list(): Promise<readonly StoredKey[]> {
    const sealed = await readSealedFile(this.#path);
    return (sealed?.keys ?? []).map(({ name, fingerprint }) => ({ name, place: 'file', fingerprint }));
  }

  async get(name: KeyName): Promise<Secret | null> {
    const sealed = await readSealedFile(this.#path);
    // No passphrase is asked for when the key is not in the file.
    if (!holds(sealed, name)) return null;
    const value = (await this.#open(sealed)).keys[name];
    return value === undefined ? null : new Secret(value);
  }

  async set(name: KeyName, secret: Secret): Promise<void> {
    await this.#change(
      ({ keys, passphrase }) => ({ keys: { ...keys, [name]: secret.reveal() }, passphrase }),
      'create',
    );
  }

  async remove(name: KeyName): Promise<boolean> {
    if (!holds(await readSealedFile(this.#path), name)) return false;
    await this.#change(({ keys, passphrase }) => {
      const others = Object.entries(keys).filter(([other]) => other !== name);
      return { keys: Object.fromEntries(others), passphrase };
    }, 'leave');
    return true;
  }

  async changePassphrase(askNew: AskPassphrase): Promise<void> {
    const sealed = await readSealedFile(this.#path);
    if (sealed === null) {
      throw new AppError({
        code: 'keys.noFile',
        message: 'There is no encrypted key file, so it has no passphrase to change.',
        remedy: 'See where your keys are: ielts-examiner keys list',
        exitCode: 2,
      });
    }
    await this.#open(sealed);
    const passphrase = given(await askNew('create'), this.#path, 'is there');
    await this.#change(({ keys }) => ({ keys, passphrase }), 'leave');
  }

  /** Asking for a passphrase takes minutes: what another process stored meanwhile must not be lost. */
  async #change(changed: (unlocked: UnlockedKeys) => UnlockedKeys, ifMissing: 'create' | 'leave'): Promise<void> {
    for (;;) {
      const sealed = await readSealedFile(this.#path);
      if (sealed === null && ifMissing === 'leave') return;
      if (await this.#replace(sealed, changed(await this.#open(sealed)))) return;
    }
  }

  /** @param sealed null for a file that is still to be written */
  #open(sealed: SealedKeys | null): Promise<UnlockedKeys> {
    const checksum = sealed?.checksum;
    if (this.#opened === null || this.#opened.checksum !== checksum) {
      // Another process has written the file: most likely under the same passphrase.
      const before =
        this.#opened?.content.then(({ passphrase }) => passphrase).catch(() => null) ?? Promise.resolve(null);
      this.#opened = { checksum, content: before.then((known) => this.#unlock(sealed, known)) };
    }
    return this.#opened.content;
  }

  async #unlock(sealed: SealedKeys | null, known: string | null): Promise<UnlockedKeys> {
    if (sealed !== null) return unlockKeys(sealed, known, this.#options);
    const passphrase = known ?? given(await this.#options.ask('create'), this.#path, 'is new');
    return { passphrase, keys: {} };
  }

  /** Without keys no file is needed. @returns false when somebody else has written since it was read */
  async #replace(sealed: SealedKeys | null, { keys, passphrase }: UnlockedKeys): Promise<boolean> {
    const empty = Object.keys(keys).length === 0;
    const text = empty ? null : await sealKeys(keys, passphrase, fingerprintOf, this.#options.cost);
    if (!(await replaceSealedFile(this.#path, sealed, text))) return false;
    this.#opened =
      text === null
        ? null
        : { checksum: parseSealedKeys(text, this.#path).checksum, content: Promise.resolve({ passphrase, keys }) };
    return true;
  }
}

function holds(sealed: SealedKeys | null, name: KeyName): sealed is SealedKeys {
  return sealed?.keys.some((key) => key.name === name) === true;
}

function fingerprintOf(value: string): string {
  return new Secret(value).fingerprint;
}
