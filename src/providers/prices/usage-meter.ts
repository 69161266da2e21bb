/** Tells the monitor what each request of one provider took: time to the first byte, amounts, estimated cost. */
import type { Clock } from '../../engine/ports/clock.js';
import type { ProviderMonitor } from '../../engine/ports/provider-monitor.js';
import type { ProviderPort } from '../../engine/session/events.js';
import { estimateCostUsd, type Consumption } from './estimate-cost.js';
import { priceTable } from './price-table.js';

export interface UsageMeterOptions {
  readonly port: ProviderPort;
  /** The provider's id. */
  readonly provider: string;
  /** Its "provider:model" in the price table. */
  readonly pricedAs: string;
  readonly monitor: ProviderMonitor;
  readonly clock: Clock;
}

/** One request under way. */
export interface MeteredRequest {
  /** The first byte that matters has come; later calls change nothing. */
  firstByte(): void;
  /** Once; later calls change nothing. @param discarded the result was thrown away, or never came whole */
  finish(consumption: Consumption, discarded: boolean): void;
}

export function meterRequest({ port, provider, pricedAs, monitor, clock }: UsageMeterOptions): MeteredRequest {
  const beganAtMs = clock.nowMs();
  let firstByteMs: number | null = null;
  let finished = false;
  return {
    firstByte() {
      firstByteMs ??= Math.max(0, clock.nowMs() - beganAtMs);
    },
    finish(consumption, discarded) {
      if (finished) return;
      finished = true;
      const costUsd = estimateCostUsd(priceTable(), pricedAs, consumption);
      monitor.used({ port, provider, firstByteMs, ...consumption, costUsd, discarded });
    },
  };
}
