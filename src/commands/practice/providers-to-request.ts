/** Chooses the providers to request. A resumed test keeps the providers it had, unless a flag or a variable names others. */
import type { Configuration, ValueSource } from '../../config/configuration.js';
import type { RequestedProviders } from '../../providers/registry/types.js';

const PORT_OF = { stt: 'speechToText', voice: 'textToSpeech', llm: 'languageModel', grammar: 'grammar' } as const;
type Setting = keyof typeof PORT_OF;

/**
 * Flags and variables are about this run. A configuration file was there for the interrupted run as well, and that run may
 * still have used something else: a flag may have kept it offline, and nobody types that flag again when resuming.
 * @param used per port, the provider of the interrupted test; empty for a new test
 */
export function providersToRequest(
  { settings, sources }: Pick<Configuration, 'settings' | 'sources'>,
  used: Readonly<Record<string, string>>,
): { readonly requested: RequestedProviders; readonly previous: RequestedProviders } {
  const requested: Record<string, string> = {};
  const previous: Record<string, string> = {};
  for (const setting of Object.keys(PORT_OF) as readonly Setting[]) {
    const port = PORT_OF[setting];
    const configured = settings[setting];
    const before = isForNow(sources.profile) ? undefined : used[port];
    if (configured !== null && (before === undefined || isForNow(sources[setting]))) requested[port] = configured;
    else if (before !== undefined) previous[port] = before;
  }
  return { requested, previous };
}

function isForNow({ kind }: ValueSource): boolean {
  return kind === 'flag' || kind === 'environment';
}
