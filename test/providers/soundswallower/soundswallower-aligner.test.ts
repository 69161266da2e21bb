import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WordAligner } from '../../../src/engine/ports/word-aligner.js';
import { rateUtterance } from '../../../src/engine/scoring/speech-model/rate-utterance.js';
import {
  createSoundSwallowerAligner,
  createSoundSwallowerAnalyzer,
  detectSoundSwallower,
} from '../../../src/providers/soundswallower/soundswallower-aligner.js';
import { soundAnalyzerContract } from '../../support/contracts/sound-analyzer.contract.js';
import { wordAlignerContract } from '../../support/contracts/word-aligner.contract.js';
import { openSpeechRater } from '../../../src/providers/registry/speech-raters.js';
import { readSpeechModel } from '../../../src/providers/speech-model/read-speech-model.js';
import { withSourcesInChildren } from '../../support/sources-in-children.js';
import { fliteSpeech, haveFlite } from '../support/test-audio.js';

const text = 'i have lived in london for about ten years';

it('is there on every machine', async () => {
  expect(await detectSoundSwallower()).toMatchObject({ available: true });
});

describe.runIf(haveFlite)('with a synthetic voice', () => {
  wordAlignerContract('soundswallower', createSoundSwallowerAligner, () => ({
    samples: fliteSpeech(text),
    words: text.split(' '),
  }));

  soundAnalyzerContract('soundswallower', createSoundSwallowerAnalyzer, () => ({
    samples: fliteSpeech(text),
    words: text.split(' '),
  }));

  let aligner: WordAligner;
  beforeAll(() => {
    aligner = createSoundSwallowerAligner();
  });
  afterAll(() => aligner.close());

  it('rates the audio as the speech model does recognised words, in its own process', async () => {
    const words = text.split(' ');
    const rating = await withSourcesInChildren(async () => {
      const fresh = createSoundSwallowerAligner();
      const alignment = await fresh.align(fliteSpeech(text), words);
      await fresh.close();
      return alignment?.rating;
    });
    const rater = (await openSpeechRater())!;
    const samples = fliteSpeech(text);
    const { segments, analysis } = await rater.rate(samples, words);
    await rater.close();
    const outcome = rateUtterance({ samples, words, segments, analysis }, await readSpeechModel(), 'recognised');
    expect(outcome.rateable && rating).toMatchObject({
      words: words.length,
      modelVersion: expect.any(String) as string,
    });
    for (const aspect of ['fluency', 'prosodic', 'accuracy', 'total'] as const)
      expect(rating?.[aspect]).toBeCloseTo(outcome.rateable ? outcome.rating[aspect] : NaN, 3);
  });

  it('finds words at the times at which they are said', async () => {
    const [first, second] = [fliteSpeech('yesterday'), fliteSpeech('something wonderful')];
    const samples = new Int16Array(first.length + 16_000 + second.length);
    samples.set(first);
    samples.set(second, first.length + 16_000);
    const alignment = await aligner.align(samples, ['yesterday', 'something', 'wonderful']);
    expect(alignment!.words[0]!.endMs).toBeLessThanOrEqual(first.length / 16);
    expect(alignment!.words[1]!.startMs).toBeGreaterThanOrEqual(first.length / 16 + 900);
  });

  it('scores the words that were said above others', async () => {
    const samples = fliteSpeech('the weather was beautiful');
    const mean = async (words: string): Promise<number> => {
      const phones = (await aligner.align(samples, words.split(' ')))!.words.flatMap((word) => word.phones);
      return phones.reduce((sum, { score }) => sum + score, 0) / phones.length;
    };
    expect(await mean('the weather was beautiful')).toBeGreaterThan((await mean('my cousin has bicycles')) + 2);
  });

  it('aligns words that follow from others: new endings and compounds', async () => {
    const words = ['my', "flatmates'", 'youtubers', 'snowboarded'];
    const alignment = await aligner.align(fliteSpeech('my flatmates youtubers snowboarded'), words);
    expect(alignment?.words.map(({ text: word }) => word)).toEqual(words);
  });

  it('gives words back as they were written', async () => {
    const alignment = await aligner.align(fliteSpeech("I don't like London"), ['I', 'Don’t', 'like', 'London,']);
    expect(alignment?.words.map(({ text: word }) => word)).toEqual(['I', 'Don’t', 'like', 'London,']);
  });

  it('aligns a long turn piece by piece, phones included', async () => {
    const sentence = fliteSpeech(`${text}, and it was a good time.`);
    const words = `${text} and it was a good time`.split(' ');
    const samples = new Int16Array(6 * (sentence.length + 8000));
    for (let i = 0; i < 6; i += 1) samples.set(sentence, i * (sentence.length + 8000));
    const alignment = await aligner.align(samples, Array<string[]>(6).fill(words).flat());
    const starts = Array.from({ length: 6 }, (_, i) => alignment!.words[i * words.length]!.startMs);
    for (const [index, start] of starts.entries()) {
      const expected = starts[0]! + (index * (sentence.length + 8000)) / 16;
      expect(Math.abs(start - expected)).toBeLessThanOrEqual(100);
    }
    expect(alignment!.words.every(({ phones }) => phones.length > 0)).toBe(true);
  });

  it('finds the sentences of somebody who pauses for long in a room that is not silent', async () => {
    const sentences = [text, 'the weather was beautiful', 'my cousin has two bicycles', 'we went home before dinner'];
    let random = 7;
    const noise = (): number => {
      random = (random * 1_103_515_245 + 12_345) % 2 ** 31;
      return Math.round(60 * (random / 2 ** 31 - 0.5));
    };
    const parts = sentences.flatMap((sentence) => [fliteSpeech(sentence), Int16Array.from({ length: 96_000 }, noise)]);
    const samples = Int16Array.from(parts.flatMap((part) => [...part]));
    const words = sentences.map((sentence) => sentence.split(' '));
    const alignment = await aligner.align(samples, words.flat());
    let atMs = 0;
    const apart = words.map((own, index) => {
      const lengthMs = parts[2 * index]!.length / 16;
      const found = alignment!.words.slice(words.slice(0, index).flat().length).slice(0, own.length);
      const outside = found.filter(({ startMs, endMs }) => startMs < atMs || endMs > atMs + lengthMs + 100);
      atMs += lengthMs + 6000;
      return outside.map(({ text: word }) => word);
    });
    expect(apart).toEqual([[], [], [], []]);
    expect(alignment!.words.filter(({ doubtful }) => doubtful)).toEqual([]);
  });
});
