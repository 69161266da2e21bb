import { canonicalJson, sha256 } from '../canonical-json.js';
import type { Fixture } from '../fixture/fixture-schema.js';

/**
 * The settings of a fixture that decide which way its conversation takes, as a cassette's header names them; undefined where it
 * leaves them as they usually are. Somebody who changes them wants to see another conversation.
 */
export function recordedSettings({
  endpointing = {},
  latency,
}: Pick<Fixture, 'endpointing' | 'latency'>): string | undefined {
  const isUsual = Object.keys(endpointing).length === 0 && Object.keys(latency).length === 0;
  return isUsual ? undefined : sha256(canonicalJson({ endpointing, latency }));
}
