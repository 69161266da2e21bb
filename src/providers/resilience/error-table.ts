/** What to do about each kind of provider error: one table, read by retry, breaker, failover, `doctor` and the screen. */
import type { ProviderErrorKind } from '../../engine/ports/provider-error.js';

/** `transient`: may be gone at the next try; `degraded`: gone later; `fatal`: stays until a person does something. */
type Severity = 'transient' | 'degraded' | 'fatal';

/**
 * `retry` the same provider after a moment; `wait` for as long as it says, with another provider meanwhile; `switch` to
 * another provider; `fixKey`, `fixRequest`: only a person or a new version helps.
 */
type Recovery = 'retry' | 'wait' | 'switch' | 'fixKey' | 'fixRequest';

interface ErrorTreatment {
  readonly severity: Severity;
  readonly recovery: Recovery;
  /** The same request may succeed with the same provider within a second. */
  readonly retryable: boolean;
}

export const ERROR_TABLE: Readonly<Record<ProviderErrorKind, ErrorTreatment>> = {
  unavailable: { severity: 'degraded', recovery: 'switch', retryable: true },
  authentication: { severity: 'fatal', recovery: 'fixKey', retryable: false },
  quota: { severity: 'fatal', recovery: 'fixKey', retryable: false },
  rateLimited: { severity: 'degraded', recovery: 'wait', retryable: false },
  overloaded: { severity: 'transient', recovery: 'retry', retryable: true },
  interrupted: { severity: 'transient', recovery: 'retry', retryable: true },
  // Not tried again at once: the next silence would cost the candidate as much as this one.
  timeout: { severity: 'degraded', recovery: 'switch', retryable: false },
  badResponse: { severity: 'transient', recovery: 'retry', retryable: true },
  crashed: { severity: 'transient', recovery: 'retry', retryable: true },
  // One may be about one line; a name that is not known, or a second in a row, is not.
  invalidRequest: { severity: 'fatal', recovery: 'fixRequest', retryable: false },
};

/** Such a request was not served: nobody charges for it. Of one that broke off or fell silent nobody knows. */
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
