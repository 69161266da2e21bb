/** What every provider that is asked over a network is given. */
import type { Clock } from '../../engine/ports/clock.js';
import type { ProviderMonitor } from '../../engine/ports/provider-monitor.js';
import type { Accounts } from './accounts.js';

export interface NetworkContext {
  readonly accounts: Accounts;
  /** Real time: a network is waited for, never simulated. */
  readonly clock: Clock;
  readonly monitor: ProviderMonitor;
}
