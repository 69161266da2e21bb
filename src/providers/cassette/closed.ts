/** What a closed player answers, like every closed provider. */
import { ProviderError } from '../../engine/ports/provider-error.js';

export function closedError(provider: string): ProviderError {
  return new ProviderError({
    provider,
    kind: 'unavailable',
    message: `${provider} has been closed.`,
    remedy: 'Start a new session.',
    retryable: false,
  });
}
