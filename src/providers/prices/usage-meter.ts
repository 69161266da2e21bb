/** Reports each request of one provider to the monitor: time to the first byte, amounts, estimated cost. */
import type { Clock } from '../../engine/ports/clock.js';
import type { ProviderMonitor } from '../../engine/ports/provider-monitor.js';
import type { ProviderPort } from '../../engine/session/log/events.js';
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

/** A request being measured. */
export interface MeteredRequest {
  /** Marks the arrival of the first useful byte; later calls have no effect. */
  firstByte(): void;
  /** Reports the request; later calls have no effect. @param discarded whether the result was thrown away or incomplete */
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
