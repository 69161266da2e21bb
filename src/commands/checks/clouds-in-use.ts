/** Which clouds a test would use at a port, as far as can be told without opening a key or asking anybody. */
import { loadConfiguration } from '../../config/configuration.js';
import { isKeyName, KEYS } from '../../config/keys/key-names.js';
import { openKeyRing } from '../keys/open-key-ring.js';

const SETTINGS = { speechToText: 'stt', textToSpeech: 'voice', languageModel: 'llm' } as const;
export type CloudPort = keyof typeof SETTINGS;

/** @returns their labels in the order in which they would be asked; none where the configuration cannot be read */
export async function cloudsInUse(port: CloudPort): Promise<readonly string[]> {
  const configuration = await loadConfiguration().catch(() => null);
  if (configuration === null) return [];
  const { settings, profile } = configuration;
  const wish = settings[SETTINGS[port]];
  const listed = profile.ports[port].map(({ provider }) => provider);
  const order = wish === null ? listed : [wish, ...listed.filter((provider) => provider !== wish)];
  // Behind one of this machine nobody is asked.
  const own = order.findIndex((provider) => provider !== 'local' && !isKeyName(provider));
  const clouds = own === -1 ? order : order.slice(0, own);
  const keys = (await openKeyRing().list()).map(({ name }) => name);
  return clouds.flatMap((provider) => {
    if (provider === 'local') return ['a model on this machine'];
    return isKeyName(provider) && keys.includes(provider) ? [KEYS[provider].label] : [];
  });
}
