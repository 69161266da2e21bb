/** Answers that no honest provider gives. Each is refused as a whole or costs its opinion, and the measured bands stand. */
import { expect, it } from 'vitest';
import { reportScoring } from '../../../../src/engine/reports/report-model.js';
import { CombinedRater } from '../../../../src/engine/scoring/model-rating/combined-rater.js';
import { modelOpinion } from '../../../../src/engine/scoring/model-rating/model-opinion.js';
import { MeasuredRater } from '../../../../src/engine/scoring/rating/measured-rater.js';
import { scoreTest } from '../../../../src/engine/scoring/score-test.js';
import type { TestScore } from '../../../../src/engine/scoring/types.js';
import { scriptedLanguageModel } from '../../../support/scripted-language-model.js';
import { wholeTest } from '../support/turns.js';

const TURNS = wholeTest(2);
const SAID = TURNS[0]?.text.split(' ').slice(0, 5).join(' ') ?? '';
const MEASURED = scoreTest(TURNS, new Map());

/** An answer as text, so that it may hold what JSON has no word for. */
const answer = (band: string, { turn = '1', quote = JSON.stringify(SAID), reason = '"Clear."' } = {}): string => {
  const judged = `{"evidence":[{"turn":${turn},"quote":${quote},"shows":"x"}],"band":${band},"reason":${reason}}`;
  return `{"fluency":${judged},"lexical":${judged},"grammar":${judged}}`;
};

async function scored(text: string): Promise<TestScore> {
  const opinion = await modelOpinion(TURNS, { languageModel: scriptedLanguageModel([{ text }]) });
  if (opinion === null) throw new Error('The model was asked.');
  if (!('criteria' in opinion)) return { ...MEASURED, secondOpinion: opinion };
  return scoreTest(TURNS, new Map(), { rater: new CombinedRater(new MeasuredRater(), opinion) });
}
const bandsOf = ({ criteria }: TestScore): unknown =>
  Object.values(criteria).map((each) => (each.rateable ? [each.raw, each.low, each.high] : null));

it('an honest answer moves the bands here, so that the others could', async () => {
  expect(bandsOf(await scored(answer('7')))).not.toEqual(bandsOf(MEASURED));
});

it.each([
  ['with keys that nobody asked for', answer('7').replace('{', '{"__proto__":{"band":9},"pronunciation":9,')],
  ['with half a band: the whole one below counts', answer('7.5')],
])('an answer %s is not thrown away', async (_, text) => {
  expect(bandsOf(await scored(text))).toEqual(bandsOf(await scored(answer('7'))));
});

it.each([
  ['a band above 9', answer('10')],
  ['half a band above 9', answer('9.5')],
  ['a band far above 9', answer('1e308')],
  ['a band below 0', answer('-1')],
  ['a band that is no number', answer('NaN')],
  ['a band without end', answer('1e999')],
  ['a band between the whole ones', answer('6.25')],
  ['a band in quotation marks', answer('"9"')],
  ['no band', answer('null')],
  ['a turn of 0', answer('7', { turn: '0' })],
  ['half a turn', answer('7', { turn: '1.5' })],
  ['a quote of five million characters', answer('7', { quote: JSON.stringify('so '.repeat(1_700_000)) })],
  ['a reason of a million characters', answer('7', { reason: JSON.stringify('x'.repeat(1_000_000)) })],
  ['braces without end', '{"a":'.repeat(50_000)],
  ['a list', `[${answer('7')}`.replace('[{', '[[')],
  ['nothing', ''],
])('%s: refused, and the measured bands stand', async (_, text) => {
  const score = await scored(text);
  expect(score.secondOpinion).toMatchObject({
    available: false,
    why: expect.stringContaining('right shape') as string,
  });
  expect(bandsOf(score)).toEqual(bandsOf(MEASURED));
});

it.each([
  ['names a turn that is none', answer('7', { turn: '9007199254740991' })],
  ['quotes what was never said', answer('7', { quote: '"a most erudite disquisition"' })],
  ['quotes one word', answer('7', { quote: JSON.stringify(SAID.split(' ')[0]) })],
  ['quotes nothing', answer('7', { quote: '"..."' })],
  ['quotes only signs', answer('7', { quote: '"\\u200b\\u202e *** {}"' })],
])('an answer that %s is not believed', async (_, text) => {
  const score = await scored(text);
  expect(score.secondOpinion).toMatchObject({ available: true, criteria: [] });
  expect(bandsOf(score)).toEqual(bandsOf(MEASURED));
});

it('codes that steer a terminal reach no report', async () => {
  const steering = '\u001b[2J\u001b]0;owned\u0007\u202eNine';
  const turns = await modelOpinion(TURNS, {
    languageModel: scriptedLanguageModel([{ text: answer('7', { reason: JSON.stringify(steering) }) }]),
  });
  if (turns === null || !('criteria' in turns)) throw new Error('The answer has the right shape.');
  const score = scoreTest(TURNS, new Map(), { rater: new CombinedRater(new MeasuredRater(), turns, 'alone') });
  const shown = JSON.stringify(reportScoring(score));
  expect(shown).toContain('Nine');
  expect(shown).not.toMatch(/\\u001b|\\u0007|\u202e|owned/);
});
