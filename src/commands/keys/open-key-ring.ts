/** The keys of whoever runs the program. */
import { join } from 'node:path';
import { createKeyFile } from '../../config/keys/key-file.js';
import type { AskPassphrase } from '../../config/keys/unlock-keys.js';
import { KeyRing } from '../../config/keys/key-ring.js';
import { KEYCHAIN_SWITCH, openKeychain } from '../../config/keys/keychain.js';
import { appPaths } from '../../config/paths.js';
import { wrapFor } from '../../ui/text-format.js';
import { withoutEcho } from './hidden-prompt.js';
import { askPassphrase } from './passphrase.js';

/** @param beforeTelling called before a line is written, to clear the terminal */
export function openKeyRing(ask: AskPassphrase = askPassphrase, beforeTelling: () => void = () => undefined): KeyRing {
  const onSilent = (withinMs: number) => {
    beforeTelling();
    const text = `warning: the keychain did not answer within ${String(withinMs / 1000)} s, so keys that are in it are not used. Unlock it and try again, or do without it: set ${KEYCHAIN_SWITCH}=off.`;
    process.stderr.write(`${wrapFor(process.stderr, text)}\n`);
  };
  const path = join(appPaths().config, 'keys.json');
  return new KeyRing({
    env: process.env,
    keychain: () => openKeychain({ onSilent }),
    file: createKeyFile({ path, ask, unseen: withoutEcho }),
  });
}
