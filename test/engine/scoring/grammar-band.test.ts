/** Real errors in real sentences, found by the rules of the product: they never raise the grammar band. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findErrors } from '../../../src/engine/scoring/grammar/find-errors.js';
import { turnsFromTranscript } from '../../../src/engine/scoring/input/transcript-turns.js';
import { scoreTest } from '../../../src/engine/scoring/score-test.js';
import type { TurnEvidence } from '../../../src/engine/scoring/types.js';
import { createHarperChecker, type HarperChecker } from '../../../src/providers/harper/harper-checker.js';
import { injectGrammarErrors } from '../../support/inject-grammar-errors.js';
import { ANSWERS } from './support/turns.js';

const LONG = ANSWERS.map((text) => text.replaceAll(/\[\d+\] ?/g, ''));

let tagger: HarperChecker;
beforeAll(() => {
  tagger = createHarperChecker();
});
afterAll(() => tagger.close());

async function grammarOf(answers: readonly string[]): Promise<number> {
  const turns = turnsFromTranscript({ turns: answers.map((text) => ({ text })) });
  const evidence = new Map<string, TurnEvidence>();
  for (const { turnId, text } of turns) {
    const grammar = findErrors(await tagger.tag(text)).map(({ start, end }) => ({
      kind: 'agreement',
      message: '',
      start,
      end,
      suggestions: [],
    }));
    evidence.set(turnId, { alignment: null, grammar });
  }
  const { grammar } = scoreTest(turns, evidence).criteria;
  return grammar.rateable ? grammar.raw : NaN;
}

it('falls, or stays, with every further error', async () => {
  for (const seed of [1, 2, 3]) {
    let before = await grammarOf(LONG);
    for (const share of [0.15, 0.4, 0.7, 1]) {
      const found = await grammarOf(LONG.map((text) => injectGrammarErrors(text, { share, seed }).text));
      expect(found, `seed ${String(seed)}, share ${String(share)}`).toBeLessThanOrEqual(before);
      before = found;
    }
  }
});
