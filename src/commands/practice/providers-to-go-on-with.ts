/** Which providers are wished for, and which a test that goes on had until now: it goes on as it was, unless told otherwise. */
import type { Configuration, ValueSource } from '../../config/configuration.js';
import type { ProviderWishes } from '../../providers/registry/types.js';

const PORT_OF = { stt: 'speechToText', voice: 'textToSpeech', llm: 'languageModel', grammar: 'grammar' } as const;
type Setting = keyof typeof PORT_OF;

/**
 * A flag or a variable says what is wanted now. A file said it for the interrupted test, too, which nevertheless had
 * what it had: it may have been kept off the clouds by a flag that nobody types again.
 * @param until by port, what the interrupted test used; empty for a new test
 */
export function providersToGoOnWith(
  { settings, sources }: Pick<Configuration, 'settings' | 'sources'>,
  until: Readonly<Record<string, string>>,
): { readonly wishes: ProviderWishes; readonly before: ProviderWishes } {
  const wishes: Record<string, string> = {};
  const before: Record<string, string> = {};
  for (const setting of Object.keys(PORT_OF) as readonly Setting[]) {
    const port = PORT_OF[setting];
    const wish = settings[setting];
    const used = isForNow(sources.profile) ? undefined : until[port];
    if (wish !== null && (used === undefined || isForNow(sources[setting]))) wishes[port] = wish;
    else if (used !== undefined) before[port] = used;
  }
  return { wishes, before };
}

function isForNow({ kind }: ValueSource): boolean {
  return kind === 'flag' || kind === 'environment';
}
