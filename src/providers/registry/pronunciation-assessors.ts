/** A second opinion on pronunciation, as a profile describes it. */
import type { ProfileEntry } from '../../config/profiles/profile-schema.js';
import type { OptionsOf } from '../../config/profiles/provider-options.js';
import type { PronunciationAssessor } from '../../engine/ports/pronunciation-assessor.js';
import { accountKey, regionOf } from './accounts.js';
import type { RegisteredProvider } from './choose.js';
import { withoutUndefined } from './without-undefined.js';
import type { NetworkContext } from './network.js';

export async function pronunciationAssessor(
  { provider, options }: ProfileEntry,
  { accounts, clock, monitor }: NetworkContext,
): Promise<RegisteredProvider<PronunciationAssessor>> {
  const { apiKey, unavailable, offered } = await accountKey(accounts, 'azure');
  const { region, ...others } = options as OptionsOf<'pronunciation', 'azure'>;
  const account = { apiKey: apiKey ?? '', region: regionOf(accounts, region), ...withoutUndefined(others) };
  return {
    name: provider,
    networked: true,
    offered,
    detect: async () => unavailable ?? (await import('../azure/azure-assessor.js')).detectAzureAssessor(account),
    create: async () =>
      (await import('../azure/azure-assessor.js')).createAzureAssessor({ ...account, clock, monitor }),
  };
}
