import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ThinkFilter } from '../../../src/providers/chat-completions/think-filter.js';

const plain = fc.string({ maxLength: 20 }).map((text) => text.replaceAll('<', ''));
const cuts = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 40 });

function inPieces(text: string, lengths: readonly number[]): string {
  const filter = new ThinkFilter();
  let answer = '';
  for (let at = 0, index = 0; at < text.length; index += 1) {
    const length = lengths[index % lengths.length] as number;
    answer += filter.push(text.slice(at, at + length));
    at += length;
  }
  return answer + filter.end();
}

describe('thoughts in an answer', () => {
  test('are taken out however the text is cut', () => {
    fc.assert(
      fc.property(plain, plain, plain, cuts, (before, thought, after, lengths) => {
        expect(inPieces(`${before}<think>${thought}</think>${after}`, lengths)).toBe(before + after);
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  test('that never end are no answer; a tag that is none is text', () => {
    expect(inPieces('<think>for ever', [3])).toBe('');
    expect(inPieces('a <thin line', [2])).toBe('a <thin line');
  });
});
