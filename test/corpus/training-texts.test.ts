/** Texts to learn turn-taking from are others than those it is measured on. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PART_1, PART_3 } from '../../scripts/corpus/answers.mjs';

const MEASURED = [PART_1, PART_3].flatMap(({ tuning, heldOut }) => [...tuning, ...heldOut]);
const ALIKE_WORDS = 5;

function sequences(text: string): readonly string[] {
  const words = text.toLowerCase().match(/[a-z']+/g) ?? [];
  return words.slice(ALIKE_WORDS - 1).map((_, index) => words.slice(index, index + ALIKE_WORDS).join(' '));
}

describe.each([1, 3])('the training texts of Part %i', (part) => {
  const file = new URL(`../../scripts/corpus/training/part-${String(part)}.txt`, import.meta.url);
  const texts = readFileSync(file, 'utf8').trim().split('\n');

  it('have no five words in a row from any text of the corpus', () => {
    const measured = new Set(MEASURED.flatMap(sequences));
    expect(texts.filter((text) => sequences(text).some((sequence) => measured.has(sequence)))).toEqual([]);
  });

  it('are more than 300 different answers of whole sentences', () => {
    expect(new Set(texts).size).toBe(texts.length);
    expect(texts.length).toBeGreaterThan(300);
    for (const text of texts) expect(text).toMatch(/^[A-Z][\p{L}', /.?]+[.?]$/u);
  });
});
