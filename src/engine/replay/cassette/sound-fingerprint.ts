/**
 * A fingerprint of sound files that needs a few bytes of each: as long as it is the same, so is the sound, unless somebody
 * has gone to lengths. A look at ten thousand fixtures takes it; whoever replays one hashes every byte.
 *
 * FLAC begins with STREAMINFO, which holds the MD5 of the decoded sound and its length (RFC 9639, section 8.2): two files of one
 * STREAMINFO and size have the same sound as long as they are whole. Of any other file it is the beginning, the end, and
 * stretches at even distances in between.
 */
import { createHash } from 'node:crypto';
import type { Fixture } from '../fixture/fixture-schema.js';
import { addTreatment, DECODING } from './keys.js';

/** `fLaC`, the header of the first block, and STREAMINFO. */
export const STREAM_INFO_BYTES = 42;
/** `fLaC`, as ASCII. */
const FLAC = [0x66, 0x4c, 0x61, 0x43];
const MD5_BYTES = 16;
const STRETCH_BYTES = 2048;
const STRETCHES = 16;

/** One file after the other: `begin`, its first {@link STREAM_INFO_BYTES}, then {@link stretchesOf} it. */
export class SoundFingerprint {
  readonly #hash = createHash('sha256').update(`fingerprint ${String(DECODING)}\n`);

  /** @param size in bytes @param gain decibels that the fixture adds */
  begin(size: number, gain: number): void {
    this.#hash.update(`${String(size)} ${String(gain)}\n`);
  }

  add(bytes: Uint8Array): void {
    this.#hash.update(bytes);
  }

  digest(treatment: Pick<Fixture, 'noise' | 'degrade'>): string {
    addTreatment(this.#hash, treatment);
    return this.#hash.digest('hex');
  }
}

/**
 * What has to be read of a file besides its beginning: places and lengths in bytes, none where the beginning tells all.
 * @param start the first {@link STREAM_INFO_BYTES}
 */
export function stretchesOf(start: Uint8Array, size: number): readonly (readonly [number, number])[] {
  if (tellsSound(start)) return [];
  if (size <= STRETCH_BYTES * STRETCHES) return [[0, size]];
  const placeOf = (index: number): number => Math.floor((index * (size - STRETCH_BYTES)) / (STRETCHES - 1));
  return Array.from({ length: STRETCHES }, (_, index) => [placeOf(index), STRETCH_BYTES]);
}

/** Whether this is a FLAC stream's beginning with an MD5 in it: encoders that cannot know it leave it zero. */
function tellsSound(start: Uint8Array): boolean {
  if (start.length < STREAM_INFO_BYTES || FLAC.some((byte, at) => start[at] !== byte)) return false;
  const isStreamInfo = ((start[FLAC.length] ?? 0) & 0x7f) === 0;
  return isStreamInfo && start.subarray(STREAM_INFO_BYTES - MD5_BYTES, STREAM_INFO_BYTES).some((byte) => byte !== 0);
}
