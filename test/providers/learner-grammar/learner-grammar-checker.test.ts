import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { LearnerGrammarChecker } from '../../../src/providers/learner-grammar/learner-grammar-checker.js';
import {
  createLearnerGrammarChecker,
  detectLearnerGrammar,
} from '../../../src/providers/learner-grammar/learner-grammar-checker.js';
import { grammarCheckerContract } from '../../support/contracts/grammar-checker.contract.js';
import { cleanClips, haveSharedData } from '../support/test-audio.js';

// Two processes load Harper at once here.
vi.setConfig({ testTimeout: 90_000 });

grammarCheckerContract('learner grammar', createLearnerGrammarChecker);

describe('learner grammar', () => {
  let checker: LearnerGrammarChecker;
  beforeAll(() => {
    checker = createLearnerGrammarChecker();
  });
  afterAll(() => checker.close());

  it('is there on every machine', async () => {
    expect(await detectLearnerGrammar()).toMatchObject({ available: true });
  });

  it.runIf(haveSharedData)('raises no false alarm on clear public speech', async () => {
    for (const { words } of await cleanClips()) {
      const text = words.join(' ');
      expect([text, await checker.check(text)]).toEqual([text, []]);
    }
  });
});
