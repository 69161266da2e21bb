import fc from 'fast-check';
import { expect, it } from 'vitest';
import { roundedSample } from '../../../src/engine/speech/frame.js';

it('rounds samples as Math.round does, halves upwards', () => {
  const halves = fc.integer({ min: -65_000, max: 65_000 }).map((value) => value / 2);
  const floats = fc.float({ min: -32_767, max: 32_766, noNaN: true });
  fc.assert(
    fc.property(fc.oneof(halves, floats), (value) => {
      // Plus zero: in 16 bits there is no other.
      expect(roundedSample(value)).toBe(Math.round(value) + 0);
    }),
    { seed: 3 },
  );
});
