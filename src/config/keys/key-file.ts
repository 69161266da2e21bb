/** Stores keys in a file encrypted with a passphrase, for machines without a keychain. */
import { readFile, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AppError, messageOf } from '../../engine/errors.js';
import { lockWithin } from '../files/lock-file.js';
import { makeFolder } from '../files/make-folder.js';
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

/** A file is replaced in a moment: the lock is held no longer. */
const LOCKED_FOR_MS = 5_000;

export function createKeyFile({ path, ask, unseen = (work) => work(), cost }: KeyFileOptions): KeyFile {
  /** The passphrase is asked for once, although several ports read their keys at the same time. */
  let opened: { readonly checksum: string | undefined; readonly content: Promise<Opened> } | null = null;

  const read = async (): Promise<SealedKeys | null> => {
    try {
      return parseSealedKeys(await readFile(path, 'utf8'), path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      if (error instanceof AppError) throw error;
      throw new AppError({
        code: 'keys.unreadable',
        message: `The key file ${path} cannot be read: ${messageOf(error)}.`,
        remedy: `Make it and its folder readable for yourself alone: chmod 600 ${path}; chmod 700 ${dirname(path)}`,
        exitCode: 3,
      });
    }
  };
  const unlock = async (sealed: SealedKeys | null, known: string | null): Promise<Opened> => {
    let before: string | null = null;
    for (let tried = 1; ; tried += 1) {
      const passphrase: string | null =
        (tried === 1 ? known : null) ?? (await ask(sealed === null ? 'create' : before === null ? 'open' : 'again'));
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
  const open = (sealed: SealedKeys | null): Promise<Opened> => {
    const checksum = sealed?.checksum;
    if (opened === null || opened.checksum !== checksum) {
      // Another process has written the file: most likely under the same passphrase.
      const known = opened?.content.then(({ passphrase }) => passphrase).catch(() => null) ?? Promise.resolve(null);
      opened = { checksum, content: known.then((passphrase) => unlock(sealed, passphrase)) };
    }
    return opened.content;
  };
  const lock = async (): Promise<() => Promise<void>> => {
    await makeFolder(dirname(path));
    const attempt = await lockWithin(`${path}.lock`, LOCKED_FOR_MS);
    if (!attempt.taken) throw busy(path, attempt.holder);
    return attempt.release;
  };
  /** False when somebody else has written since it was read. Without keys no file is needed. */
  const replace = async (sealed: SealedKeys | null, { keys, passphrase }: Opened): Promise<boolean> => {
    const empty = Object.keys(keys).length === 0;
    const text = empty ? '' : await sealKeys(keys, passphrase, (value) => new Secret(value).fingerprint, cost);
    const release = await lock();
    try {
      if ((await read())?.checksum !== sealed?.checksum) return false;
      if (empty) await rm(path, { force: true });
      else await replaceFile(path, text, { mode: 0o600 });
    } finally {
      await release();
    }
    const { checksum } = empty ? {} : parseSealedKeys(text, path);
    opened = empty ? null : { checksum, content: Promise.resolve({ passphrase, keys }) };
    return true;
  };
  /** Asking for a passphrase takes minutes: what another process stored meanwhile must not be lost. */
  const change = async (changed: (opened: Opened) => Opened, ifMissing: 'create' | 'leave'): Promise<void> => {
    for (;;) {
      const sealed = await read();
      if (sealed === null && ifMissing === 'leave') return;
      if (await replace(sealed, changed(await open(sealed)))) return;
    }
  };
  const holds = async (name: KeyName): Promise<boolean> =>
    (await read())?.keys.some((key) => key.name === name) === true;

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
    set: (name, secret) =>
      change(({ keys, passphrase }) => ({ keys: { ...keys, [name]: secret.reveal() }, passphrase }), 'create'),
    async remove(name) {
      if (!(await holds(name))) return false;
      const without = (keys: OpenKeys): OpenKeys =>
        Object.fromEntries(Object.entries(keys).filter(([other]) => other !== name));
      await change(({ keys, passphrase }) => ({ keys: without(keys), passphrase }), 'leave');
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
      await open(sealed);
      const passphrase = await askNew('create');
      if (passphrase === null || passphrase === '') throw locked(path, true);
      await change(({ keys }) => ({ keys, passphrase }), 'leave');
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

function busy(path: string, holder: number): AppError {
  return new AppError({
    code: 'keys.busy',
    message: `The key file ${path} is being written by ${holder === 0 ? 'another process' : `process ${String(holder)}`}, which does not finish.`,
    remedy: 'Try again when that process has ended.',
    exitCode: 3,
  });
}
