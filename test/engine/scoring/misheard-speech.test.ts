/** Recognition errors on real speech: what they do to the bands that rest on sound. Many readers: test/long. */
import { expect, it } from 'vitest';
import { createSoundSwallowerAnalyzer } from '../../../src/providers/soundswallower/soundswallower-aligner.js';
import { corpusIsHere, mishearing, readers, soundBands } from './support/misheard-speech.js';

it.skipIf(!corpusIsHere)(
  'no band of a reader moves by more than half when 38 % of the words are misheard',
  { timeout: 120_000 },
  async () => {
    const analyzer = createSoundSwallowerAnalyzer();
    const mishear = await mishearing();
    const [reader] = await readers(1);
    if (!reader) throw new Error('There is no reader.');
    const short = { ...reader, sentences: reader.sentences.slice(0, 5) };
    const read = await soundBands(short, analyzer, (words) => words);
    const heard = await soundBands(short, analyzer, (words, answer) => mishear(words, 38, answer + 1));
    await analyzer.close();
    expect(Math.abs(heard.pronunciation - read.pronunciation)).toBeLessThanOrEqual(0.5);
    expect(Math.abs(heard.fluency - read.fluency)).toBeLessThanOrEqual(0.5);
    // It was another text that was looked for.
    expect(heard).not.toEqual(read);
  },
);
