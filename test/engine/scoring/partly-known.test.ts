/** What is known of some answers only: times of words, sounds that fit, how long an answer was. */
import { describe, expect, it } from 'vitest';
import { scoreTest } from '../../../src/engine/scoring/score-test.js';
import type { ScoredTurn } from '../../../src/engine/scoring/types.js';
import { unknownWidening } from '../../../src/engine/scoring/rating/calibration.js';
import { alignmentOf, ANSWERS, evidenceFor, turnOf } from './support/turns.js';

const PARTS = ['part1', 'part2', 'part3'] as const;
const spoken = [0, 1].flatMap((round) =>
  ANSWERS.map((text, index) =>
    turnOf(text, { turnId: `t${String(round)}-${String(index)}`, part: PARTS[index % 3] ?? 'part1' }),
  ),
);
const untimed = (turn: ScoredTurn): ScoredTurn => ({ ...turn, words: [], segments: [], startMs: 0, endMs: 0 });
const fluencyOf = (turns: readonly ScoredTurn[]) => scoreTest(turns, new Map()).criteria.fluency;

describe('times of words', () => {
  const none = fluencyOf(spoken.map(untimed));

  it('in one answer of many change nothing: fluency is rated from the text', () => {
    const one = fluencyOf(spoken.map((turn, index) => (index === 0 ? turn : untimed(turn))));
    if (!one.rateable || !none.rateable) throw new Error(one.rateable ? 'not rateable' : one.reason);
    expect(one.raw).toBeCloseTo(none.raw, 5);
    expect(one.caveat).toMatch(/text alone/);
  });

  it('in most answers count, and the report tells of how many they are not known', () => {
    const most = fluencyOf(spoken.map((turn, index) => (index > 2 ? turn : untimed(turn))));
    if (!most.rateable || !none.rateable) throw new Error('not rateable');
    expect(most.raw).not.toBeCloseTo(none.raw, 2);
    expect(most.caveat).toMatch(/^Speed and pauses are not known of \d+ of \d+ answers/);
    const all = fluencyOf(spoken);
    expect(all.rateable && all.caveat).toBeFalsy();
  });
});

it('words whose sounds could not be fitted are not counted as found in the audio', () => {
  const evidence = evidenceFor(spoken);
  const known = scoreTest(spoken, evidence).measures['alignedWords'] ?? 0;
  const [first] = spoken;
  const found = first && evidence.get(first.turnId);
  if (!found) throw new Error('no evidence');
  const alignment = alignmentOf(first);
  const unfitted = { ...alignment, words: alignment.words.map((word) => ({ ...word, phones: [] })) };
  const without = new Map(evidence).set(first.turnId, { ...found, alignment: unfitted });
  expect(scoreTest(spoken, without).measures['alignedWords']).toBe(known - alignment.words.length);
});

describe('one recording, cut by the program at its pauses', () => {
  const cut = spoken.map((turn) => ({ ...turn, cut: { pauseMs: 2000, atBoundary: true } }));
  const [whole, pieces] = [scoreTest(spoken, new Map()), scoreTest(cut, new Map(), { partsUnknown: true })];

  it('has a wider range, since nobody knows how long its answers are', () => {
    for (const criterion of ['lexical', 'grammar'] as const) {
      const [known, unknown] = [whole.criteria[criterion], pieces.criteria[criterion]];
      if (!known.rateable || !unknown.rateable) throw new Error('not rateable');
      expect(unknown.raw - unknown.low).toBeGreaterThan(1.05 * (known.raw - known.low));
    }
    expect(pieces.criteria.fluency).toMatchObject({
      caveat: expect.stringMatching(
        /one recording.* Its \d+ long silences count as pauses: where the examiner spoke, Fluency is too low/,
      ) as string,
    });
    expect(unknownWidening({ ...whole.measures, wordsPerAnswer: null } as never, 0)).toBeGreaterThan(1.05);
    expect(unknownWidening(whole.measures as never, 0)).toBe(1);
  });

  it('is not told that its pieces are short answers', () => {
    const short = Array.from({ length: 6 }, (_, index) => turnOf('no not really', { turnId: `s${String(index)}` }));
    const kinds = (turns: readonly ScoredTurn[]) =>
      scoreTest(turns, new Map(), { partsUnknown: true }).notes?.map(({ kind }) => kind);
    expect(kinds(short)).toContain('undeveloped');
    const reason = scoreTest(cut.slice(0, 6), new Map(), { partsUnknown: true }).overall;
    expect(kinds(short.map((turn) => ({ ...turn, cut: { pauseMs: 0, atBoundary: true } })))).not.toContain(
      'undeveloped',
    );
    expect(reason.rateable ? '' : reason.reason).toMatch(/this is a recording of \d+ words/);
  });
});
