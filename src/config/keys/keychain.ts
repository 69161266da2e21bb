/** The operating system's keychain: Keychain on macOS, Credential Manager on Windows, the Secret Service on Linux. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { AsyncEntry } from '@napi-rs/keyring';
import { AppError, messageOf } from '../../engine/errors.js';
import { environmentWithoutKeys } from './environment.js';
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

interface ProbeRequest {
  readonly service: string;
  readonly env: NodeJS.ProcessEnv;
  readonly withinMs: number;
}

export interface KeychainOptions {
  /** Loads the optional package; rejects when it is not installed. */
  readonly load?: () => Promise<Keyring>;
  /** The service name under which keys are stored. Tests use their own. */
  readonly service?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Rejects when the keychain does not answer in time. On Linux a process of its own, which costs some 0.1 s. */
  readonly probe?: (request: ProbeRequest) => Promise<unknown>;
  readonly probeWithinMs?: number;
}

/** Null when there is no keychain that stores keys (no package, no Secret Service). Never rejects. */
export async function openKeychain(options: KeychainOptions = {}): Promise<KeyStore | null> {
  const { load = () => import('@napi-rs/keyring'), service = SERVICE, env = process.env, probe = ask } = options;
  const withinMs = options.probeWithinMs ?? PROBE_WITHIN_MS;
  if (env[KEYCHAIN_SWITCH] === 'off') return null;
  // Without a session bus there is no Secret Service, and asking for one may wait for ever.
  if (process.platform === 'linux' && !mayHaveBus(env)) return null;
  try {
    const keyring = await load();
    if (process.platform === 'linux') await probe({ service, env, withinMs });
    const entry = (name: string) =>
      // The package would fall back to the kernel's keyring, which forgets everything at log-out.
      new keyring.AsyncEntry(service, name, { linux: { store: 'secret-service' } });
    await entry('probe').getPassword(AbortSignal.timeout(withinMs));
    return keychainStore(entry);
  } catch {
    return null;
  }
}

function mayHaveBus(env: NodeJS.ProcessEnv): boolean {
  const { DBUS_SESSION_BUS_ADDRESS: address, XDG_RUNTIME_DIR: folder } = env;
  return (address ?? '') !== '' || ((folder ?? '') !== '' && existsSync(join(folder ?? '', 'bus')));
}

async function ask({ service, env, withinMs }: ProbeRequest): Promise<void> {
  const script = fileURLToPath(new URL('./probe-keychain.mjs', import.meta.url));
  await promisify(execFile)(process.execPath, [script, service], {
    env: environmentWithoutKeys(env),
    timeout: withinMs,
    killSignal: 'SIGKILL',
  });
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
