/** The user's accounts. Keys are opened only when a provider needs one, so that a user without keys is asked for no passphrase. */
import type { Configuration } from '../../config/configuration.js';
import type { KeyRing } from '../../config/keys/key-ring.js';
import type { Accounts } from '../../providers/registry/accounts.js';

/** @param beforeAsking called before the passphrase is asked for or a warning is written, to clear the terminal */
export function accountsOf({ settings }: Configuration, beforeAsking: () => void = () => undefined): Accounts {
  let ring: Promise<KeyRing> | null = null;
  const open = async () => {
    const { openKeyRing } = await import('../keys/open-key-ring.js');
    const { askPassphrase } = await import('../keys/passphrase.js');
    return openKeyRing((why) => {
      beforeAsking();
      return askPassphrase(why);
    }, beforeAsking);
  };
  return {
    key: async (name) => (await (await (ring ??= open())).get(name))?.secret.reveal() ?? null,
    azureRegion: settings.azureRegion,
    quiet: settings.profile === 'auto',
  };
}
