/** What every recorder must do. */
import { describe, expect, it } from 'vitest';
import type { AudioRecorder } from '../../../src/engine/ports/audio-recorder.js';
import { FRAME_SAMPLES } from '../../../src/engine/speech/frame.js';

export interface RecorderUnderTest {
  readonly recorder: AudioRecorder;
  /** Reads back what was kept. */
  read(): Promise<{ readonly candidate: Int16Array; readonly examiner: Int16Array }>;
}

export function describeAudioRecorder(name: string, create: () => Promise<RecorderUnderTest>): void {
  describe(`${name} as an audio recorder`, () => {
    const tone = (index: number, sign: number): Int16Array =>
      Int16Array.from({ length: FRAME_SAMPLES }, (_, at) => sign * (index * 7 + at + 1));

    it('keeps both sides sample by sample, however many frames there are', async () => {
      const { recorder, read } = await create();
      for (let index = 0; index < 133; index++) recorder.write(tone(index, 1), tone(index, -1));
      await recorder.close();
      expect(recorder.failure).toBeNull();
      const kept = await read();
      expect(kept.candidate).toHaveLength(133 * FRAME_SAMPLES);
      expect(kept.examiner).toHaveLength(133 * FRAME_SAMPLES);
      for (const index of [0, 24, 25, 132]) {
        const range = [index * FRAME_SAMPLES, (index + 1) * FRAME_SAMPLES] as const;
        expect(kept.candidate.slice(...range)).toEqual(tone(index, 1));
        expect(kept.examiner.slice(...range)).toEqual(tone(index, -1));
      }
    });

    it('does not keep the frames themselves, which may be used again', async () => {
      const { recorder, read } = await create();
      const frame = tone(3, 1);
      recorder.write(frame, frame);
      frame.fill(0);
      await recorder.close();
      expect((await read()).candidate).toEqual(tone(3, 1));
    });

    it('may be closed twice, and ignores what comes after', async () => {
      const { recorder, read } = await create();
      recorder.write(tone(1, 1), tone(1, 1));
      await recorder.close();
      recorder.write(tone(2, 1), tone(2, 1));
      await recorder.close();
      expect((await read()).candidate).toHaveLength(FRAME_SAMPLES);
    });
  });
}
