import { describe, expect, it } from 'vitest';
import type { ProviderUsage } from '../../../src/engine/ports/provider-monitor.js';
import { estimateCostUsd } from '../../../src/providers/prices/estimate-cost.js';
import { parsePriceTable, priceTable } from '../../../src/providers/prices/price-table.js';
import { meterRequest } from '../../../src/providers/prices/usage-meter.js';
import { ManualClock } from '../../support/manual-clock.js';
import { silentMonitor } from '../../support/provider-monitor.js';

const table = parsePriceTable({
  version: 1,
  date: '2026-01-02',
  currency: 'USD',
  note: '',
  sources: {},
  prices: {
    'heard:one': { perMinute: 0.6 },
    'said:one': { perMillionCharacters: 50 },
    'thought:one': { perMillionInputTokens: 2, perMillionOutputTokens: 8 },
  },
});

describe('the price of a request', () => {
  it('counts minutes, characters and tokens', () => {
    expect(estimateCostUsd(table, 'heard:one', { audioSeconds: 30 })).toBeCloseTo(0.3, 12);
    expect(estimateCostUsd(table, 'said:one', { characters: 2_000 })).toBeCloseTo(0.1, 12);
    expect(estimateCostUsd(table, 'thought:one', { inputTokens: 1_000, outputTokens: 100 })).toBeCloseTo(0.0028, 12);
  });

  it('is unknown, not nothing, for a model that is not in the table', () => {
    expect(estimateCostUsd(table, 'said:two', { characters: 5 })).toBeNull();
  });

  it('is nothing for a request that took nothing', () => {
    expect(estimateCostUsd(table, 'said:one', {})).toBe(0);
  });
});

describe('the price table that ships', () => {
  it('has a date, a source for each provider, and a figure in each price', () => {
    const { date, sources, prices } = priceTable();
    expect(Date.parse(date)).toBeGreaterThan(Date.parse('2026-01-01'));
    for (const [model, price] of Object.entries(prices)) {
      expect(sources, model).toHaveProperty(model.split(':')[0]!);
      expect(
        Object.values(price).some((figure) => (figure ?? 0) > 0),
        model,
      ).toBe(true);
    }
  });

  it('is refused with an unknown key or a negative figure', () => {
    const wrong = (prices: unknown) => () => parsePriceTable({ ...table, prices });
    expect(wrong({ 'said:one': { perHour: 1 } })).toThrow(/perHour/);
    expect(wrong({ 'said:one': { perMinute: -1 } })).toThrow();
  });
});

describe('a metered request', () => {
  it('tells once how long the first byte took, how much was used and what it cost', () => {
    const used: ProviderUsage[] = [];
    const clock = new ManualClock();
    const request = meterRequest({
      port: 'textToSpeech',
      provider: 'elevenlabs:mine',
      pricedAs: 'elevenlabs:eleven_flash_v2_5',
      monitor: { ...silentMonitor(), used: (usage) => used.push(usage) },
      clock,
    });
    clock.advance(120);
    request.firstByte();
    clock.advance(50);
    request.firstByte();
    request.finish({ characters: 1_000 }, false);
    request.finish({ characters: 9_000 }, true);
    expect(used).toEqual([
      {
        port: 'textToSpeech',
        provider: 'elevenlabs:mine',
        firstByteMs: 120,
        characters: 1_000,
        costUsd: 0.05,
        discarded: false,
      },
    ]);
  });
});
