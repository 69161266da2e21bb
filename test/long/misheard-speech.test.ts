/** Recognition errors on real speech, from the weakest to the strongest readers: `npm run test:long`. */
import { afterAll, describe, expect, it } from 'vitest';
import { createSoundSwallowerAnalyzer } from '../../src/providers/soundswallower/soundswallower-aligner.js';
import { corpusIsHere, mishearing, readers, pronunciationOf } from '../engine/scoring/support/misheard-speech.js';

const READERS = 6;
/** Few words; a good recogniser's errors on learners; pocketsphinx's on clear speech (docs/how-good-is-the-score.md). */
const PERCENTS = [3, 15, 38];

describe.skipIf(!corpusIsHere)('pronunciation of readers whose words are misheard', () => {
  const analyzer = createSoundSwallowerAnalyzer();
  afterAll(() => analyzer.close());

  it.each(Array.from({ length: READERS }, (_, index) => index))(
    'moves by half a band at most, reader %i',
    async (index) => {
      const mishear = await mishearing();
      const reader = (await readers(READERS))[index];
      if (!reader) throw new Error('There is no such reader.');
      const read = await pronunciationOf(reader, analyzer, (words) => words);
      for (const percent of PERCENTS) {
        const heard = await pronunciationOf(reader, analyzer, (words, answer) =>
          mishear(words, percent, 100 * index + answer),
        );
        console.info(
          `reader ${reader.speaker}, ${String(percent)} %: pronunciation ${read.band.toFixed(2)}, moved by ${(heard.band - read.band).toFixed(2)}; without the model ${read.plain.toFixed(2)}, ${(heard.plain - read.plain).toFixed(2)}`,
        );
        expect(Math.abs(heard.band - read.band)).toBeLessThanOrEqual(0.5);
        expect(Math.abs(heard.plain - read.plain)).toBeLessThanOrEqual(0.5);
      }
    },
  );
});
