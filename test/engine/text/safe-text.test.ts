import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safeText } from '../../../src/engine/text/safe-text.js';

describe('safeText', () => {
  it.each([
    ['colours', '\u001b[31mred\u001b[0m', 'red'],
    ['cursor movement and clearing', 'a\u001b[2J\u001b[1;1Hb', 'ab'],
    ['a new window title', '\u001b]0;owned\u0007hello', 'hello'],
    ['a link, its text kept', '\u001b]8;;http://x\u001b\\text\u001b]8;;\u001b\\', 'text'],
    ['a title that never ends', 'a\u001b]0;for ever', 'a'],
    ['eight-bit control sequences', 'a\u009b31mb', 'ab'],
    ['backspaces and bells', 'a\u0008\u0007b', 'ab'],
    ['direction overrides', 'abc\u202ecba', 'abccba'],
    ['a lone escape at the end', 'a\u001b', 'a'],
  ])('takes out %s', (_, given, expected) => {
    expect(safeText(given)).toBe(expected);
  });

  it('keeps line feeds, tabs, accents and emoji', () => {
    expect(safeText('Zoë\tsaid\r\n“hi” 👋🏽\rbye')).toBe('Zoë\tsaid\n“hi” 👋🏽\nbye');
  });

  it('never lets a control character through, whatever the text', () => {
    const units = fc.constantFrom(
      '\u001b',
      '[',
      ']',
      '0',
      ';',
      'm',
      '\u0007',
      '\u009b',
      '\u009c',
      '\\',
      'a',
      '\n',
      'é',
    );
    fc.assert(
      fc.property(fc.array(units), (pieces) => {
        const text = safeText(pieces.join(''));
        expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
        expect(safeText(text)).toBe(text);
      }),
      { seed: 1 },
    );
  });
});
