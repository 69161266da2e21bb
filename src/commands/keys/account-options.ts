/** Where the account behind a key is asked: where the chosen profile would ask it. */
import type { Configuration } from '../../config/configuration.js';
import type { KeyName } from '../../config/keys/key-names.js';
import type { AccountRequest } from '../../providers/accounts/check-account.js';

export function accountOptions({
  profile,
  settings,
}: Pick<Configuration, 'profile' | 'settings'>): (name: KeyName) => Pick<AccountRequest, 'baseUrl' | 'region'> {
  return (name) => {
    const entries = Object.values(profile.ports).flat();
    const options = entries.filter(({ provider }) => provider === name).map((entry) => entry.options);
    const first = (option: string) => options.map((given) => given[option]).find((value) => typeof value === 'string');
    // One port at the vendor's own address is enough for the key to be the vendor's.
    const atVendor = options.some((given) => given['baseUrl'] === undefined);
    const baseUrl = atVendor ? undefined : first('baseUrl');
    const region = settings.azureRegion ?? first('region') ?? null;
    return { ...(baseUrl === undefined ? {} : { baseUrl }), region };
  };
}
