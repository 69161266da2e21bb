import { describe, expect, it } from 'vitest';
import { csv } from '../../../src/engine/text/csv.js';

describe('csv', () => {
  it('writes a header and rows, nulls as empty cells', () => {
    expect(
      csv(
        ['a', 'b', 'c'],
        [
          ['x', 1.5, null],
          ['y', -2, true],
        ],
      ),
    ).toBe('a,b,c\r\nx,1.5,\r\ny,-2,true\r\n');
  });

  it.each([
    ['a comma', 'a,b', '"a,b"'],
    ['quotes', 'say "hi"', '"say ""hi"""'],
    ['a line feed', 'a\nb', '"a\nb"'],
    ['a formula', '=HYPERLINK("http://x")', `"'=HYPERLINK(""http://x"")"`],
    ['a command', '@SUM(A1)', "'@SUM(A1)"],
    ['a plus', '+1', "'+1"],
    ['a minus', '-1+cmd', "'-1+cmd"],
    ['a formula behind blanks', '  =1', "'  =1"],
    ['a tab first', '\t=1', "'\t=1"],
    ['a carriage return first', '\r=1', `"'\r=1"`],
  ])('makes a cell that holds %s harmless', (_, cell, written) => {
    expect(csv(['a'], [[cell]])).toBe(`a\r\n${written}\r\n`);
  });
});
