import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseTranscript, parseTranscriptText } from '../../../../src/engine/scoring/input/parse-transcript.js';
import { transcriptJsonSchema } from '../../../../src/engine/scoring/input/transcript-schema.js';
import { turnsFromTranscript } from '../../../../src/engine/scoring/input/transcript-turns.js';

const words = (...times: readonly (readonly [number, number])[]) =>
  times.map(([startMs, endMs], index) => ({ text: `w${String(index)}`, startMs, endMs }));

const EVERY_HALF_SECOND = Array.from({ length: 10 }, (_, n) => [500 * n, 500 * n + 400] as const);

describe('a transcript', () => {
  it.each([
    [{ turns: [{ question: 'Why?', text: 'Because.' }] }],
    [[{ question: 'Why?', text: 'Because.' }]],
    [[{ question: 'Why?', answer: 'Because.' }]],
    [{ answers: [{ question: 'Why?', text: 'Because.' }] }],
    [{ question: 'Why?', text: 'Because.' }],
  ])('is taken as %j', (value) => {
    expect(parseTranscript(value, 'x').turns).toEqual([{ question: 'Why?', text: 'Because.' }]);
  });

  it('is also taken as a list of texts, and with times in seconds', () => {
    expect(parseTranscript(['One.', 'Two.'], 'x').turns).toEqual([{ text: 'One.' }, { text: 'Two.' }]);
    const { turns } = parseTranscript(
      [{ text: 'one', part: 'Part 2', words: [{ word: 'one', start: 1.5, end: 2 }] }],
      'x',
    );
    expect(turns[0]).toEqual({ text: 'one', part: 2, words: [{ text: 'one', startMs: 1500, endMs: 2000 }] });
  });

  it.each<[unknown, RegExp]>([
    [{}, /turns: /],
    [{ turns: [] }, /turns: /],
    [{ turns: [{ text: 'a' }, { question: 'b' }] }, /turns\[1\]\.text: /],
    [{ turns: [{ text: 'a', words: [{ text: 'a', startMs: 0 }] }] }, /turns\[0\]\.words\[0\]\.endMs: /],
    [{ turns: [{ text: 'a', words: words([100, 50]) }] }, /turns\[0\]\.words\[0\] ends at 50 ms, before it starts/],
    [{ turns: [{ text: 'a', words: words([-5, 50]) }] }, /before the beginning/],
    [
      { turns: [{ text: 'a b', words: words([5000, 5200], [100, 300]) }] },
      /words\[1\] starts at 100 ms, before the word before it/,
    ],
    [{ turns: [{ text: 'a', words: words([0, 9e9]) }] }, /later than any test/],
    [{ turns: [{ text: 'a', words: words([0, 20_000]) }] }, /words\[0\] lasts 20000 ms, longer than any word/],
    [
      { turns: ['a', 'b'].map((text) => ({ text, words: words([0, 900]) })) },
      /turns\[1\] begins at 0 ms, before the answer before it ends, at 900 ms/,
    ],
    [{ turns: [{ text: 'a '.repeat(40), words: words([0, 900]) }] }, /1 words with times, its text has 40/],
    [
      {
        turns: [{ text: 'one other text of ten words that nobody said there', words: words(...EVERY_HALF_SECOND) }],
      },
      /other words with times than its text: 10 of 10/,
    ],
    [
      { turns: [{ text: 'a', words: words(...Array.from({ length: 30 }, (_, n) => [n, n + 1] as const)) }] },
      /faster than anybody speaks/,
    ],
    [{ turns: [{ text: 'a', part: 7 }] }, /turns\[0\]\.part: must be 1, 2 or 3/],
    [
      { turns: [{ text: 'a', words: [{ text: 'a', startMs: 0, endMs: 9, confidence: 90 }] }] },
      /confidence: must be a number from 0 to 1/,
    ],
    ['text', /the whole: /],
    [7, /the whole: /],
  ])('that is wrong is refused, and the field named: %j', (value, message) => {
    expect(() => parseTranscript(value, 'test.json')).toThrow(message);
  });

  it('without anything in it is told so', () => {
    expect(() => parseTranscriptText(' \n', 'test.json')).toThrow(/it is empty/);
  });

  it('that is plain text is called so', () => {
    expect(() => parseTranscriptText('I live by the sea.', 'test.txt')).toThrow(/it is plain text, not JSON/);
  });

  it('with a slip in its JSON is refused with line and column', () => {
    expect(() => parseTranscriptText('{\n  "turns": [,]\n}', 'test.json')).toThrow(/line 2, column 13/);
  });

  it('nested beyond reason is refused, and ends no program', () => {
    expect(() => parseTranscriptText('['.repeat(200_000), 'test.json')).toThrow(/nested too deeply/);
  });

  it('gives answers with voiced stretches where words have times, and without timing elsewhere', () => {
    const [timed, untimed] = turnsFromTranscript(
      parseTranscript(
        [{ text: 'w0 w1', words: words([500, 700], [1200, 1500]) }, { text: 'no times' }, { text: ' ' }],
        'x',
      ),
    );
    expect(timed).toMatchObject({ startMs: 500, endMs: 1500, typed: false });
    expect(timed?.segments).toEqual([
      { startMs: 500, endMs: 700 },
      { startMs: 1200, endMs: 1500 },
    ]);
    expect(untimed?.segments).toEqual([]);
  });

  it('has its form published', () => {
    const published: unknown = JSON.parse(readFileSync('schemas/transcript.schema.json', 'utf8'));
    expect(published, 'run: npm run build && node scripts/make-transcript-schema.mjs').toEqual(transcriptJsonSchema());
  });
});
