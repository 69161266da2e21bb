import { expect, it } from 'vitest';
import { extended, keepingRecent, memoized } from '../../src/engine/kept-results.js';

it('works nothing out twice for a text, and forgets the oldest when there are more', () => {
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

it('works an object out once, and another one that looks the same for itself', () => {
  let worked = 0;
  const count = memoized((_: object) => (worked += 1));
  const [one, other] = [{}, {}];
  expect([one, one, other, one].map(count)).toEqual([1, 1, 2, 1]);
});

it('adds to what was gathered only the items that are new, and gathers another list anew', () => {
  const added: string[] = [];
  const names = extended(
    (): string[] => [],
    (all, { name }: { readonly name: string }) => {
      added.push(name);
      all.push(name);
    },
  );
  const [a, b, c] = ['a', 'b', 'c'].map((name) => ({ name })) as [{ name: string }, { name: string }, { name: string }];
  expect([[a], [a, b], [a, b, c], [a, b, c], [a, c], [b]].map((list) => names(list).join(''))).toEqual([
    'a',
    'ab',
    'abc',
    'abc',
    'ac',
    'b',
  ]);
  expect(added.join('')).toBe('abcacb');
  expect(names([])).toEqual([]);
});
