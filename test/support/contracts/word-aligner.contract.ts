/** What every word aligner must do. Give it speech of known words. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WordAligner } from '../../../src/engine/ports/word-aligner.js';

export interface KnownSpeech {
  readonly samples: Int16Array;
  readonly words: readonly string[];
}

export function wordAlignerContract(name: string, create: () => WordAligner, speech: () => KnownSpeech): void {
  describe(`${name} as a word aligner`, () => {
    let aligner: WordAligner;
    let known: KnownSpeech;
    beforeAll(() => {
      aligner = create();
      known = speech();
    });
    afterAll(() => aligner.close());

    it('gives every word in order, inside the audio, without overlap', async () => {
      const alignment = await aligner.align(known.samples, known.words);
      expect(alignment?.words.map(({ text }) => text)).toEqual(known.words);
      expect(alignment?.unknown).toEqual([]);
      let at = 0;
      for (const { startMs, endMs } of alignment!.words) {
        expect(startMs).toBeGreaterThanOrEqual(at);
        expect(endMs).toBeGreaterThan(startMs);
        at = endMs;
      }
      expect(at).toBeLessThanOrEqual((known.samples.length * 1000) / 16_000);
    });

    it('splits words into phones that fill them, with finite scores', async () => {
      const alignment = await aligner.align(known.samples, known.words);
      for (const word of alignment!.words) {
        expect(word.phones.length).toBeGreaterThan(0);
        expect(word.phones[0]!.startMs).toBe(word.startMs);
        expect(word.phones.at(-1)!.endMs).toBe(word.endMs);
        expect([word.score, ...word.phones.map(({ score }) => score)].every(Number.isFinite)).toBe(true);
        expect(word.phones.every(({ phone }) => /^[A-Z]{1,2}$/.test(phone))).toBe(true);
      }
    });

    it('moves with the audio', async () => {
      const shifted = new Int16Array(known.samples.length + 8000);
      shifted.set(known.samples, 8000);
      const [before, after] = [
        await aligner.align(known.samples, known.words),
        await aligner.align(shifted, known.words),
      ];
      for (const [index, word] of before!.words.entries()) {
        expect(Math.abs(after!.words[index]!.startMs - word.startMs - 500)).toBeLessThanOrEqual(60);
      }
    });

    it('gives the same for the same input, whatever came before and beside it', async () => {
      const first = await aligner.align(known.samples, known.words);
      await aligner.align(
        known.samples.map((sample) => sample >> 3),
        known.words.slice(0, 2),
      );
      await aligner.align(new Int16Array(16_000), ['completely', 'different', 'words']);
      const [again, , beside] = await Promise.all([
        aligner.align(known.samples, known.words),
        aligner.align(known.samples, [...known.words].reverse()),
        aligner.align(known.samples, known.words),
      ]);
      const fresh = create();
      const anew = await fresh.align(known.samples, known.words);
      await fresh.close();
      expect(again).toEqual(first);
      expect(beside).toEqual(first);
      expect(anew).toEqual(first);
    });

    it('leaves unknown words out and names them as they were given', async () => {
      const words = [...known.words, 'Qxzvk', '???'];
      const alignment = await aligner.align(known.samples, words);
      expect(alignment?.unknown).toEqual(['Qxzvk', '???']);
      expect(alignment?.words.map(({ text }) => text)).toEqual(known.words);
    });

    it('aligns no words to nothing', async () => {
      for (const words of [[], ['qxzvk']]) {
        const alignment = await aligner.align(known.samples, words);
        expect(alignment).toMatchObject({ words: [], unknown: words });
        expect(alignment?.rating ?? null).toBeNull();
      }
    });

    it('answers null when the words cannot be in the audio', async () => {
      expect(await aligner.align(new Int16Array(0), known.words)).toBeNull();
      expect(await aligner.align(known.samples.subarray(0, 1600), known.words)).toBeNull();
    });
  });
}
