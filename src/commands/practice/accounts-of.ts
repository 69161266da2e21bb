/** The user's accounts, opened when a provider needs one: whoever has no keys is asked for no passphrase. */
import type { Configuration } from '../../config/configuration.js';
import type { KeyRing } from '../../config/keys/key-ring.js';
import type { Accounts } from '../../providers/registry/accounts.js';

/** @param beforeAsking makes room on the terminal for a question */
export function accountsOf({ settings }: Configuration, beforeAsking: () => void = () => undefined): Accounts {
  let ring: Promise<KeyRing> | null = null;
  const open = async () => {
    const { openKeyRing } = await import('../keys/open-key-ring.js');
    const { askPassphrase } = await import('../keys/passphrase.js');
    return openKeyRing((why) => {
      beforeAsking();
      return askPassphrase(why);
    });
  };
  return {
    key: async (name) => (await (await (ring ??= open())).get(name))?.secret.reveal() ?? null,
    azureRegion: settings.azureRegion,
    quiet: settings.profile === 'auto',
  };
}
