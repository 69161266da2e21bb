import { expect, it } from 'vitest';
import type { FixtureAnswer } from '../../../src/engine/replay/fixture/answer-schema.js';
import { unsaidAnswers } from '../../../src/engine/replay/unsaid-answers.js';

it('answers that nobody said are noted, so that an early end does not look like a fixture that passes as before', () => {
  const answers = Array.from({ length: 7 }, (_, index) =>
    index === 4 ? { silence: 9000 } : { text: 'By bus.' },
  ) as unknown as readonly FixtureAnswer[];
  const said = (...numbers: number[]) => numbers.map((answer) => ({ answer, turnId: 't', audio: null }));
  expect(unsaidAnswers(answers, said(1, 2, 4))).toEqual([
    {
      code: 'fixture.unsaid',
      message: 'Answers 3, 6 to 7 were never said: the session asked for no more, or ended before.',
    },
  ]);
  expect(unsaidAnswers(answers, said(1, 2, 3, 4, 6))[0]?.message).toMatch(/^Answer 7 was never said/);
  expect(unsaidAnswers(answers, said(1, 2, 3, 4, 6, 7))).toEqual([]);
});
