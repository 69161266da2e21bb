/** What every voice activity detector must do. Give it clear speech, 16 kHz. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { VoiceActivityDetector } from '../../../src/engine/ports/voice-activity-detector.js';
import { noise } from '../../providers/support/test-audio.js';

const FRAME = 320;

/** Probabilities frame by frame. */
export function probabilities(detector: VoiceActivityDetector, samples: Int16Array): readonly number[] {
  const all: number[] = [];
  for (let at = 0; at + FRAME <= samples.length; at += FRAME)
    all.push(detector.process(samples.subarray(at, at + FRAME)));
  return all;
}

export function voicedShare(detector: VoiceActivityDetector, samples: Int16Array): number {
  const all = probabilities(detector, samples);
  return all.filter((probability) => probability >= 0.5).length / all.length;
}

export function joined(...pieces: readonly Int16Array[]): Int16Array {
  return Int16Array.from(pieces.flatMap((piece) => [...piece]));
}

export function mixed(first: Int16Array, second: Int16Array): Int16Array {
  return first.map((sample, index) => Math.max(-32_768, Math.min(32_767, sample + (second[index] ?? 0))));
}

export function voiceActivityDetectorContract(
  name: string,
  create: () => Promise<VoiceActivityDetector>,
  speech: () => Int16Array,
): void {
  describe(`${name} as a voice activity detector`, () => {
    let detector: VoiceActivityDetector;
    let spoken: Int16Array;
    beforeAll(async () => {
      detector = await create();
      spoken = speech();
    });
    afterAll(() => {
      detector.close();
    });
    const fresh = (): VoiceActivityDetector => {
      detector.reset();
      return detector;
    };

    it('answers with probabilities', () => {
      const all = probabilities(fresh(), spoken);
      expect(all.every((probability) => probability >= 0 && probability <= 1)).toBe(true);
    });

    it('hears speech from its beginning', () => {
      expect(voicedShare(fresh(), spoken)).toBeGreaterThan(0.6);
    });

    it('hears nothing in silence, hiss and hum', () => {
      const hum = Int16Array.from({ length: 80_000 }, (_, i) =>
        Math.round(600 * Math.sin((2 * Math.PI * 50 * i) / 16_000)),
      );
      for (const background of [new Int16Array(80_000), noise(80_000, 300), noise(80_000, 30), hum]) {
        expect(voicedShare(fresh(), background)).toBeLessThan(0.05);
      }
    });

    it('hears speech again after a long silence, and its end', () => {
      const pause = new Int16Array(160_000);
      const all = probabilities(fresh(), joined(spoken, pause, spoken, pause));
      const share = (from: number, to: number): number => {
        const part = all.slice(Math.ceil(from / FRAME), Math.floor(to / FRAME));
        return part.filter((probability) => probability >= 0.5).length / part.length;
      };
      const second = spoken.length + pause.length;
      expect(share(spoken.length + 8000, second)).toBeLessThan(0.02);
      expect(share(second, second + spoken.length)).toBeGreaterThan(0.6);
      expect(share(second + spoken.length + 8000, all.length * FRAME)).toBeLessThan(0.02);
    });

    it('hears quiet and loud speakers', () => {
      for (const gain of [0.1, 1, 3]) {
        const scaled = spoken.map((sample) => Math.max(-32_768, Math.min(32_767, Math.round(sample * gain))));
        expect(voicedShare(fresh(), scaled)).toBeGreaterThan(0.5);
      }
    });

    it('hears speech in steady noise, and not the noise', () => {
      const around = new Int16Array(64_000);
      const all = probabilities(fresh(), mixed(joined(around, spoken), noise(64_000 + spoken.length, 250)));
      const voiced = (from: number): number =>
        all.slice(from / FRAME, (from + 64_000) / FRAME).filter((probability) => probability >= 0.5).length;
      expect(voiced(0) / 200).toBeLessThan(0.05);
      expect(all.slice(200).filter((probability) => probability >= 0.5).length / (all.length - 200)).toBeGreaterThan(
        0.5,
      );
    });

    it('gives the same after a reset and in another instance, whatever runs beside it', async () => {
      const first = probabilities(fresh(), spoken);
      expect(probabilities(fresh(), spoken)).toEqual(first);
      const [other, third] = [await create(), await create()];
      const interleaved: number[] = [];
      for (let at = 0; at + FRAME <= spoken.length; at += FRAME) {
        interleaved.push(other.process(spoken.subarray(at, at + FRAME)));
        third.process(noise(FRAME, 5000, at + 1));
      }
      expect(interleaved).toEqual(first);
      other.close();
      third.close();
      const reused = await create();
      expect(probabilities(reused, spoken)).toEqual(first);
      reused.close();
    });

    it('can be closed twice and then hears nothing', async () => {
      const other = await create();
      other.process(spoken.subarray(0, FRAME));
      other.close();
      other.close();
      other.reset();
      expect(other.process(spoken.subarray(8000, 8000 + FRAME))).toBe(0);
    });
  });
}
