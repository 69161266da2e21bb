import { describe, expect, it } from 'vitest';
import { PlaybackCopy } from '../../../src/engine/speech/playback-copy.js';
import { echoOf, mixed, type RoomOptions } from '../../support/echo-room.js';
import { framesOf } from '../../support/speech-frames.js';
import { speechLike } from '../../support/speech-like.js';
import { joined, silence } from '../../support/tones.js';

const NO_NOISE = Number.NEGATIVE_INFINITY;
/** What a sound server gives back: no room, no noise. */
const MONITOR: RoomOptions = { delayMs: 253, echoDb: -4, noiseDb: NO_NOISE };
const LINES = joined(...[1, 2, 3, 4].flatMap((seed) => [silence(7000), speechLike(3000, seed)]));
/** As when the examiner takes its own voice for the candidate's, stops and listens, again and again. */
const BROKEN_OFF = joined(...[1, 2, 3, 4, 5, 6, 7, 8].flatMap((seed) => [silence(3000), speechLike(400, seed)]));

/** When it is noticed, in milliseconds; null: never. */
function noticedMs(room: RoomOptions, candidate = silence(0), played = LINES): number | null {
  const copy = new PlaybackCopy();
  const said = joined(candidate, silence(Math.max(0, (played.length - candidate.length) / 16)));
  const heard = framesOf(mixed(echoOf(played, room), said));
  const at = framesOf(played).findIndex((frame, index) => copy.hears(frame, heard[index] ?? frame));
  return at === -1 ? null : at * 20;
}

describe('a microphone that is the monitor of the speaker', () => {
  it('is noticed within the first line after a silence', () => {
    expect(noticedMs(MONITOR)).toBeGreaterThan(7000);
    expect(noticedMs(MONITOR)).toBeLessThan(10_000);
  });

  it('is noticed after a few lines that were broken off', () => {
    expect(noticedMs(MONITOR, silence(0), BROKEN_OFF)).toBeLessThan(21_000);
  });

  it('is not seen in a room, whose noise is heard between the lines', () => {
    expect(noticedMs({ ...MONITOR, noiseDb: -75 })).toBe(null);
  });

  it('is not seen while somebody answers', () => {
    const answers = joined(...[5, 6, 7, 8].flatMap((seed) => [silence(2000), speechLike(1500, seed), silence(6500)]));
    expect(noticedMs(MONITOR, answers)).toBe(null);
  });

  it('is not seen where a candidate with headphones, whose microphone is silent in pauses, talks over the examiner', () => {
    for (const seed of [11, 12, 13, 14, 15]) {
      const over = joined(...[1, 2, 3, 4].flatMap((each) => [silence(7000), speechLike(3000, seed * each)]));
      expect(noticedMs({ ...MONITOR, echoDb: null }, over)).toBe(null);
    }
  });
});
