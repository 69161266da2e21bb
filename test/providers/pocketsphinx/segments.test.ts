import { describe, expect, it } from 'vitest';
import { spokenText, transcriptOf } from '../../../src/providers/pocketsphinx/segments.js';

describe('the decoder’s words', () => {
  it('loses markers and variant numbers', () => {
    expect(spokenText('<s> i read(2) <sil> [NOISE] books ++UM++ </s>')).toBe('i read books');
    expect(spokenText('')).toBe('');
  });

  it('become words with posteriors from 0 to 1, inside the turn', () => {
    const segment = (word: string, startMs: number, endMs: number, probability: number) => ({
      word,
      startMs,
      endMs,
      probability,
    });
    const transcript = transcriptOf(
      [
        segment('<s>', 0, 100, 1),
        segment('we(2)', 100, 300, 1.0002),
        segment('[SPEECH]', 300, 350, 1),
        segment('read', 350, 720, 0.5),
      ],
      700,
    );
    expect(transcript).toEqual({
      text: 'we read',
      words: [
        { text: 'we', startMs: 100, endMs: 300, confidence: 1 },
        { text: 'read', startMs: 350, endMs: 700, confidence: 0.5 },
      ],
      confidence: 0.75,
    });
  });
});
