/** What every candidate's end must do. */
import { afterEach, describe, expect, it } from 'vitest';
import type { AudioInput } from '../../../src/engine/ports/audio-input.js';
import type { CandidateAction } from '../../../src/engine/session/actions.js';
import { FRAME_SAMPLES } from '../../../src/engine/speech/frame.js';

export function describeAudioInput(name: string, create: () => Promise<AudioInput> | AudioInput): void {
  describe(`${name} as an audio input`, () => {
    let input: AudioInput | null = null;
    const acted: CandidateAction[] = [];
    const opened = async (): Promise<AudioInput> => {
      input = await create();
      await input.open({
        act: (action) => {
          acted.push(action);
        },
      });
      return input;
    };
    afterEach(async () => {
      await input?.close();
      acted.length = 0;
    });

    it('says what it is', async () => {
      expect((await create()).description).toMatch(/\w/);
    });

    it('delivers frames of exactly 20 ms, one after the other', async () => {
      const end = await opened();
      for (let index = 0; index < 5; index++) {
        const frame = await end.read();
        expect(frame).toBeInstanceOf(Int16Array);
        expect(frame).toHaveLength(FRAME_SAMPLES);
      }
    });

    it('does nothing by itself while nobody asks anything', async () => {
      const end = await opened();
      for (let index = 0; index < 5; index++) await end.read();
      expect(acted).toEqual([]);
    });

    it('delivers null for good once it is closed, also to a reader that waits', async () => {
      const end = await opened();
      await end.read();
      const waiting = Promise.resolve(end.read());
      await end.close();
      await waiting;
      expect(await end.read()).toBeNull();
      expect(await end.read()).toBeNull();
    });

    it('may be closed twice', async () => {
      const end = await opened();
      await end.close();
      await expect(end.close()).resolves.toBeUndefined();
    });
  });
}
