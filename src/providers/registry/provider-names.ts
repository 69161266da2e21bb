/** What providers are called, by port, whether or not this machine has them. Loads none of them. */
import { PROFILE_PORTS, providersOf, type ProfilePort } from '../../config/profiles/provider-options.js';
import { grammarCheckers } from './grammar.js';
import { wordAligners } from './word-aligners.js';

type NamedPort = ProfilePort | 'voiceActivity' | 'wordAligner' | 'grammar';

export function providerNames(): Readonly<Record<NamedPort, readonly string[]>> {
  const chosenByProfiles = PROFILE_PORTS.map((port) => [port, providersOf(port)] as const);
  return {
    ...(Object.fromEntries(chosenByProfiles) as Readonly<Record<ProfilePort, readonly string[]>>),
    voiceActivity: ['silero', 'webrtc'],
    wordAligner: wordAligners().map(({ name }) => name),
    grammar: grammarCheckers().map(({ name }) => name),
  };
}
