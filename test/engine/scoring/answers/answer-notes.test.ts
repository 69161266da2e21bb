import { describe, expect, it } from 'vitest';
import { answerNotes } from '../../../../src/engine/scoring/answers/answer-notes.js';
import { developmentOf, isUndeveloped } from '../../../../src/engine/scoring/answers/development.js';
import { copiedFrom, longestSharedRun } from '../../../../src/engine/scoring/answers/prepared.js';
import { stockPhrasesIn } from '../../../../src/engine/scoring/answers/stock-phrases.js';
import { measureTest } from '../../../../src/engine/scoring/measures/measure.js';
import { MAPPING } from '../../../../src/engine/scoring/rating/mapping-data.js';
import { scoreTest } from '../../../../src/engine/scoring/score-test.js';
import type { AnswerNote, ScoredTurn } from '../../../../src/engine/scoring/types.js';
import { FIRST, LATER, type ShortAnswer } from './short-answers.js';
import { ANSWERS, turnOf, wholeTest } from '../support/turns.js';

function notesOn(turns: readonly ScoredTurn[]): readonly AnswerNote[] {
  return answerNotes(measureTest(turns, new Map(), MAPPING.settings, { pitch: false }));
}

const kinds = (turns: readonly ScoredTurn[]): readonly string[] => notesOn(turns).map(({ kind }) => kind);
const plain = (text: string): readonly string[] => text.split(' ');

describe('development', () => {
  it('counts reasons, examples, contrasts and details by hand', () => {
    const words = plain(
      'I like it because it is quiet but last year for example they built a road so we moved although my friend stayed',
    );
    // because, "so we"; for example; but, although; "last year", "my friend"
    expect(developmentOf(words)).toEqual({ words: 23, reasons: 2, examples: 1, contrasts: 2, details: 2 });
    expect(developmentOf(plain('yes I do'))).toEqual({ words: 3, reasons: 0, examples: 0, contrasts: 0, details: 0 });
  });

  it.each([
    ['i swim every day as i live near the sea', 1],
    ['we go by train as my parents are afraid of flying', 1],
    ['call me as soon as you are there and do it as i said', 0],
    ['i listen to music as i walk and it gets better as time goes on', 0],
  ])('takes "as" for a reason where it tells one: %s', (text, reasons) => {
    expect(developmentOf(plain(text)).reasons).toBe(reasons);
  });

  it.each([
    ['cause nobody plans for the weather', 1],
    ["i stay at home 'cause it rains cos we are in wales", 2],
    ['the main cause they name is a cause it can have', 0],
    ['cars cause people to be ill and noise can cause my neighbours a lot of stress', 0],
    ['i like the market cause people talk to each other', 1],
  ])('takes "cause" for "because" before a subject: %s', (text, reasons) => {
    expect(developmentOf(plain(text)).reasons).toBe(reasons);
  });

  const judged = (answers: readonly ShortAnswer[], isDeveloped: boolean) => {
    const those = answers.filter((each) => each.isDeveloped === isDeveloped);
    const noted = those.filter(({ part, question, answer }) => isUndeveloped(part, question, plain(answer)));
    return { answers: those.length, noted: noted.length };
  };

  it('is missed in answers that say no more than their question, whatever words they say it with, as the docs tell', () => {
    expect(judged(FIRST, true)).toEqual({ answers: 37, noted: 1 });
    expect(judged(FIRST, false)).toEqual({ answers: 24, noted: 24 });
    expect(judged(LATER, true)).toEqual({ answers: 20, noted: 3 });
    expect(judged(LATER, false)).toEqual({ answers: 14, noted: 13 });
  });

  it('is missed in Part 1 where nothing but a few words comes, answer after answer', () => {
    const answers = ['in madrid', 'a bakery', 'at six', 'my alarm clock', 'i bake when it rains because i have time'];
    const said = (texts: readonly string[]) =>
      kinds(texts.map((text, index) => turnOf(text, { turnId: `t${String(index)}`, question: 'What is it?' })));
    expect(said(answers)).toEqual(['undeveloped']);
    expect(said(answers.slice(2))).toEqual([]);
  });

  it('is missed in Part 3 when two answers stop at once, and one is nothing', () => {
    const short = (turnId: string) => turnOf('yes I think they are', { turnId, part: 'part3', startMs: 1000 });
    expect(kinds([short('t1')])).toEqual([]);
    const [note] = notesOn([short('t1'), short('t2'), turnOf(ANSWERS[4]!, { turnId: 't3', part: 'part3' })]);
    expect(note).toMatchObject({ kind: 'undeveloped', turnId: 't1', text: 'yes I think they are' });
    expect(note?.why).toContain('2 of 3 answers in Part 3 stop before a reason');
  });

  it('is not missed in short answers of Part 1 that say all there is to say', () => {
    const answers = ['in the north of Spain', 'because my family lives there', 'since I was six years old'];
    expect(kinds(answers.map((text, index) => turnOf(text, { turnId: `t${String(index)}`, part: 'part1' })))).toEqual(
      [],
    );
  });

  it('is missed in a long turn of a few words, not in the short questions after a full one', () => {
    const long = turnOf(ANSWERS[3]!, { turnId: 'long', part: 'part2' });
    const after = turnOf('no not really', { turnId: 'after', part: 'part2' });
    expect(kinds([long, after])).toEqual([]);
    expect(kinds([turnOf('I want to describe my uncle he is nice', { part: 'part2' })])).toEqual(['undeveloped']);
  });
});

describe('an answer that may be prepared', () => {
  const usual = [0, 1, 2, 4, 5].map((index) =>
    turnOf(ANSWERS[index]!.replaceAll(' ', ' ').replace(/ (?=\w+ \w+ \w+$)/, ' um '), {
      turnId: `u${String(index)}`,
      part: index < 3 ? 'part1' : 'part3',
    }),
  );
  const LEARNT =
    'in this day and age technology plays an important role and it broadens my horizons because we can study everything on the internet and every student has a computer at home so it goes without saying that life is easier than in the past for all of us';

  it('shows one sign: nothing is said', () => {
    expect(
      kinds([
        ...usual,
        turnOf(LEARNT, { turnId: 'x', part: 'part3', question: 'How has technology changed studying?' }),
      ]),
    ).not.toContain('prepared');
  });

  it('shows set phrases and runs much faster than the rest: both are named', () => {
    const slow = usual.map((turn, index) =>
      turnOf(ANSWERS[[0, 1, 2, 4, 5][index]!]!, { turnId: turn.turnId, wordMs: 420 }),
    );
    const fast = turnOf(LEARNT, {
      turnId: 'x',
      part: 'part3',
      wordMs: 220,
      question: 'How has technology changed studying?',
    });
    const note = notesOn([...slow, fast]).find(({ kind }) => kind === 'prepared');
    expect(note?.turnId).toBe('x');
    expect(note?.why).toMatch(
      /runs at \d+ syllables a minute with 0\.0 pauses.*set phrases \("in this day and age", "plays an important role"/,
    );
  });

  it('is strung together from five set phrases: no times are needed', () => {
    const learnt =
      'There is no denying the fact that a good teacher plays a pivotal role in our lives. Teachers broaden our horizons, but every coin has two sides. It is of paramount importance that they like what they do and keep abreast of the times';
    const notes = (text: string) =>
      notesOn([...usual, turnOf(text, { turnId: 'x', part: 'part3', question: 'What makes a good teacher?' })]);
    const note = notes(learnt).find(({ kind }) => kind === 'prepared');
    expect(note?.turnId).toBe('x');
    expect(note?.why).toContain('6 set phrases ("no denying the fact"');
    const fewer = learnt.replace('plays a pivotal role', 'matters').replace('broaden our horizons', 'help us');
    expect(notes(fewer).map(({ kind }) => kind)).not.toContain('prepared');
  });

  it('repeats an earlier answer word for word, beside set phrases', () => {
    const again = [
      turnOf(LEARNT, { turnId: 'a', part: 'part1' }),
      ...usual,
      turnOf(LEARNT, { turnId: 'b', part: 'part3' }),
    ];
    const note = notesOn(again).find(({ kind }) => kind === 'prepared');
    expect(note).toMatchObject({ turnId: 'b' });
    expect(note?.why).toContain('word for word in an earlier answer');
  });

  it('is none of the six answers of a usual test, however fluent', () => {
    for (const wordMs of [180, 300, 450]) {
      const turns = ANSWERS.map((text, index) =>
        turnOf(text, { turnId: `t${String(index)}`, part: index === 3 ? 'part2' : 'part3', wordMs }),
      );
      expect(kinds(turns)).not.toContain('prepared');
    }
  });

  it('is never a typed one', () => {
    expect(
      kinds([turnOf(LEARNT, { turnId: 'a', typed: true }), turnOf(LEARNT, { turnId: 'b', typed: true })]),
    ).not.toContain('prepared');
  });
});

describe('signs, by hand', () => {
  it('the longest run of words that two answers share', () => {
    expect(longestSharedRun(plain('a b c d e'), plain('x b c d y'))).toEqual(['b', 'c', 'd']);
    expect(longestSharedRun(plain('a b'), plain('c d'))).toEqual([]);
  });

  it('the share of words in runs of four from the question', () => {
    const question = 'What do you like to do indoors on a rainy day?';
    // "like to do indoors on a rainy day": 8 of 10 words.
    expect(copiedFrom(question, plain('I really like to do indoors on a rainy day'))).toBeCloseTo(8 / 10);
    expect(copiedFrom(question, plain('I like to read on rainy days'))).toBe(0);
  });

  it('set phrases with their places', () => {
    expect(stockPhrasesIn(plain('well last but not least it goes without saying'))).toEqual([
      { text: 'last but not least', index: 1 },
      { text: 'it goes without saying', index: 5 },
    ]);
  });
});

it('a note that an answer is off its question names what it keeps to, and says that it may be wrong', () => {
  const question = 'What sometimes keeps you awake at night?';
  const text =
    'the bar across the street has a terrible rock band with drums and a guitar and a singer who screams the same three songs';
  const [note] = notesOn([turnOf(text, { question })]);
  expect(note).toMatchObject({ kind: 'offQuestion' });
  expect(note?.why).toContain('(rock, band, drum, guitar)');
  expect(note?.why).toContain('if you did answer it, never mind');
});

it('notes move no band', () => {
  const turns = wholeTest(2);
  const moved = turns.map((turn) => ({
    ...turn,
    question: 'Which vegetables grow in gardens, and which fruit grows on trees?',
  }));
  const [before, after] = [scoreTest(turns, new Map()), scoreTest(moved, new Map())];
  expect(after.notes).not.toEqual(before.notes);
  for (const criterion of ['fluency', 'lexical', 'grammar'] as const) {
    const [one, other] = [before.criteria[criterion], after.criteria[criterion]];
    expect(one.rateable && one.raw).toBe(other.rateable && other.raw);
  }
});
