import { join, resolve, sep } from 'node:path';
import { expect, it } from 'vitest';
import { shownPath } from '../../src/commands/shown-path.js';

it('shows a path as somebody in the working directory would write it', () => {
  expect(shownPath(resolve('talks/first'))).toBe(join('talks', 'first'));
  expect(shownPath('talks/first')).toBe(join('talks', 'first'));
  expect(shownPath(resolve('..', 'talks'))).toBe(join('..', 'talks'));
  expect(shownPath(process.cwd())).toBe('.');
  expect(shownPath(sep)).toBe(sep);
  expect(shownPath(resolve('talks', 'a\u001b[2Jb'))).toBe(join('talks', 'ab'));
});
