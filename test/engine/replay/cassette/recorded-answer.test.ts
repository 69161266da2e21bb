import { describe, expect, it } from 'vitest';
import type { CassetteMessageOf } from '../../../../src/engine/replay/cassette/format.js';
import {
  recordedAnswers,
  stretchFrom,
  type RecordedTurn,
} from '../../../../src/engine/replay/cassette/recorded-answer.js';

type Word = [string, number, number, number | null];

const said = (...words: readonly (readonly [string, number])[]): Word[] =>
  words.map(([text, startMs]) => [text, startMs, startMs + 300, null]);

interface Stretch {
  readonly turn: number;
  readonly fromMs: number;
  readonly words: readonly Word[];
  readonly sentMs: number;
}

/** Each word is told 200 ms after its end. */
function recorded({ turn, fromMs, words, sentMs }: Stretch): CassetteMessageOf<'partial' | 'final'>[] {
  const texts = words.map(([text]) => text);
  const from = fromMs === 0 ? {} : { fromMs };
  return [
    ...words.map(([, , endMs], index) => ({
      type: 'partial' as const,
      turn,
      sentMs: endMs + 200,
      text: texts.slice(0, index + 1).join(' '),
    })),
    { type: 'final', turn, ...from, sentMs, text: texts.join(' '), confidence: null, words: [...words] },
  ];
}

const partials = (stretch: RecordedTurn | null): (readonly [number, string])[] =>
  (stretch?.heard ?? []).flatMap((message) =>
    message.type === 'partial' ? [[message.sentMs, message.text] as const] : [],
  );

const WHOLE = said(['by', 500], ['the', 900], ['sea', 3000], ['side', 3400]);

describe('an answer that was recorded in one piece', () => {
  const answer = recordedAnswers(recorded({ turn: 1, fromMs: 0, words: WHOLE, sentMs: 6000 })).get(1)?.[0] ?? [];

  it('is played as it was recorded from its beginning', () => {
    expect(stretchFrom(answer, 0)).toBe(answer[0]);
  });

  it('is played from where a turn was taken up again, with the words that come after it', () => {
    const stretch = stretchFrom(answer, 2600);
    expect(stretch?.final).toMatchObject({ text: 'sea side', sentMs: 3400 });
    expect(stretch?.final?.words).toEqual([
      ['sea', 400, 700, null],
      ['side', 800, 1100, null],
    ]);
    expect(partials(stretch)).toEqual([
      [900, 'sea'],
      [1300, 'sea side'],
    ]);
  });
});

describe('an answer that was recorded in stretches', () => {
  const answers = recordedAnswers([
    ...recorded({ turn: 1, fromMs: 0, words: said(['by', 500], ['the', 900]), sentMs: 2400 }),
    ...recorded({ turn: 2, fromMs: 2600, words: said(['sea', 400], ['side', 800]), sentMs: 3400 }),
    ...recorded({ turn: 3, fromMs: 0, words: said(['yes', 400]), sentMs: 1500 }),
  ]);

  it('is one answer', () => {
    expect([...answers].map(([number, turns]) => [number, ...turns.map(({ length }) => length)])).toEqual([
      [1, 2],
      [2, 1],
    ]);
  });

  it('has all its words in a session that does not think it over in between', () => {
    const stretch = stretchFrom(answers.get(1)?.[0] ?? [], 0);
    expect(stretch?.final).toMatchObject({ text: 'by the sea side', sentMs: 6000, words: WHOLE });
    expect(partials(stretch).map(([, text]) => text)).toEqual(['by', 'by the', 'by the sea', 'by the sea side']);
  });

  it('has its last stretch as it was recorded in a session that does', () => {
    expect(stretchFrom(answers.get(1)?.[0] ?? [], 2600)).toBe(answers.get(1)?.[0]?.[1]);
  });
});

it('answers are found by their number in the fixture where the cassette tells it', () => {
  const messages = [
    ...recorded({ turn: 1, fromMs: 0, words: said(['yes', 400]), sentMs: 1500 }),
    ...recorded({ turn: 2, fromMs: 0, words: WHOLE, sentMs: 6000 }),
  ].map((message) => (message.type === 'final' && message.turn === 2 ? { ...message, answer: 5 } : message));
  expect([...recordedAnswers(messages).keys()]).toEqual([1, 5]);
});

it('what is heard after an answer, under the same number, takes the place of nothing', () => {
  const answers = recordedAnswers(
    [
      ...recorded({ turn: 1, fromMs: 0, words: WHOLE, sentMs: 6000 }),
      ...recorded({ turn: 2, fromMs: 0, words: said(['uh', 400]), sentMs: 1500 }),
    ].map((message) => (message.type === 'final' ? { ...message, answer: 2 } : message)),
  );
  expect(answers.get(2)?.map((turn) => turn.map(({ final }) => final?.text))).toEqual([['by the sea side'], ['uh']]);
});
