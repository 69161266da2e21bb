import { describe, expect, it } from 'vitest';
import { keepingNewest, keepingRecent } from '../../../src/engine/text/keeping-newest.js';

it('works a text out once while nothing else is asked for, and anew after another', () => {
  const asked: string[] = [];
  const length = keepingNewest((text) => {
    asked.push(text);
    return text.length;
  });
  expect(['I', 'I', 'I think', 'I think', 'I'].map(length)).toEqual([1, 1, 7, 7, 1]);
  expect(asked).toEqual(['I', 'I think', 'I']);
});

describe('keeping some of the newest results', () => {
  it('works nothing out twice, and forgets the oldest when there are more', () => {
    const asked: string[] = [];
    const length = keepingRecent(2, (text) => {
      asked.push(text);
      return text.length;
    });
    expect(['a', 'bb', 'a', 'bb'].map(length)).toEqual([1, 2, 1, 2]);
    expect(asked).toEqual(['a', 'bb']);
    expect(['ccc', 'bb', 'a'].map(length)).toEqual([3, 2, 1]);
    expect(asked).toEqual(['a', 'bb', 'ccc', 'a']);
  });
});
