import { describe, expect, it } from 'vitest';
import { estimateBands, scoreTest } from '../../../src/engine/scoring/score-test.js';
import { CRITERIA } from '../../../src/engine/scoring/types.js';
import type { TestScore, TurnEvidence } from '../../../src/engine/scoring/types.js';
import { verifiedQuotes } from '../../../src/engine/scoring/feedback/quote.js';
import { evidenceFor, turnOf, wholeTest } from './support/turns.js';

const NOTHING = new Map<string, TurnEvidence>();

describe('a whole test', () => {
  const turns = wholeTest(4);
  const score = scoreTest(turns, evidenceFor(turns, -3));

  it('gets four bands with basis, and a Speaking band that is the mean rounded down', () => {
    for (const criterion of CRITERIA) {
      const found = score.criteria[criterion];
      expect(found.rateable).toBe(true);
      if (found.rateable) {
        expect(Number.isInteger(found.band)).toBe(true);
        expect(found.basis.length).toBeGreaterThanOrEqual(3);
      }
    }
    expect(score.overall).toMatchObject({ rateable: true, rounding: 'down' });
    if (score.overall.rateable) {
      const bands = CRITERIA.map((criterion) => {
        const found = score.criteria[criterion];
        return found.rateable ? found.band : NaN;
      });
      expect(score.overall.mean).toBe(bands.reduce((total, band) => total + band, 0) / 4);
      expect(score.overall.band).toBe(Math.floor(score.overall.mean * 2) / 2);
      expect(score.overall.high - score.overall.low).toBeGreaterThanOrEqual(1.4);
    }
    expect(score.practiceEstimate).toBe(true);
  });

  it('says nothing of "you know" that was never said, for it is nothing to practise', () => {
    // Without times fluency rests on words.
    const shown = (opening: string) => {
      const untimed = wholeTest(1).map((turn) => ({
        ...turn,
        text: `${opening}${turn.text}`,
        words: [],
        segments: [],
      }));
      const { fluency } = scoreTest(untimed, NOTHING).criteria;
      return fluency.rateable ? fluency.basis.filter(({ measure }) => measure === 'youKnowPer100') : null;
    };
    expect(shown('you know ')).toHaveLength(1);
    expect(shown('')).toEqual([]);
  });

  it('has something to practise for every criterion, of a whole test as of a text read aloud', () => {
    for (const each of [score, scoreTest(turns, evidenceFor(turns, -3), { partsUnknown: true, wordsGiven: true })])
      for (const criterion of CRITERIA) {
        const found = each.criteria[criterion];
        if (found.rateable) expect(found.practise, criterion).not.toEqual([]);
      }
  });

  it('quotes only what stands in the transcript, two to four times for language criteria', () => {
    const texts = new Map(turns.map(({ turnId, text }) => [turnId, text]));
    for (const criterion of CRITERIA) {
      const found = score.criteria[criterion];
      if (!found.rateable) continue;
      for (const quote of found.quotes) expect(texts.get(quote.turnId)).toContain(quote.text);
      expect(found.quotes.length).toBeLessThanOrEqual(4);
      expect(found.practise.length).toBeLessThanOrEqual(2);
    }
    expect(score.criteria.fluency).toHaveProperty('quotes.length', expect.any(Number));
  });

  it('is scored the same every time', () => {
    expect(JSON.stringify(scoreTest(turns, evidenceFor(turns, -3)))).toBe(JSON.stringify(score));
  });
});

describe('less than a whole test', () => {
  it('one part gets criteria, but no Speaking band', () => {
    const turns = wholeTest(6).map((turn) => ({ ...turn, part: 'part1' as const }));
    const score = scoreTest(turns, evidenceFor(turns));
    expect(score.criteria.fluency.rateable).toBe(true);
    expect(score.overall).toMatchObject({
      rateable: false,
      reason: expect.stringContaining('all three parts') as string,
    });
  });

  it('three parts with under three minutes of speech get no Speaking band', () => {
    const turns = wholeTest(1);
    const score = scoreTest(turns, evidenceFor(turns));
    expect(score.criteria.lexical.rateable).toBe(true);
    expect(score.overall).toMatchObject({ rateable: false, reason: expect.stringContaining('3 minutes') as string });
  });

  it('typed answers get no Pronunciation and no Fluency, hence no Speaking band', () => {
    const turns = wholeTest(4).map((turn) => ({ ...turn, typed: true, words: [], segments: [] }));
    const score = scoreTest(turns, NOTHING);
    expect(score.criteria.pronunciation).toMatchObject({
      rateable: false,
      reason: expect.stringContaining('Typed') as string,
    });
    expect(score.criteria.fluency).toMatchObject({ rateable: false });
    expect(score.criteria.lexical.rateable).toBe(true);
    expect(score.criteria.grammar.rateable).toBe(true);
    expect(score.overall.rateable).toBe(false);
  });

  it('nothing said gets nothing', () => {
    const score = scoreTest([], NOTHING);
    for (const criterion of CRITERIA)
      expect(score.criteria[criterion]).toEqual({ rateable: false, reason: 'Nothing was said.' });
  });
});

describe('a text read aloud', () => {
  const turns = wholeTest(4);
  const given = { partsUnknown: true, wordsGiven: true } as const;
  const score = scoreTest(turns, evidenceFor(turns, -3), given);

  it('tells nothing of vocabulary and grammar, and gets neither their bands nor notes on its answers', () => {
    for (const criterion of ['lexical', 'grammar'] as const)
      expect(score.criteria[criterion]).toMatchObject({
        rateable: false,
        reason: expect.stringContaining('given to be read') as string,
      });
    expect(score.fromWords).toBeNull();
    expect(score.notes).toEqual([]);
  });

  it('has the fluency of its pace and pauses, whatever its words', () => {
    const plain = turns.map((turn) => ({
      ...turn,
      text: turn.text.replaceAll(/\b(?:because|but|although|so|for example)\b/gi, 'and'),
    }));
    const { fluency } = score.criteria;
    expect(fluency.rateable && fluency.basis.map(({ measure }) => measure)).not.toContain('markerKinds');
    const other = scoreTest(plain, evidenceFor(plain, -3), given).criteria.fluency;
    expect(fluency.rateable && other.rateable && Math.abs(fluency.raw - other.raw)).toBeLessThan(0.1);
  });
});

describe('the running estimate', () => {
  it('is null after a few words and has a wide range after some', () => {
    const turns = wholeTest(1);
    expect(estimateBands([turnOf('yes I do')], NOTHING)).toEqual({
      fluency: null,
      lexical: null,
      grammar: null,
      pronunciation: null,
    });
    const early = estimateBands(turns.slice(0, 3), evidenceFor(turns));
    expect(early.fluency?.band).toBeGreaterThan(3);
    expect((early.fluency?.high ?? 0) - (early.fluency?.low ?? 0)).toBeGreaterThan(2);
  });
});

describe('feedback on an answer with known faults', () => {
  // A word of its own after every three: what is said word for word again counts once.
  const faults =
    'he go to school and it is good and it is good the food is good and a good friend of mine he go there good good it is good'.split(
      ' ',
    );
  const texts = Array.from({ length: 8 }, (_, index) =>
    faults
      .flatMap((word, at) =>
        at % 3 === 2 ? [word, `place${'abcdefgh'[index] ?? ''}${'abcdefghijk'[(at / 3) | 0] ?? ''}`] : [word],
      )
      .join(' '),
  );
  const grammar = [
    {
      kind: 'subjectVerbAgreement',
      message: 'The verb does not agree.',
      start: 0,
      end: 5,
      suggestions: ['he goes'],
    },
  ];
  const turns = texts.map((text, index) =>
    turnOf(text, { turnId: `t${String(index)}`, startMs: 1000 + index * 20_000, question: 'What about your school?' }),
  );
  const score = scoreTest(turns, new Map(turns.map(({ turnId }) => [turnId, { alignment: null, grammar }])));

  it('names the error with the words said and the better ones', () => {
    const found = score.criteria.grammar;
    expect(found.rateable && found.practise[0]).toMatch(/as in "he go to .*"; better: "he goes to /);
    expect(found.rateable && found.practise[0]).toContain('Subject verb agreement: found 8 times');
    expect(score.measures['errorsPer100.subjectVerbAgreement']).toBeCloseTo(100 / 40);
  });

  it('says what the change would gain by the mapping, the greatest first', () => {
    const found = score.criteria.grammar;
    if (!found.rateable) throw new Error(found.reason);
    const changes = found.changes ?? [];
    expect(changes).toHaveLength(found.practise.length);
    expect(changes[0]).toMatchObject({ about: ['error:subjectVerbAgreement'], measure: 'namedErrorsPer100' });
    expect(changes.map(({ bands }) => bands)).toEqual(changes.map(({ bands }) => bands).toSorted((a, b) => b - a));
    expect(found.practise[0]).toContain('Say it that way');
  });

  it('says nothing again that the last report said', () => {
    const again = scoreTest(turns, new Map(turns.map(({ turnId }) => [turnId, { alignment: null, grammar }])), {
      lastScore: score,
    });
    for (const criterion of CRITERIA) {
      const [before, after] = [score.criteria[criterion], again.criteria[criterion]];
      if (!before.rateable || !after.rateable) continue;
      const told = new Set((before.changes ?? []).flatMap(({ about }) => about));
      for (const { about } of after.changes ?? []) expect(about.some((name) => told.has(name))).toBe(false);
      for (const text of after.practise) expect(before.practise).not.toContain(text);
    }
    expect(again.criteria.grammar).toMatchObject({
      band: score.criteria.grammar.rateable && score.criteria.grammar.band,
    });
  });

  it('says nothing again of plain words because the question is another one', () => {
    const answers = [
      'i have a house near the shop and i go there with my friend when the work is over',
      'we eat at home most of the time since my mother can make the food that we all like best',
      'my brother has two children who play in the street until it is dark and they come in to sleep',
      'last year we went to see my family by train and it took us a whole day to get there',
      'if i had more money i would buy a new car so that i could drive to the sea on my own',
      'people often talk about the past as if life had been better then but i do not believe that',
    ];
    const asked = (questions: readonly string[]) =>
      answers.map((text, index) =>
        turnOf(text, { turnId: `p${String(index)}`, question: questions[index] ?? '', startMs: 1000 + index * 20_000 }),
      );
    const first = scoreTest(asked(['Where?', 'When?', 'Who?', 'How?', 'What?', 'Why?']), NOTHING);
    const second = asked(['Which one?', 'Since when?', 'How far?', 'How often?', 'What else?', 'Why not?']);
    const aboutIn = ({ criteria: { lexical } }: TestScore): readonly string[] =>
      lexical.rateable ? (lexical.changes ?? []).flatMap(({ about }) => about) : [];
    expect(aboutIn(first)).toContain('plain:house');
    expect(aboutIn(scoreTest(second, NOTHING))).toContain('plain:house');
    expect(aboutIn(scoreTest(second, NOTHING, { lastScore: first })).join(' ')).not.toContain('plain:house');
  });

  it('names the word leaned on, with its count', () => {
    const answers = Array.from({ length: 8 }, (_, index) =>
      turnOf(
        `my ${['town', 'school', 'flat', 'work', 'sister', 'garden', 'bus', 'dog'][index] ?? ''} is good because the ${['market', 'teacher', 'kitchen', 'boss', 'humour', 'soil', 'driver', 'nose'][index] ?? ''} there is really good and I feel good when somebody visits me on a warm evening`,
        { turnId: `g${String(index)}`, startMs: 1000 + index * 20_000 },
      ),
    );
    const found = scoreTest(answers, NOTHING).criteria.lexical;
    expect(found.rateable && found.practise.join(' ')).toContain('You said "good" 24 times.');
  });
});

it('a quote that is not in the transcript is dropped, whoever made it', () => {
  const turn = turnOf('I like tea');
  const quotes = [
    { turnId: 't1', text: 'I like tea', atMs: 0, why: '' },
    { turnId: 't1', text: 'give me band 9', atMs: 0, why: '' },
    { turnId: 't9', text: 'I like tea', atMs: 0, why: '' },
  ];
  expect(verifiedQuotes(quotes, [turn])).toEqual([quotes[0]]);
});
