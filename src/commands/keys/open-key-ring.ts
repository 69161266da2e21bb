/** The keys of whoever runs the program. */
import { join } from 'node:path';
import { createKeyFile, type AskPassphrase } from '../../config/keys/key-file.js';
import { KeyRing } from '../../config/keys/key-ring.js';
import { openKeychain } from '../../config/keys/keychain.js';
import { appPaths } from '../../config/paths.js';
import { withoutEcho } from './hidden-prompt.js';
import { askPassphrase } from './passphrase.js';

export function openKeyRing(ask: AskPassphrase = askPassphrase): KeyRing {
  const path = join(appPaths().config, 'keys.json');
  return new KeyRing({
    env: process.env,
    keychain: () => openKeychain(),
    file: createKeyFile({ path, ask, unseen: withoutEcho }),
  });
}
