/** Monitors for tests: one that nobody reads, and one that writes down what it is told. */
import type { ProviderMonitor, ProviderUsage } from '../../src/engine/ports/provider-monitor.js';

export function silentMonitor(): ProviderMonitor {
  return { failed: () => undefined, switched: () => undefined, recovered: () => undefined, used: () => undefined };
}

export type ProviderNote =
  | { readonly type: 'failed'; readonly provider: string; readonly kind: string; readonly message: string }
  | { readonly type: 'switched'; readonly from: string; readonly to: string; readonly why: string }
  | { readonly type: 'recovered'; readonly provider: string };

export class NotedMonitor implements ProviderMonitor {
  readonly notes: ProviderNote[] = [];
  readonly usage: ProviderUsage[] = [];

  failed: ProviderMonitor['failed'] = (_port, provider, { kind, message }) => {
    this.notes.push({ type: 'failed', provider, kind, message });
  };
  switched: ProviderMonitor['switched'] = (_port, from, to, why) => {
    this.notes.push({ type: 'switched', from, to, why });
  };
  recovered: ProviderMonitor['recovered'] = (_port, provider) => {
    this.notes.push({ type: 'recovered', provider });
  };
  used: ProviderMonitor['used'] = (usage) => {
    this.usage.push(usage);
  };
}
