/** Which cloud providers a test would use for a port, found without opening a key or making a request. */
import type { Configuration } from '../../config/configuration.js';
import { isKeyName, KEYS } from '../../config/keys/key-names.js';
import { openKeyRing } from '../keys/open-key-ring.js';

const SETTINGS = { speechToText: 'stt', textToSpeech: 'voice', languageModel: 'llm' } as const;
export type CloudPort = keyof typeof SETTINGS;

/** @returns labels of the cloud providers, in the order in which they are tried; empty when the configuration cannot be read */
export async function cloudsInUse(port: CloudPort, load: () => Promise<Configuration>): Promise<readonly string[]> {
  const configuration = await load().catch(() => null);
  if (configuration === null) return [];
  const { settings, profile } = configuration;
  const requested = settings[SETTINGS[port]];
  const listed = profile.ports[port].map(({ provider }) => provider);
  const order = requested === null ? listed : [requested, ...listed.filter((provider) => provider !== requested)];
  // Providers after one that runs on this machine are never used.
  const own = order.findIndex((provider) => provider !== 'local' && !isKeyName(provider));
  const clouds = own === -1 ? order : order.slice(0, own);
  // A key file that cannot be read has a line of its own.
  const keys = (
    await openKeyRing()
      .list()
      .catch(() => [])
  ).map(({ name }) => name);
  return clouds.flatMap((provider) => {
    if (provider === 'local') return ['a model on this machine'];
    return isKeyName(provider) && keys.includes(provider) ? [KEYS[provider].label] : [];
  });
}
