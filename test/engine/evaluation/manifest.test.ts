import { describe, expect, it } from 'vitest';
import { parseManifest } from '../../../src/engine/evaluation/manifest.js';
import { matchOutputs } from '../../../src/engine/evaluation/outputs.js';

describe('a manifest', () => {
  it('is a table with tabs: numbers are scores, known columns are taken by name', () => {
    const { items, problems } = parseManifest(
      'id\tspeaker\tage\tgender\taudio\ttext\taccuracy\tfluency\n7\t01\t6\tm\taudio/7.flac\tGOOD MORNING\t8.750\t9.5\n8\t01\t40\tf\t\tYES\t\tNA\n',
      'ratings.tsv',
    );
    expect(problems).toEqual([]);
    expect(items[0]).toMatchObject({
      line: 2,
      id: '7',
      speaker: '01',
      audio: 'audio/7.flac',
      text: 'GOOD MORNING',
      groups: { age: 'under 16', gender: 'm' },
      human: { accuracy: 8.75, fluency: 9.5 },
    });
    expect(items[1]).toMatchObject({ audio: null, groups: { age: 'adult', gender: 'f' }, human: {} });
  });

  it('is JSON lines: turns or a transcript in the line, scores beside or in "scores"', () => {
    const { items } = parseManifest(
      [
        JSON.stringify({ id: 'a', turns: [{ question: 'Why?', text: 'because' }], band: 6.5 }),
        JSON.stringify({ id: 'b', transcript: 'b.json', scores: { fluency: 6, lexical: 7 }, group: 'x' }),
        JSON.stringify({ id: 'c', transcript: { turns: ['yes'] }, predicted: { 'band.overall': 5 } }),
      ].join('\n'),
      'm.jsonl',
    );
    expect(items.map(({ human }) => human)).toEqual([{ band: 6.5 }, { fluency: 6, lexical: 7 }, {}]);
    expect(items[1]).toMatchObject({ transcript: 'b.json', groups: { group: 'x' } });
    expect(items[2]).toMatchObject({ transcript: null, turns: { turns: ['yes'] }, predicted: { 'band.overall': 5 } });
  });

  it('may give levels of the CEFR: they are compared as bands', () => {
    const lines = ['A2', 'b1+', 'C2', 'advanced'].map((level) => JSON.stringify({ text: 'yes', level }));
    const { items, problems } = parseManifest(lines.join('\n'), 'm.jsonl');
    expect(problems).toEqual([]);
    expect(items.map(({ human }) => human)).toEqual([{ cefr: 3.5 }, { cefr: 5.25 }, { cefr: 8.75 }, {}]);
    const table = parseManifest('text\tCEFR\nyes\tB2\nno\tC1\n', 'm.tsv');
    expect(table.items.map(({ human }) => human)).toEqual([{ cefr: 6.25 }, { cefr: 7.5 }]);
    expect(matchOutputs(['cefr'], new Map()).matched.get('cefr')).toBe('band.overall');
  });

  it.each(['"cefr":"Z9"', '"cefr":5', '"cefr":"advanced"', '"level":"B7"', '"cefr_level":["B1"]'])(
    'tells of a line whose level is none: %s',
    (given) => {
      const level = /:(.*)/.exec(given)?.[1] ?? '';
      const lines = ['{"text":"yes","cefr":"NA"}', '{"text":"yes","cefr":null}', `{"text":"no",${given}}`];
      const { items, problems, unused } = parseManifest(lines.join('\n'), 'm.jsonl');
      expect(items).toHaveLength(2);
      expect(unused).toEqual([]);
      expect(problems).toMatchObject([
        { line: 3, message: expect.stringContaining(`is ${level}: give A1 to C2`) as string },
      ]);
    },
  );

  it('keeps the lines of a table beside one whose level is none', () => {
    const { items, problems, unused } = parseManifest('text\tcefr\nyes\tB2\nno\tZ9\nno\t\nno\tNA\n', 'm.tsv');
    expect([items.length, unused]).toEqual([3, []]);
    expect(problems).toMatchObject([
      { line: 3, message: 'its level "cefr" is "Z9": give A1 to C2, or leave it empty' },
    ]);
  });

  it.each(['{"turns":[{"text":"yes"}]}', '[{"id":"a","text":"yes"}]'])(
    'is told from one document over several lines: %s',
    (json) => {
      const pretty = JSON.stringify(JSON.parse(json), null, 2);
      expect(() => parseManifest(pretty, 'm.json')).toThrow('one JSON document over several lines');
    },
  );

  it('says which field of a line holds no answer', () => {
    const { problems } = parseManifest('{"id":"a","turns":"nope"}\n{"id":"b","text":""}\n', 'm.jsonl');
    expect(problems.map(({ message }) => message)).toEqual([
      '"turns" must be a list of answers',
      'its "text" is empty',
    ]);
  });

  it('tells what is wrong with a line and keeps the others', () => {
    const { items, problems } = parseManifest(
      [
        '{"id":"a","band":6}',
        '{"id":"a","band":7}',
        '{"id":"c","band":"high"}',
        '{oops',
        '[1]',
        '',
        '{"id":"g","band":5}',
      ].join('\n'),
      'm.jsonl',
    );
    expect(items.map(({ id }) => id)).toEqual(['a', 'g']);
    expect(problems.map(({ line, message }) => `${String(line)} ${message}`)).toEqual([
      '2 this id was used before, in line 1',
      expect.stringMatching(/^3 its score "band" is not a number: "high"/),
      expect.stringMatching(/^4 it is not JSON/),
      '5 it is not an object with names and values',
    ]);
  });

  it('takes the first lines only, good and bad ones, and tells a score that is no number at all', () => {
    const text = '{"id":"a","band":true}\n{"id":"b","band":null}\n{"id":"c","band":5}\n';
    const { items, problems } = parseManifest(text, 'm.jsonl', 2);
    expect(items.map(({ id, human }) => [id, human])).toEqual([['b', {}]]);
    expect(problems.map(({ message }) => message)).toEqual(['its score "band" is not a number: true']);
  });

  it('names a line that it cannot read by its id, where that can be read', () => {
    const lines = '{"id":"a","band":"six"}\n{"audio":"b.wav","band":"six"}\n{"id":"c"\n{"band":"six"}\n';
    expect(parseManifest(lines, 'm.jsonl').problems.map(({ id }) => id)).toEqual(['a', 'b.wav', null, null]);
  });

  it('tells a word in a column of numbers', () => {
    const { problems } = parseManifest('id\tband\ttext\na\t6\tx\nb\tsix\ty\nc\t7\tz\n', 'm.tsv');
    expect(problems).toEqual([{ line: 3, id: 'b', message: 'its score "band" is not a number: "six"' }]);
  });

  it('finds scores among more "NA" than numbers, and with decimal commas', () => {
    const cells = ['6,5\t7', '5,0\tNA', '7,5\tn/a', '4,0\tNA'];
    const table = `id\ttext\tband\tsecond\n${cells.map((row, index) => `${String(index)}\tyes\t${row}`).join('\n')}`;
    const { items, problems } = parseManifest(table, 'm.tsv');
    expect(problems).toEqual([]);
    expect(items.map(({ human }) => human)).toEqual([
      { band: 6.5, second: 7 },
      { band: 5 },
      { band: 7.5 },
      { band: 4 },
    ]);
    expect(parseManifest('{"text":"yes","band":"6,5"}', 'm.jsonl').items[0]?.human).toEqual({ band: 6.5 });
  });

  it('takes another name for a proper one only where that is missing, and tells what it does not use', () => {
    const table = parseManifest('id\tname\tfile\taudio\tband\n1\tAnn\tx\ta.wav\t6\n2\tAnn\ty\tb.wav\t5\n', 'm.tsv');
    expect(table.problems).toEqual([]);
    expect(table.items.map(({ id, audio }) => [id, audio])).toEqual([
      ['1', 'a.wav'],
      ['2', 'b.wav'],
    ]);
    expect(table.unused).toEqual(['name', 'file']);
    const { items, unused } = parseManifest('{"file":"a.wav","prompt":"Describe a book","speaker_id":7}', 'm.jsonl');
    expect(items[0]).toMatchObject({ audio: 'a.wav', reference: null, speaker: '7' });
    expect(unused).toEqual(['prompt']);
  });

  it('takes no blank for a score', () => {
    const { problems } = parseManifest('{"text":"yes","band":" "}', 'm.jsonl');
    expect(problems.map(({ message }) => message)).toEqual(['its score "band" is not a number: " "']);
  });

  it.each([
    ['{"id":"a"', /it is not JSON/],
    ['# rated in\tMay', /it is not JSON/],
  ])('reads the lines behind a broken first one: %j', (first, message) => {
    const { items, problems } = parseManifest(
      `${first}\n{"id":"b","text":"x\\ty"}\n{"id":"c","text":"y"}\n`,
      'm.jsonl',
    );
    expect(items.map(({ id }) => id)).toEqual(['b', 'c']);
    expect(problems).toEqual([{ line: 1, id: null, message: expect.stringMatching(message) as string }]);
  });

  it('reads a table behind a comment, and refuses two columns of one name', () => {
    const { items, problems } = parseManifest('# by two raters\nid\tband\na\t6\nb\t7\n', 'm.tsv');
    expect(items.map(({ id, line }) => [id, line])).toEqual([
      ['a', 3],
      ['b', 4],
    ]);
    expect(problems.map(({ line }) => line)).toEqual([1]);
    expect(() => parseManifest('id\tband\tband\na\t6\t7\n', 'm.tsv')).toThrow(/two columns named "band"/);
  });

  it.each([
    ['', /no lines/],
    ['id\tband\n', /no lines/],
    ['RIFF\0\0\tWAVE\n\t', /neither JSON lines nor a table/],
    ['just some prose\nand more', /neither JSON lines nor a table/],
  ])('is refused when there is nothing to read: %j', (text, message) => {
    expect(() => parseManifest(text, 'm')).toThrow(message);
  });
});

describe('human score names', () => {
  it('are matched with ours; unknown ones are told', () => {
    const { matched, unknown } = matchOutputs(['Band', 'Lexical Resource', 'charm'], new Map());
    expect([...matched]).toEqual([
      ['Band', 'band.overall'],
      ['Lexical Resource', 'band.lexical'],
    ]);
    expect(unknown).toEqual(['charm']);
  });

  it('take "fluency" for the aspect of an utterance only beside other aspects', () => {
    expect(matchOutputs(['fluency', 'grammar'], new Map()).matched.get('fluency')).toBe('band.fluency');
    expect(matchOutputs(['fluency', 'total'], new Map()).matched.get('fluency')).toBe('aspect.fluency');
  });

  it.each(['total', 'accuracy'])(
    'keep "fluency" a band beside other bands and a column "%s", which is told as unknown',
    (name) => {
      const { matched, unknown } = matchOutputs(['fluency', 'grammar', 'overall', name], new Map());
      expect(matched.get('fluency')).toBe('band.fluency');
      expect(unknown).toEqual([name]);
    },
  );

  it('follow what the user says', () => {
    const requested = new Map([['charm', 'band.overall' as const]]);
    expect(matchOutputs(['charm'], requested).matched.get('charm')).toBe('band.overall');
  });
});
