/** The operating system's keychain: Keychain on macOS, Credential Manager on Windows, the Secret Service on Linux. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { AppError, messageOf } from '../../engine/errors.js';
import { KEY_NAMES } from './key-names.js';
import type { KeyStore, StoredKey } from './key-store.js';
import { RemoteKeychain, type KeychainEntry, type RemoteKeychainOptions } from './remote-keychain.js';
import { Secret } from './secret.js';

/** Set to `off`, it makes the program behave as on a machine without a keychain. */
export const KEYCHAIN_SWITCH = 'IELTS_EXAMINER_KEYCHAIN';
/** Under which keys are stored. */
const SERVICE = 'ielts-examiner';
/** A locked keychain asks its owner, who needs time; a broken one may never answer. */
const ANSWERS_WITHIN_MS = 60_000;
const PROBE_WITHIN_MS = 3_000;

export type KeychainEntries = (name: string) => KeychainEntry;

export interface KeychainOptions {
  readonly env?: NodeJS.ProcessEnv;
  /** Rejects when the optional package is not installed. */
  readonly entries?: (options: RemoteKeychainOptions) => Promise<KeychainEntries>;
  readonly probeWithinMs?: number;
  /** There seems to be a keychain, and it did not answer: keys may be in it. */
  readonly onSilent?: (withinMs: number) => void;
  readonly answersWithinMs?: number;
}

/** Null when there is no keychain that stores keys (no package, no Secret Service). Never rejects. */
export async function openKeychain(options: KeychainOptions = {}): Promise<KeyStore | null> {
  const { env = process.env, entries = systemEntries } = options;
  if (env[KEYCHAIN_SWITCH] === 'off') return null;
  // Without a session bus there is no Secret Service, and asking for one may wait for ever.
  if (process.platform === 'linux' && !mayHaveBus(env)) return null;
  const withinMs = options.probeWithinMs ?? PROBE_WITHIN_MS;
  let waited: AbortSignal | null = null;
  try {
    const entry = await entries({ service: SERVICE, env });
    waited = AbortSignal.timeout(withinMs);
    await entry('probe').getPassword(waited);
    return keychainStore(entry, options.answersWithinMs ?? ANSWERS_WITHIN_MS);
  } catch {
    if (waited?.aborted === true) options.onSilent?.(withinMs);
    return null;
  }
}

/** On Linux a process of its own, which costs some 0.1 s: see {@link RemoteKeychain}. */
async function systemEntries(options: RemoteKeychainOptions): Promise<KeychainEntries> {
  if (process.platform === 'linux') {
    const keychain = new RemoteKeychain(options);
    return (name) => keychain.entry(name);
  }
  const { AsyncEntry } = await import('@napi-rs/keyring');
  return (name) => new AsyncEntry(options.service, name);
}

function mayHaveBus(env: NodeJS.ProcessEnv): boolean {
  const { DBUS_SESSION_BUS_ADDRESS: address, XDG_RUNTIME_DIR: folder } = env;
  return (address ?? '') !== '' || ((folder ?? '') !== '' && existsSync(join(folder ?? '', 'bus')));
}

function keychainStore(entry: KeychainEntries, withinMs: number): KeyStore {
  const patiently = async <T>(what: string, ask: (signal: AbortSignal) => Promise<T>): Promise<T> => {
    try {
      return await ask(AbortSignal.timeout(withinMs));
    } catch (error) {
      throw new AppError({
        code: 'keys.keychain',
        message: `The keychain could not ${what}: ${messageOf(error)}.`,
        remedy: `Unlock the keychain and try again, or give the key in the environment. Without the keychain, keys are kept in an encrypted file: set ${KEYCHAIN_SWITCH}=off.`,
        exitCode: 3,
      });
    }
  };
  const get: KeyStore['get'] = async (name) => {
    const value = await patiently('be read', (signal) => entry(name).getPassword(signal));
    return (value ?? '') === '' ? null : new Secret(value ?? '');
  };
  return {
    place: 'keychain',
    description: "the operating system's keychain",
    get,
    async list() {
      const found: StoredKey[] = [];
      for (const name of KEY_NAMES) {
        const secret = await get(name);
        if (secret !== null) found.push({ name, place: 'keychain', fingerprint: secret.fingerprint });
      }
      return found;
    },
    set: (name, secret) => patiently('store the key', (signal) => entry(name).setPassword(secret.reveal(), signal)),
    remove: (name) => patiently('remove the key', (signal) => entry(name).deleteCredential(signal)),
  };
}
