/** Failures on a cassette: only their kind is kept, and the words are ours, so that nothing a service said gets into the file. */
import { ProviderError, type ProviderErrorKind } from '../../engine/ports/provider-error.js';

const PASSING: ReadonlySet<ProviderErrorKind> = new Set([
  'unavailable',
  'rateLimited',
  'overloaded',
  'interrupted',
  'timeout',
]);

/** What a request that failed when it was recorded fails with in a replay. */
export function recordedFailure(provider: string, kind: ProviderErrorKind): ProviderError {
  return new ProviderError({
    provider,
    kind,
    message: `${provider} failed here when the cassette was recorded (${kind}).`,
    remedy: 'Nothing: the failure is part of the recording.',
    retryable: PASSING.has(kind),
  });
}

/** Everything that is no provider's error is a crash. */
export function kindOfFailure(error: unknown): ProviderErrorKind {
  return error instanceof ProviderError ? error.kind : 'crashed';
}
