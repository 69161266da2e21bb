import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { jsonObjectIn } from '../../../src/engine/language-model/json-repair.js';

describe('finding JSON in what a model wrote', () => {
  it.each([
    ['{"a":1}', { a: 1 }],
    ['Here you are:\n```json\n{"a": [1, 2]}\n```\nAnything else?', { a: [1, 2] }],
    ['{"a":1} {"a":2}', { a: 1 }],
    ['{"a":1,}', { a: 1 }],
    ['{"a":[1,2,],"b":"x,}"}', { a: [1, 2], b: 'x,}' }],
    ['{"a":"two\nlines\tand a tab"}', { a: 'two\nlines\tand a tab' }],
    ['{"a":"a } in \\"it\\"","b":2}', { a: 'a } in "it"', b: 2 }],
    ['{"a":{"b":"cut o', { a: { b: 'cut o' } }],
    ['{"a":1,"b":tr', { a: 1 }],
    ['{"a":1,"b":[1,{"c":2},{"d":', { a: 1, b: [1, { c: 2 }] }],
    ['{"a":"half a character \uFFFD"}', { a: 'half a character ' }],
    ['{"a":"ends with a slash \\', { a: 'ends with a slash ' }],
    ['Use {braces}. {"a":1}', { a: 1 }],
  ])('reads %j', (text, value) => {
    expect(jsonObjectIn(text)).toEqual(value);
  });

  it.each([
    '',
    'no object',
    '[1,2]',
    '"{"',
    '}{',
    '{]',
    '{'.repeat(100_000),
    '{"a":'.repeat(99) + '1' + '}'.repeat(99),
  ])('finds none in %s', (text) => {
    expect(jsonObjectIn(text)).toBeNull();
  });

  test('gives back what was written, whatever stands around it', () => {
    const around = fc.string({ maxLength: 30 }).map((text) => text.replaceAll(/[{}"[\]]/g, ''));
    const objects = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 }), { maxKeys: 5 });
    fc.assert(
      fc.property(around, objects, around, (before, object, after) => {
        const plain = JSON.parse(JSON.stringify(object).replaceAll('\uFFFD', '')) as unknown;
        expect(jsonObjectIn(`${before}${JSON.stringify(object)}${after}`)).toEqual(plain);
      }),
      { seed: 2, numRuns: 300 },
    );
  });

  test('never throws and never invents a member, wherever it is cut', () => {
    const objects = fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), fc.oneof(fc.integer(), fc.string()), {
      maxKeys: 6,
    });
    fc.assert(
      fc.property(objects, fc.nat(), (object, cut) => {
        const text = JSON.stringify(object);
        const found = jsonObjectIn(text.slice(0, cut % (text.length + 1)));
        for (const key of Object.keys(found ?? {})) expect(object).toHaveProperty([key]);
      }),
      { seed: 3, numRuns: 300 },
    );
  });
});
