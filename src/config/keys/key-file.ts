/** Stores keys in a file encrypted with a passphrase, for machines without a keychain. */
import { readFile, rm } from 'node:fs/promises';
import { AppError, messageOf } from '../../engine/errors.js';
import { replaceFile } from '../files/replace-file.js';
import type { KeyName } from './key-names.js';
import type { KeyStore } from './key-store.js';
import {
  openSealedKeys,
  parseSealedKeys,
  sealKeys,
  type OpenKeys,
  type ScryptCost,
  type SealedKeys,
} from './sealed-keys.js';
import { Secret } from './secret.js';

/**
 * Asks for a passphrase: `open` for that of the file, `again` after a wrong one, `create` for a new one (asked twice).
 * Resolves with null when nobody can be asked.
 */
export type AskPassphrase = (why: 'open' | 'again' | 'create') => Promise<string | null>;

/** Attempts before giving up: typing unseen goes wrong. */
const TRIES = 3;

export interface KeyFileOptions {
  readonly path: string;
  readonly ask: AskPassphrase;
  /** Runs a slow check of the passphrase so that keys typed meanwhile are not shown. */
  readonly unseen?: <T>(work: () => Promise<T>) => Promise<T>;
  /** The scrypt cost, lower in tests: the real one takes a third of a second. */
  readonly cost?: ScryptCost;
}

export interface KeyFile extends KeyStore {
  /** Encrypts all keys again with a new passphrase and salt. */
  changePassphrase(ask: AskPassphrase): Promise<void>;
}

interface Opened {
  readonly passphrase: string;
  readonly keys: OpenKeys;
}

export function createKeyFile({ path, ask, unseen = (work) => work(), cost }: KeyFileOptions): KeyFile {
  /** The passphrase is asked for once, although several ports read their keys at the same time. */
  let opened: Promise<Opened> | null = null;

  const read = async (): Promise<SealedKeys | null> => {
    try {
      return parseSealedKeys(await readFile(path, 'utf8'), path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      if (error instanceof AppError) throw error;
      throw new AppError({
        code: 'keys.unreadable',
        message: `The key file ${path} cannot be read: ${messageOf(error)}.`,
        remedy: 'Make it readable for yourself alone: chmod 600.',
        exitCode: 3,
      });
    }
  };
  const unlock = async (sealed: SealedKeys | null): Promise<Opened> => {
    let before: string | null = null;
    for (let tried = 1; ; tried += 1) {
      const passphrase = await ask(sealed === null ? 'create' : before === null ? 'open' : 'again');
      if (passphrase === null || passphrase === '') throw locked(path, sealed !== null);
      if (sealed === null) return { passphrase, keys: {} };
      try {
        return { passphrase, keys: await unseen(() => openSealedKeys(sealed, passphrase, path)) };
      } catch (error) {
        // A passphrase from the environment would be the same again.
        const wrong = error instanceof AppError && error.code === 'keys.passphrase';
        if (!wrong || tried === TRIES || passphrase === before) throw error;
        before = passphrase;
      }
    }
  };
  const open = (sealed: SealedKeys | null): Promise<Opened> => (opened ??= unlock(sealed));
  const write = async (keys: OpenKeys, passphrase: string) => {
    const text = await sealKeys(keys, passphrase, (value) => new Secret(value).fingerprint, cost);
    await replaceFile(path, text, 0o600);
    opened = Promise.resolve({ passphrase, keys });
  };

  return {
    place: 'file',
    description: `the encrypted file ${path}`,
    async list() {
      const sealed = await read();
      return (sealed?.keys ?? []).map(({ name, fingerprint }) => ({ name, place: 'file' as const, fingerprint }));
    },
    async get(name) {
      const sealed = await read();
      // No passphrase is asked for when the key is not in the file.
      if (sealed?.keys.some((key) => key.name === name) !== true) return null;
      const value = (await open(sealed)).keys[name];
      return value === undefined ? null : new Secret(value);
    },
    async set(name, secret) {
      const { keys, passphrase } = await open(await read());
      await write({ ...keys, [name]: secret.reveal() }, passphrase);
    },
    async remove(name) {
      const sealed = await read();
      if (sealed?.keys.some((key) => key.name === name) !== true) return false;
      const { keys, passphrase } = await open(sealed);
      const rest = Object.fromEntries(Object.entries(keys).filter(([other]) => other !== name)) as Partial<
        Record<KeyName, string>
      >;
      if (Object.keys(rest).length === 0) {
        await rm(path);
        opened = null;
      } else await write(rest, passphrase);
      return true;
    },
    async changePassphrase(askNew) {
      const sealed = await read();
      if (sealed === null) {
        throw new AppError({
          code: 'keys.noFile',
          message: 'There is no encrypted key file, so it has no passphrase to change.',
          remedy: 'See where your keys are: ielts-examiner keys list',
          exitCode: 2,
        });
      }
      const { keys } = await open(sealed);
      const passphrase = await askNew('create');
      if (passphrase === null || passphrase === '') throw locked(path, true);
      await write(keys, passphrase);
    },
  };
}

function locked(path: string, exists: boolean): AppError {
  return new AppError({
    code: 'keys.locked',
    message: exists
      ? `The keys in ${path} are locked, and nobody can be asked for the passphrase.`
      : `Keys are kept in an encrypted file here (${path}), and nobody can be asked to choose its passphrase.`,
    remedy: 'Run it in a terminal, or give the passphrase in IELTS_EXAMINER_PASSPHRASE.',
    exitCode: 3,
  });
}
