import { describe, expect, it } from 'vitest';
import { keyPressOf } from '../../src/ui/key-press.js';

describe('terminal input as keys', () => {
  it.each([
    ['\r', { input: '', return: true }],
    ['\u001b', { input: '', escape: true }],
    ['\u007f', { input: '', backspace: true }],
    ['\u0003', { input: 'c', ctrl: true }],
    ['r', { input: 'r' }],
    ['a whole answer\r', { input: 'a whole answer\r' }],
    ['\u0003\u0003', { input: '\u0003\u0003' }],
  ])('reads %j', (data, key) => {
    expect(keyPressOf(data)).toEqual(key);
  });

  it.each(['\u001b[31m', '\u001b[A', '\u001bOP', '\u001b[27;5;9~', '\u001b]0;title\u0007', '\u001bx'])(
    'takes %j for no key at all, though nobody knows it',
    (data) => {
      expect(keyPressOf(data)).toEqual({ input: '', meta: true });
    },
  );
});
