/** The operating system's keychain: Keychain on macOS, Credential Manager on Windows, the Secret Service on Linux. */
import type { AsyncEntry } from '@napi-rs/keyring';
import { AppError, messageOf } from '../../engine/errors.js';
import { KEY_NAMES } from './key-names.js';
import type { KeyStore, StoredKey } from './key-store.js';
import { Secret } from './secret.js';

/** Set to `off`, it makes the program behave as on a machine without a keychain. */
const KEYCHAIN_SWITCH = 'IELTS_EXAMINER_KEYCHAIN';
const SERVICE = 'ielts-examiner';
/** A locked keychain asks its owner, who needs time; a broken one may never answer. */
const ANSWERS_WITHIN_MS = 60_000;
const PROBE_WITHIN_MS = 3_000;

export interface Keyring {
  readonly AsyncEntry: typeof AsyncEntry;
}

export interface KeychainOptions {
  /** Loads the optional package; rejects when it is not installed. */
  readonly load?: () => Promise<Keyring>;
  /** The service name under which keys are stored. Tests use their own. */
  readonly service?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** Null when there is no keychain that stores keys (no package, no Secret Service). Never rejects. */
export async function openKeychain(options: KeychainOptions = {}): Promise<KeyStore | null> {
  const { load = () => import('@napi-rs/keyring'), service = SERVICE, env = process.env } = options;
  if (env[KEYCHAIN_SWITCH] === 'off') return null;
  // Without a session bus there is no Secret Service, and asking for one may wait for ever.
  const bus = env['DBUS_SESSION_BUS_ADDRESS'] ?? env['XDG_RUNTIME_DIR'];
  if (process.platform === 'linux' && bus === undefined) return null;
  try {
    const keyring = await load();
    const entry = (name: string) =>
      // The package would fall back to the kernel's keyring, which forgets everything at log-out.
      new keyring.AsyncEntry(service, name, { linux: { store: 'secret-service' } });
    await entry('probe').getPassword(AbortSignal.timeout(PROBE_WITHIN_MS));
    return keychainStore(entry);
  } catch {
    return null;
  }
}

function keychainStore(entry: (name: string) => AsyncEntry): KeyStore {
  const patiently = async <T>(what: string, ask: (signal: AbortSignal) => Promise<T>): Promise<T> => {
    try {
      return await ask(AbortSignal.timeout(ANSWERS_WITHIN_MS));
    } catch (error) {
      throw new AppError({
        code: 'keys.keychain',
        message: `The keychain could not ${what}: ${messageOf(error)}.`,
        remedy: 'Unlock the keychain and try again, or give the key in the environment.',
        exitCode: 3,
      });
    }
  };
  const get: KeyStore['get'] = async (name) => {
    const value = await patiently('be read', (signal) => entry(name).getPassword(signal));
    return value === null || value === '' ? null : new Secret(value);
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
