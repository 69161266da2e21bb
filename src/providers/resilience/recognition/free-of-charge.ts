import type { ProviderMonitor } from '../../../engine/ports/provider-monitor.js';

/** An embedded recogniser is in no price table and costs nothing. */
export function freeOfCharge(monitor: ProviderMonitor): ProviderMonitor {
  return {
    failed: (...told) => {
      monitor.failed(...told);
    },
    switched: (...told) => {
      monitor.switched(...told);
    },
    recovered: (...told) => {
      monitor.recovered(...told);
    },
    used: (usage) => {
      monitor.used({ ...usage, costUsd: 0 });
    },
  };
}
