import { expect, it } from 'vitest';
import { shellPath } from '../../../src/engine/text/shell-path.js';

it.each([
  ['talks/first', 'talks/first'],
  ['C:\\talks\\first', 'C:\\talks\\first'],
  ['/home/übung/first', '/home/übung/first'],
  ['/my talks/first', '"/my talks/first"'],
  ['C:\\my talks\\first', '"C:\\my talks\\first"'],
  ["Anna's talk", '"Anna\'s talk"'],
  ['talks;first', '"talks;first"'],
  ['costs $5', "'costs $5'"],
  ["Anna's $5", "'Anna'\\''s $5'"],
  ['-x', './-x'],
  ['~ my talk', '"./~ my talk"'],
  ['', '""'],
  ['red\u001b[31m', 'red'],
])('%s is written into a command as %s', (path, written) => {
  expect(shellPath(path)).toBe(written);
});
