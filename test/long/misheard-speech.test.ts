/** Recognition errors on real speech, from the weakest to the strongest readers: `npm run test:long`. */
import { afterAll, describe, expect, it } from 'vitest';
import { createSoundSwallowerAnalyzer } from '../../src/providers/soundswallower/soundswallower-aligner.js';
import { corpusIsHere, mishearing, readers, soundBands } from '../engine/scoring/support/misheard-speech.js';

const READERS = 6;
/** Few words; a good recogniser's errors on learners; pocketsphinx's on clear speech (docs/scoring.md). */
const PERCENTS = [3, 15, 38];

describe.skipIf(!corpusIsHere)('bands of readers whose words are misheard', () => {
  const analyzer = createSoundSwallowerAnalyzer();
  afterAll(() => analyzer.close());

  it.each(Array.from({ length: READERS }, (_, index) => index))(
    'move by half at most, reader %i',
    async (index) => {
      const mishear = await mishearing();
      const reader = (await readers(READERS))[index];
      if (!reader) throw new Error('There is no such reader.');
      const read = await soundBands(reader, analyzer, (words) => words);
      for (const percent of PERCENTS) {
        const heard = await soundBands(reader, analyzer, (words, answer) =>
          mishear(words, percent, 100 * index + answer),
        );
        const moved = {
          pronunciation: heard.pronunciation - read.pronunciation,
          fluency: heard.fluency - read.fluency,
        };
        console.info(
          `reader ${reader.speaker}, ${String(percent)} %: pronunciation ${read.pronunciation.toFixed(2)} ${moved.pronunciation.toFixed(2)}, fluency ${read.fluency.toFixed(2)} ${moved.fluency.toFixed(2)}`,
        );
        expect(Math.abs(moved.pronunciation)).toBeLessThanOrEqual(0.5);
        expect(Math.abs(moved.fluency)).toBeLessThanOrEqual(0.5);
      }
    },
    300_000,
  );
});
