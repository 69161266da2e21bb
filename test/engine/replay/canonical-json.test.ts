import { describe, expect, it } from 'vitest';
import { canonicalJson, canonicalLog } from '../../../src/engine/replay/canonical-json.js';
import type { SessionEvent } from '../../../src/engine/session/log/events.js';

describe('canonical JSON', () => {
  it('is the same whatever the order of keys', () => {
    expect(canonicalJson({ b: [{ d: 1, c: 2 }], a: null })).toBe('{"a":null,"b":[{"c":2,"d":1}]}');
  });

  it('rounds what the mathematics library may decide, and knows one zero', () => {
    expect(canonicalJson([0.1 + 0.2, -0, 1 / 3, -1e-9, 1e21, Number.NaN, undefined])).toBe(
      '[0.3,0,0.333333,0,1e+21,null,null]',
    );
  });

  it('leaves out undefined fields', () => {
    expect(canonicalJson({ a: undefined, b: 'x' })).toBe('{"b":"x"}');
  });

  it('writes stored events only, one per line', () => {
    const head = { version: 1, sequence: 1, atMs: 0, wallTime: '' } as const;
    const events: SessionEvent[] = [
      { ...head, type: 'transcript.partial', turnId: 't1', text: 'i' },
      { ...head, type: 'card.hidden' },
    ];
    expect(canonicalLog(events)).toBe('{"atMs":0,"sequence":1,"type":"card.hidden","version":1,"wallTime":""}\n');
  });
});
