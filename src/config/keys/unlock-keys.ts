/** Asks for the passphrase of the key file until it fits. */
import { AppError } from '../../engine/errors.js';
import { openSealedKeys, type OpenKeys, type SealedKeys } from './sealed-keys.js';

/**
 * Asks for a passphrase: `open` for that of the file, `again` after a wrong one, `create` for a new one (asked twice).
 * Resolves with null when nobody can be asked.
 */
export type AskPassphrase = (why: 'open' | 'again' | 'create') => Promise<string | null>;

export interface UnlockOptions {
  readonly path: string;
  readonly ask: AskPassphrase;
  /** Runs a slow check of the passphrase so that keys typed meanwhile are not shown. */
  readonly unseen?: <T>(work: () => Promise<T>) => Promise<T>;
}

export interface UnlockedKeys {
  readonly passphrase: string;
  readonly keys: OpenKeys;
}

/** Attempts before giving up: typing unseen goes wrong. */
const TRIES = 3;

/** @param known a passphrase that most likely fits: nobody is asked when it does */
export async function unlockKeys(
  sealed: SealedKeys,
  known: string | null,
  { path, ask, unseen = (work) => work() }: UnlockOptions,
): Promise<UnlockedKeys> {
  let before: string | null = null;
  for (let tried = 1; ; tried += 1) {
    const passphrase: string =
      (tried === 1 ? known : null) ?? given(await ask(before === null ? 'open' : 'again'), path, 'is there');
    try {
      return { passphrase, keys: await unseen(() => openSealedKeys(sealed, passphrase, path)) };
    } catch (error) {
      // A passphrase from the environment would be the same again.
      const wrong = error instanceof AppError && error.code === 'keys.passphrase';
      if (!wrong || tried === TRIES || passphrase === before) throw error;
      before = passphrase;
    }
  }
}

/** @returns the passphrase that a person has typed. Throws AppError `keys.locked` when nobody has */
export function given(passphrase: string | null, path: string, file: 'is there' | 'is new'): string {
  if (passphrase !== null && passphrase !== '') return passphrase;
  throw new AppError({
    code: 'keys.locked',
    message:
      file === 'is there'
        ? `The keys in ${path} are locked, and nobody can be asked for the passphrase.`
        : `Keys are kept in an encrypted file here (${path}), and nobody can be asked to choose its passphrase.`,
    remedy: 'Run it in a terminal, or give the passphrase in IELTS_EXAMINER_PASSPHRASE.',
    exitCode: 3,
  });
}
