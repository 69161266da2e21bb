import { describe, expect, it } from 'vitest';
import type { GrammarIssue } from '../../../src/engine/ports/grammar-checker.js';
import { scoreTest } from '../../../src/engine/scoring/score-test.js';
import type { TurnEvidence } from '../../../src/engine/scoring/types.js';
import { alignmentOf, wholeTest } from './support/turns.js';

const TURNS = wholeTest();
const ISSUE: GrammarIssue = { kind: 'agreement', message: 'Check the verb.', start: 0, end: 6, suggestions: [] };

/** With one error in each answer that was checked. */
function scored(isChecked: (index: number) => boolean) {
  const evidence = TURNS.map((turn, index): [string, TurnEvidence] => [
    turn.turnId,
    { alignment: alignmentOf(turn), grammar: isChecked(index) ? [ISSUE] : null },
  ]);
  const { criteria, measures } = scoreTest(TURNS, new Map(evidence));
  if (!criteria.grammar.rateable) throw new Error(criteria.grammar.reason);
  return { ...criteria.grammar, measures };
}

describe('errors in typed answers', () => {
  const scoredAs = (typed: boolean, issues: readonly GrammarIssue[] | null) => {
    const turns = TURNS.map((turn) => (typed ? { ...turn, typed, words: [], segments: [] } : turn));
    const evidence = turns.map((turn): [string, TurnEvidence] => [turn.turnId, { alignment: null, grammar: issues }]);
    const { grammar } = scoreTest(turns, new Map(evidence)).criteria;
    if (!grammar.rateable) throw new Error(grammar.reason);
    return grammar;
  };

  it('cost twice as much as in spoken ones, where a recogniser may have made them', () => {
    const lost = (typed: boolean): number => scoredAs(typed, []).raw - scoredAs(typed, [ISSUE]).raw;
    expect(lost(false)).toBeGreaterThan(0.3);
    expect(lost(true) / lost(false)).toBeCloseTo(2, 1);
  });

  it('make the range twice as much longer where nobody looked for them', () => {
    const longer = (typed: boolean): number => {
      const [known, unknown] = [scoredAs(typed, []), scoredAs(typed, null)];
      return unknown.raw - unknown.low - (known.raw - known.low);
    };
    expect(longer(true) / longer(false)).toBeCloseTo(2, 1);
  });
});

describe('errors that nobody looked for', () => {
  const [all, half, none] = [scored(() => true), scored((index) => index % 12 < 6), scored(() => false)];

  it('are not known, instead of none', () => {
    expect(none.measures).toMatchObject({ errorsPer100: null, namedErrorsPer100: null, errorFreeClauseShare: null });
    expect(half.measures['namedErrorsPer100']).toBeCloseTo(all.measures['namedErrorsPer100'] ?? 0);
  });

  it('are said to be so beside the band, whose range reaches further down', () => {
    expect(all.caveat).toBeUndefined();
    expect(half.caveat).toMatch(/not known in 12 of 24 answers/);
    expect(none.caveat).toMatch(/^Errors are not known, .* may be too high/);
    const below = ({ raw, low }: typeof all): number => raw - low;
    expect(below(half)).toBeGreaterThan(below(all) + 0.3);
    expect(below(none)).toBeGreaterThan(below(half) + 0.3);
  });

  it('are not guessed from the only answer that was checked', () => {
    const one = scored((index) => index === 0);
    expect(all.raw).toBeLessThan(none.raw - 0.8);
    expect(one.raw).toBeGreaterThan(none.raw - 0.2);
    expect(none.raw - one.raw).toBeLessThanOrEqual(none.raw - half.raw);
  });

  it('give no sentence the praise of having no error', () => {
    expect(none.quotes.filter(({ why }) => why.includes('no error'))).toEqual([]);
  });
});
