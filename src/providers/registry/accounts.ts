/** What the registry needs of the user's accounts: keys, read when a provider is listed, and Azure's region. */
import type { Availability } from '../../engine/ports/availability.js';
import type { KeyName } from '../../config/keys/key-names.js';
import { isAppError, messageOf } from '../../engine/errors.js';

export interface Accounts {
  /** Null when there is no such key. Rejects with an AppError when there is one that cannot be read. */
  readonly key: (name: KeyName) => Promise<string | null>;
  readonly azureRegion: string | null;
  /** True for a profile that uses whatever clouds have a key: a missing key is not reported. */
  readonly quiet: boolean;
}

export const NO_ACCOUNTS: Accounts = { key: () => Promise.resolve(null), azureRegion: null, quiet: true };

/** Exit code of a program that was ended by Ctrl-C. */
const INTERRUPTED = 130;

export interface AccountKey {
  readonly apiKey: string | null;
  /** Why the key cannot be read, although there is one; else null. */
  readonly unavailable: Availability | null;
  /** Whether a missing key is reported. */
  readonly offered: boolean;
}

/** A locked key file costs one provider, not the test. Rejects only when the passphrase prompt was left with Ctrl-C. */
export async function accountKey({ key, quiet }: Accounts, name: KeyName): Promise<AccountKey> {
  try {
    const apiKey = await key(name);
    return { apiKey, unavailable: null, offered: !quiet };
  } catch (error) {
    if (isAppError(error) && error.exitCode === INTERRUPTED) throw error;
    const remedy = isAppError(error) ? error.remedy : 'See: ielts-examiner keys list';
    return {
      apiKey: null,
      unavailable: { available: false, why: messageOf(error).replace(/\.$/, ''), remedy },
      offered: true,
    };
  }
}

/** Azure's region: the setting's (environment or file), else the profile's, else ''. */
export function regionOf({ azureRegion }: Accounts, ofProfile: string | undefined): string {
  return azureRegion ?? ofProfile ?? '';
}
