import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { parseDocument } from 'yaml';
import { describe, expect, it } from 'vitest';
import { readPlainYaml } from '../../../src/engine/text/plain-yaml.js';

const SHIPPED = readdirSync('fixtures', { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.yaml'))
  .map((path) => readFileSync(`fixtures/${path}`, 'utf8'));

const STYLES = `version: 1
title: A title, with commas; 5 o'clock and a #hash: no
exam: { parts: [1, 2], seed: 7, topics: [home-town,music], timing: 'standard' }   # a comment
list:
- one
- { two: 2, "three": 3 }
-
  four: -4.5
  five:
nested:
  - name: 'it''s'
    deep:
      - [a, [b, c], { d: null }]
    # between
    when: 600ms
  - "quoted"
words: [true, False, ~, .5, 1e3, 0x1F, +4, 012, yes, 3:30, pocketsphinx:en]
`;

/** What breaks YAML, or means something else than it seems. */
const PIECES = [
  ...["'", '"', ':', ': ', ' #', '#', '- ', '-', '{', '}', '[', ']', ',', '\n', '\n  ', '\n- ', ' ', '    ', '\t'],
  ...['&a ', '*a', '!t ', '|', '>', '? ', '%', '@', '`', '\\', '---\n', '...', '<<: ', '~', 'null', 'true', 'No', '\r'],
  ...[
    '0',
    '.5',
    '-0',
    '1e3',
    '0x1f',
    '0o7',
    '.inf',
    '.nan',
    '01',
    '+1',
    '1_0',
    '__proto__: ',
    'a: ',
    'title: ',
    '\u2028',
  ],
  ...['é', '😀', '\u00a0', '\ufeff'],
];

const edit = fc.record({
  at: fc.nat(4000),
  drop: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.integer({ min: 1, max: 12 })),
  put: fc.oneof(fc.constantFrom(...PIECES), fc.constant('')),
});

const edited = fc
  .tuple(fc.constantFrom(STYLES, ...SHIPPED), fc.array(edit, { minLength: 1, maxLength: 4 }))
  .map(([text, edits]) =>
    edits.reduce((said, { at, drop, put }) => {
      const place = at % (said.length + 1);
      return said.slice(0, place) + put + said.slice(place + drop);
    }, text),
  );

/** Null where the real parser finds mistakes. */
function wholly(text: string): { value: unknown } | null {
  const document = parseDocument(text, { uniqueKeys: true, logLevel: 'silent' });
  try {
    return document.errors.length > 0 ? null : { value: document.toJS() as unknown };
  } catch {
    return null;
  }
}

describe('plain YAML', () => {
  it('reads every shipped fixture as the real parser does', () => {
    expect(SHIPPED.length).toBeGreaterThan(12);
    const read = SHIPPED.map((text) => readPlainYaml(text));
    expect(read).toEqual(SHIPPED.map((text) => wholly(text)));
  });

  it.each([
    ['a: [1, -2, 3.25, 0]', { a: [1, -2, 3.25, 0] }],
    ['a: { b: true, c: null }  # said', { a: { b: true, c: null } }],
    ["a: 'it''s'\nb: \"no\"", { a: "it's", b: 'no' }],
    ["a: '''b'''\nc: 'd'''\ne: ''", { a: "'b'", c: "d'", e: '' }],
    ["a: it's #1\nb: it's#1\nc: [d #2\n ]", { a: "it's", b: "it's#1", c: ['d'] }],
    ['a:\n- b: 1\n  c: 600ms\n-\nd:', { a: [{ b: 1, c: '600ms' }, null], d: null }],
    ['a: {\n    b: 1, # one\n    c: [2,\n 3],\n  }', { a: { b: 1, c: [2, 3] } }],
  ])('reads %j', (text, value) => {
    expect(readPlainYaml(text)).toEqual({ value });
  });

  it.each([
    ['a: &x 1'],
    ['a: |\n  text'],
    ['a: b\n  c'],
    ['a: 0x1F'],
    ['a: 1\na: 2'],
    ['a: {\n}'],
    ['a: [1, 2'],
    ['a: "\\n"'],
    ['a:\t1'],
    ['__proto__: 1'],
    ['- - 1'],
    [''],
    ['just words'],
  ])('leaves %j to the real parser', (text) => {
    expect(readPlainYaml(text)).toBeNull();
  });

  it('says what the real parser says, or nothing, whatever is done to a text', () => {
    fc.assert(
      fc.property(edited, (text) => {
        const plain = readPlainYaml(text);
        if (plain !== null) expect(plain).toStrictEqual(wholly(text));
      }),
      { numRuns: Number(process.env['PLAIN_YAML_RUNS'] ?? 200), seed: 7 },
    );
  });
});
