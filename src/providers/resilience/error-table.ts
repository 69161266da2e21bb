/** How to handle each kind of provider error: one table for retry, breaker, failover, `doctor` and the screen. */
import type { ProviderErrorKind } from '../../engine/ports/provider-error.js';

/** `transient`: may be gone at the next attempt. `degraded`: goes away later. `fatal`: stays until a person acts. */
type Severity = 'transient' | 'degraded' | 'fatal';

/**
 * `retry`: the same provider after a moment. `wait`: as long as the provider says, using another one meanwhile. `switch`:
 * another provider. `fixKey`, `fixRequest`: only a person or a new version of the program helps.
 */
type Recovery = 'retry' | 'wait' | 'switch' | 'fixKey' | 'fixRequest';

interface ErrorTreatment {
  readonly severity: Severity;
  readonly recovery: Recovery;
  /** Whether the same request may succeed with the same provider within a second. */
  readonly retryable: boolean;
}

export const ERROR_TABLE: Readonly<Record<ProviderErrorKind, ErrorTreatment>> = {
  unavailable: { severity: 'degraded', recovery: 'switch', retryable: true },
  authentication: { severity: 'fatal', recovery: 'fixKey', retryable: false },
  quota: { severity: 'fatal', recovery: 'fixKey', retryable: false },
  rateLimited: { severity: 'degraded', recovery: 'wait', retryable: false },
  overloaded: { severity: 'transient', recovery: 'retry', retryable: true },
  interrupted: { severity: 'transient', recovery: 'retry', retryable: true },
  // Not repeated at once: another timeout would cost the candidate as much again.
  timeout: { severity: 'degraded', recovery: 'switch', retryable: false },
  badResponse: { severity: 'transient', recovery: 'retry', retryable: true },
  crashed: { severity: 'transient', recovery: 'retry', retryable: true },
  // One may be about one line; a name that is not known, or a second in a row, is not.
  invalidRequest: { severity: 'fatal', recovery: 'fixRequest', retryable: false },
};

/** Whether the request was refused, and so is not charged. A request that broke off or timed out may be. */
export function isRefusal(kind: ProviderErrorKind): boolean {
  return REFUSALS.has(kind);
}

const REFUSALS: ReadonlySet<ProviderErrorKind> = new Set([
  'unavailable',
  'authentication',
  'quota',
  'rateLimited',
  'overloaded',
  'invalidRequest',
]);
