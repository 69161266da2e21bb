/** What every sound analyzer must do. Give it speech of known words. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SoundAnalyzer } from '../../../src/engine/ports/sound-analyzer.js';
import type { KnownSpeech } from './word-aligner.contract.js';

export function soundAnalyzerContract(name: string, create: () => SoundAnalyzer, speech: () => KnownSpeech): void {
  describe(`${name} as a sound analyzer`, () => {
    let analyzer: SoundAnalyzer;
    let known: KnownSpeech;
    beforeAll(() => {
      analyzer = create();
      known = speech();
    });
    afterAll(() => analyzer.close());

    it('gives every word with phones that fill it', async () => {
      const analysis = await analyzer.analyze(known.samples, known.words);
      expect(analysis?.words.map(({ text }) => text)).toEqual(known.words);
      for (const word of analysis!.words) {
        expect(word.phones[0]!.startMs).toBe(word.startMs);
        expect(word.phones.at(-1)!.endMs).toBe(word.endMs);
      }
    });

    it('compares each phone with the closest one: never above it, and equal only to itself', async () => {
      const analysis = await analyzer.analyze(known.samples, known.words);
      for (const phone of analysis!.words.flatMap(({ phones }) => phones)) {
        expect(phone.logRatio).toBeLessThanOrEqual(0);
        expect(phone.logPosterior).toBeLessThanOrEqual(0);
        expect(phone.closest).toMatch(/^([A-Z]{1,2}|SIL)$/);
        if (phone.closest === phone.phone) expect(phone.logRatio).toBe(0);
        expect(Number.isFinite(phone.logRatio + phone.logPosterior + phone.score)).toBe(true);
      }
    });

    it('hears phones in order and without gaps, most of them those of the words', async () => {
      const analysis = await analyzer.analyze(known.samples, known.words);
      let at = 0;
      for (const { startMs, endMs } of analysis!.heard) {
        expect(startMs).toBe(at);
        expect(endMs).toBeGreaterThan(startMs);
        at = endMs;
      }
      expect(at).toBeGreaterThan((known.samples.length / 16) * 0.95);
      const expected = analysis!.words.flatMap(({ phones }) => phones);
      expect(expected.filter(({ phone, closest }) => phone === closest).length / expected.length).toBeGreaterThan(0.4);
    });

    it('finds that other words fit worse', async () => {
      const mean = async (words: readonly string[]): Promise<number> => {
        const phones = (await analyzer.analyze(known.samples, words))!.words.flatMap(({ phones: own }) => own);
        return phones.reduce((total, { logPosterior }) => total + logPosterior, 0) / phones.length;
      };
      expect(await mean(known.words)).toBeGreaterThan((await mean([...known.words].reverse())) + 1);
    });

    it('gives the same for the same input, whatever came before and in another process', async () => {
      const first = await analyzer.analyze(known.samples, known.words);
      await analyzer.analyze(new Int16Array(16_000), ['completely', 'different']);
      const again = await analyzer.analyze(known.samples, known.words);
      const fresh = create();
      const anew = await fresh.analyze(known.samples, known.words);
      await fresh.close();
      expect(again).toEqual(first);
      expect(anew).toEqual(first);
    });

    it('names unknown words, and answers null when the words cannot be in the audio', async () => {
      const analysis = await analyzer.analyze(known.samples, [...known.words, 'Qxzvk']);
      expect(analysis?.unknown).toEqual(['Qxzvk']);
      expect(await analyzer.analyze(known.samples, ['qxzvk'])).toEqual({ words: [], unknown: ['qxzvk'], heard: [] });
      expect(await analyzer.analyze(new Int16Array(0), known.words)).toBeNull();
      expect(await analyzer.analyze(known.samples.subarray(0, 1600), known.words)).toBeNull();
    });
  });
}
