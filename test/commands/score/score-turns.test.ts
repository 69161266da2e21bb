import { expect, it } from 'vitest';
import { scoreTurns } from '../../../src/commands/score/score-turns.js';
import { alignmentOf, ANSWERS, turnOf } from '../../engine/scoring/support/turns.js';

it('answers whose alignment is known already are not aligned once more', async () => {
  const turns = ANSWERS.map((text, index) => ({
    ...turnOf(text, { turnId: `t${String(index)}` }),
    samples: new Int16Array(16_000),
  }));
  let asked = 0;
  const aligner = {
    id: 'counting',
    align: () => {
      asked += 1;
      return Promise.resolve(null);
    },
    close: () => Promise.resolve(),
  };
  const [first] = turns;
  if (!first) throw new Error('no answers');
  const { score } = await scoreTurns(
    turns,
    { aligner, grammar: null, modelRater: null },
    { alignments: new Map([[first.turnId, alignmentOf(first)]]) },
  );
  expect(asked).toBe(turns.length - 1);
  expect(score.measures['alignedWords']).toBe(first.words.length);
});
