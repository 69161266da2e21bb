/** Recognition errors on real speech: what they do to pronunciation. Many readers: test/long. */
import { expect, it } from 'vitest';
import { createSoundSwallowerAnalyzer } from '../../../src/providers/soundswallower/soundswallower-aligner.js';
import { corpusIsHere, mishearing, readers, pronunciationOf } from './support/misheard-speech.js';

it.skipIf(!corpusIsHere)(
  'pronunciation moves by half a band at most when 38 % of the words are misheard, with the speech model and without',
  async () => {
    const analyzer = createSoundSwallowerAnalyzer();
    const mishear = await mishearing();
    const [reader] = await readers(1);
    if (!reader) throw new Error('There is no reader.');
    const short = { ...reader, sentences: reader.sentences.slice(0, 5) };
    const read = await pronunciationOf(short, analyzer, (words) => words);
    const heard = await pronunciationOf(short, analyzer, (words, answer) => mishear(words, 38, answer + 1));
    await analyzer.close();
    expect(Math.abs(heard.band - read.band)).toBeLessThanOrEqual(0.5);
    expect(Math.abs(heard.plain - read.plain)).toBeLessThanOrEqual(0.5);
    // It was another text that was looked for.
    expect(heard.band).not.toBe(read.band);
  },
);
