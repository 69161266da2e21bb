/** What every pronunciation assessor must do. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PronunciationAssessor } from '../../../src/engine/ports/pronunciation-assessor.js';
import type { Word } from '../../../src/engine/ports/word.js';
import { msToSamples } from '../../../src/engine/speech/frame.js';

/** Words of 300 ms with pauses of 200 ms, and sound as long as they. */
export function spokenAnswer(count: number): { readonly samples: Int16Array; readonly words: readonly Word[] } {
  const words = Array.from({ length: count }, (_, index) => ({
    text: `word${String(index)}`,
    startMs: 200 + index * 500,
    endMs: 500 + index * 500,
    confidence: 0.9,
  }));
  return { samples: new Int16Array(msToSamples(400 + count * 500)).fill(900), words };
}

/**
 * @param create gives one that works
 * @param failing gives one whose service is down
 */
export function pronunciationAssessorContract(
  name: string,
  create: () => PronunciationAssessor,
  failing: () => PronunciationAssessor,
): void {
  describe(`${name} as an assessor of pronunciation`, () => {
    let assessor: PronunciationAssessor;
    beforeAll(() => {
      assessor = create();
    });
    afterAll(() => assessor.close());

    it('has a name of service and task', () => {
      expect(assessor.id).toMatch(/^[a-z]+:[a-z-]+$/);
    });

    it.each([1, 8, 55, 240])('rates an answer of %d words, each within the answer and in order', async (count) => {
      const { samples, words } = spokenAnswer(count);
      const assessment = await assessor.assess(samples, words);
      expect(assessment!.words.map(({ text }) => text)).toEqual(words.map(({ text }) => text));
      const starts = assessment!.words.map(({ startMs }) => startMs);
      expect(starts).toEqual(starts.toSorted((one, other) => one - other));
      expect(assessment!.words.at(-1)!.endMs).toBeLessThanOrEqual(samples.length / 16 + 1);
      for (const { accuracy } of [assessment!, ...assessment!.words]) {
        expect(accuracy).toBeGreaterThanOrEqual(0);
        expect(accuracy).toBeLessThanOrEqual(100);
      }
    });

    it('has nothing to say about nothing', async () => {
      expect(await assessor.assess(new Int16Array(0), [])).toBeNull();
      expect(await assessor.assess(new Int16Array(16_000), [])).toBeNull();
    });

    it('keeps answers apart that are rated at the same time', async () => {
      const answers = [3, 9, 20].map(spokenAnswer);
      const together = await Promise.all(answers.map(({ samples, words }) => assessor.assess(samples, words)));
      expect(together.map((each) => each!.words.map(({ text }) => text))).toEqual(
        answers.map(({ words }) => words.map(({ text }) => text)),
      );
    });

    it('gives the same for the same answer', async () => {
      const { samples, words } = spokenAnswer(5);
      const first = await assessor.assess(samples, words);
      expect(await assessor.assess(samples, words)).toEqual(first);
    });

    it('has nothing to say to somebody who no longer listens, and goes on after', async () => {
      const { samples, words } = spokenAnswer(7);
      expect(await assessor.assess(samples, words, AbortSignal.abort())).toBeNull();
      const controller = new AbortController();
      const asked = assessor.assess(samples, words, controller.signal);
      controller.abort();
      expect(await asked).toBeNull();
      expect(await assessor.assess(samples, words)).not.toBeNull();
    });

    it('rejects with a ProviderError when its service is down', async () => {
      const { samples, words } = spokenAnswer(4);
      const broken = failing();
      await expect(broken.assess(samples, words)).rejects.toMatchObject({
        name: 'ProviderError',
        provider: broken.id,
        kind: 'overloaded',
      });
      await broken.close();
    });

    it('has nothing to say any more once it is closed, twice if need be', async () => {
      const { samples, words } = spokenAnswer(6);
      const closing = create();
      await closing.close();
      await closing.close();
      expect(await closing.assess(samples, words)).toBeNull();
    });
  });
}
