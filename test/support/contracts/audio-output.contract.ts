/** What every end of the examiner's voice must do. */
import { afterEach, describe, expect, it } from 'vitest';
import type { AudioOutput } from '../../../src/engine/ports/audio-output.js';
import { FRAME_MS, FRAME_SAMPLES } from '../../../src/engine/speech/frame.js';

/**
 * @param pass lets that much time go by on the output's clock; on a real one as much as it takes until it is silent
 * @param tailMs what the device itself may hold back, beyond what was handed over
 */
export function describeAudioOutput(
  name: string,
  create: () => Promise<AudioOutput> | AudioOutput,
  pass: (ms: number, output: AudioOutput) => Promise<void> | void,
  tailMs = 0,
): void {
  describe(`${name} as an audio output`, () => {
    let output: AudioOutput | null = null;
    const frame = new Int16Array(FRAME_SAMPLES).fill(1000);
    const opened = async (): Promise<AudioOutput> => {
      output = await create();
      await output.open();
      return output;
    };
    afterEach(async () => {
      await output?.close();
    });

    it('says what it is', async () => {
      expect((await create()).description).toMatch(/\w/);
    });

    it('counts what was handed over and not yet heard', async () => {
      const end = await opened();
      expect(end.queuedMs()).toBe(0);
      for (let index = 0; index < 10; index++) end.write(frame);
      expect(end.queuedMs()).toBeGreaterThan(5 * FRAME_MS);
      expect(end.queuedMs()).toBeLessThanOrEqual(10 * FRAME_MS + tailMs);
    });

    it('has nothing left once everything was heard', async () => {
      const end = await opened();
      for (let index = 0; index < 10; index++) end.write(frame);
      await pass(10 * FRAME_MS + tailMs + 500, end);
      expect(end.queuedMs()).toBe(0);
    });

    it('throws away on request what was not yet heard', async () => {
      const end = await opened();
      for (let index = 0; index < 100; index++) end.write(frame);
      end.flush();
      await pass(tailMs + 300, end);
      expect(end.queuedMs()).toBe(0);
    });

    it('takes frames again after throwing some away', async () => {
      const end = await opened();
      end.write(frame);
      end.flush();
      await pass(tailMs + 300, end);
      for (let index = 0; index < 10; index++) end.write(frame);
      expect(end.queuedMs()).toBeGreaterThan(0);
    });

    it('never throws: not after closing, not when closed twice', async () => {
      const end = await opened();
      await end.close();
      expect(() => {
        end.write(frame);
        end.flush();
      }).not.toThrow();
      await expect(end.close()).resolves.toBeUndefined();
    });
  });
}
