/** What the registry needs of the user's accounts: keys when a provider is looked at, and Azure's region. */
import type { Availability } from '../../engine/ports/availability.js';
import type { KeyName } from '../../config/keys/key-names.js';
import { isAppError, messageOf } from '../../engine/errors.js';

export interface Accounts {
  /** Null: there is none. Rejects with an AppError when it is there and cannot be had. */
  readonly key: (name: KeyName) => Promise<string | null>;
  readonly azureRegion: string | null;
  /** Nobody asked for these clouds: one without a key is not worth telling. */
  readonly quiet: boolean;
}

export const NO_ACCOUNTS: Accounts = { key: () => Promise.resolve(null), azureRegion: null, quiet: true };

/** Exit code of a program that was ended by Ctrl-C. */
const INTERRUPTED = 130;

export interface AccountKey {
  readonly apiKey: string | null;
  /** Set when the key is there and cannot be had. */
  readonly trouble: Availability | null;
  /** Whether a person should hear that it is missing. */
  readonly offered: boolean;
}

/** A locked key file costs one provider, not the test. Rejects only when whoever was asked for the passphrase pressed Ctrl-C. */
export async function accountKey({ key, quiet }: Accounts, name: KeyName): Promise<AccountKey> {
  try {
    const apiKey = await key(name);
    return { apiKey, trouble: null, offered: !quiet };
  } catch (error) {
    if (isAppError(error) && error.exitCode === INTERRUPTED) throw error;
    const remedy = isAppError(error) ? error.remedy : 'See: ielts-examiner keys list';
    return {
      apiKey: null,
      trouble: { available: false, why: messageOf(error).replace(/\.$/, ''), remedy },
      offered: true,
    };
  }
}

/** The environment's region wins over a profile's, which wins over the setting in a file. Empty where there is none. */
export function regionOf({ azureRegion }: Accounts, ofProfile: string | undefined): string {
  return azureRegion ?? ofProfile ?? '';
}
