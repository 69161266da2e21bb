import { expect, it } from 'vitest';
import { keepingNewest } from '../../../src/engine/text/keeping-newest.js';

it('works a text out once while nothing else is asked for, and anew after another', () => {
  const asked: string[] = [];
  const length = keepingNewest((text) => {
    asked.push(text);
    return text.length;
  });
  expect(['I', 'I', 'I think', 'I think', 'I'].map(length)).toEqual([1, 1, 7, 7, 1]);
  expect(asked).toEqual(['I', 'I think', 'I']);
});
