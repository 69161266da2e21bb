import { expect, it } from 'vitest';
import { secondOpinionText } from '../../../../src/engine/reports/wording.js';
import { modelOpinion } from '../../../../src/engine/scoring/model-rating/model-opinion.js';
import { createSessionScorer } from '../../../../src/engine/scoring/score-session.js';
import type { SecondOpinion } from '../../../../src/engine/scoring/types.js';
import type { SessionEvent } from '../../../../src/engine/session/log/events.js';
import { turnOf } from '../support/turns.js';
import { scriptedLanguageModel } from '../../../support/scripted-language-model.js';

const opinion = (change: object): SecondOpinion =>
  ({
    available: true,
    rater: 'groq:m',
    version: '1',
    samples: 3,
    tokens: 900,
    criteria: [],
    ...change,
  }) as SecondOpinion;

it('tells both raters and how near they are', () => {
  const criteria = [
    { criterion: 'fluency', measured: 6, band: 6.3, low: 6, high: 7, used: true, reason: '', quotes: [] },
    { criterion: 'lexical', measured: 5, band: 9, low: 9, high: 9, used: false, reason: '', quotes: [] },
  ];
  expect(secondOpinionText(opinion({ criteria }))).toBe(
    'Second opinion by groq:m, 3 samples, 900 tokens: fluency 6.3 (samples 6 to 7, measured 6.0), ' +
      'lexical 9.0 (measured 5.0, set aside as too far off); within half a band in 1 of 2.',
  );
});

it.each([
  ['what it cost', 0.00234, '900 tokens, about $0.0023: '],
  ['that it was free', 0, '900 tokens, free of charge: '],
  ['that nobody knows its price', null, '900 tokens, its price is not in the table: '],
])('tells %s', (_, costUsd, told) => {
  const criteria = [
    { criterion: 'fluency', measured: 6, band: 6, low: 6, high: 6, used: true, reason: '', quotes: [] },
  ];
  expect(secondOpinionText(opinion({ criteria, costUsd }))).toContain(told);
});

it('tells how many quotes were made up', () => {
  const criterion = { criterion: 'lexical', measured: 6, band: 6, low: 6, high: 6, used: true, reason: '', quotes: [] };
  const told = secondOpinionText(opinion({ criteria: [{ ...criterion, quoted: 9, madeUp: 2 }] }));
  expect(told).toContain('2 of the 9 quotes it gave were never said');
  expect(secondOpinionText(opinion({ criteria: [{ ...criterion, quoted: 9, madeUp: 0 }] }))).not.toContain(
    'never said',
  );
});

it('tells what was kept from it', () => {
  const criteria = [
    { criterion: 'lexical', measured: 6, band: 6, low: 6, high: 6, used: true, reason: '', quotes: [] },
  ];
  expect(secondOpinionText(opinion({ criteria, leftOut: 1 }))).toContain('One passage about ratings');
  expect(secondOpinionText(opinion({ criteria, leftOut: 3 }))).toContain('3 passages about ratings');
  expect(secondOpinionText(opinion({ criteria }))).not.toContain('about ratings');
});

it('tells what a model cost that gave no rating', async () => {
  const turn = turnOf('because it is near');
  const spoilt = await modelOpinion([turn], { languageModel: scriptedLanguageModel([{ text: 'Band nine!' }]) });
  // Asked twice, 11 tokens each.
  expect(spoilt).toMatchObject({ available: false, tokens: 22, costUsd: null });
  expect(secondOpinionText(spoilt as SecondOpinion)).toMatch(
    /22 tokens all the same \(its price is not in the table\)\.$/,
  );
  const unreachable = await modelOpinion([turn], {
    languageModel: scriptedLanguageModel([{ error: new Error('x.') }]),
  });
  expect(secondOpinionText(unreachable as SecondOpinion)).not.toContain('tokens');
});

it('scores by the measured rater alone when the model fails, and says so', async () => {
  const failures: string[] = [];
  const scorer = createSessionScorer({
    aligner: null,
    grammar: null,
    languageModel: scriptedLanguageModel([{ error: new Error('no route') }]),
    onFailure: (port) => failures.push(port),
  });
  const head = { version: 1, sequence: 1, atMs: 0, wallTime: '2026-01-01T00:00:00.000Z' } as const;
  const turn = { turnId: 't1', questionId: 'q1', part: 'part1', question: 'Why?' } as const;
  const events: SessionEvent[] = [
    { ...head, type: 'turn.started', turnId: 't1', questionId: 'q1', part: 'part1', moment: 'interview' },
    {
      ...head,
      type: 'transcript.final',
      turnId: 't1',
      text: 'because it is near',
      words: [],
      confidence: null,
      provider: 'typed',
    },
    {
      ...head,
      type: 'turn.ended',
      ...turn,
      reason: 'typed',
      startMs: 0,
      endMs: 2000,
      speechMs: 2000,
      segments: [],
      typed: true,
    },
  ];
  for (const event of events) scorer.onEvent(event);
  const score = await scorer.score();
  expect(score).toMatchObject({ rater: 'measured', secondOpinion: { available: false, why: 'no route' } });
  expect(failures).toEqual(['languageModel']);
});
