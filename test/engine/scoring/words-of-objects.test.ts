import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { gatherEvidence } from '../../../src/engine/scoring/gather-evidence.js';
import { scoreTest } from '../../../src/engine/scoring/score-test.js';
import type { ScoredTurn, TurnEvidence } from '../../../src/engine/scoring/types.js';
import { parseManifest } from '../../../src/engine/evaluation/manifest.js';
import { matchOutputs } from '../../../src/engine/evaluation/outputs.js';
import {
  createLearnerGrammarChecker,
  type LearnerGrammarChecker,
} from '../../../src/providers/learner-grammar/learner-grammar-checker.js';
import { alignmentOf, turnOf, wholeTest } from './support/turns.js';

vi.setConfig({ testTimeout: 90_000 });

/** Every object answers to these, whatever was put into it. */
const INHERITED = ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf'];

describe('words that every object of the language knows', () => {
  let checker: LearnerGrammarChecker;
  beforeAll(() => {
    checker = createLearnerGrammarChecker();
  });
  afterAll(() => checker.close());

  it.each(INHERITED)('"%s" hides no error of the answer it stands in', async (word) => {
    const sentences = [
      `My father is a ${word.toLowerCase()} and he have two car`,
      `he say me that ${word} ${word} is very ${word} to ${word} and I wish ${word}`,
      `I am agree with the ${word} of ${word} and she ${word} me`,
    ];
    for (const text of sentences) await expect(checker.check(text)).resolves.toBeInstanceOf(Array);
    const kinds = (await checker.check(sentences[0] ?? '')).map(({ kind }) => kind);
    expect(kinds).toEqual(expect.arrayContaining(['agreement', 'number']));
  });

  it('get whole tests bands and plain advice', async () => {
    const failures: unknown[] = [];
    const turns = wholeTest().map((turn, index): ScoredTurn => {
      const said = INHERITED.map((word) => `and my uncle is a ${word} because ${word}`).join(' ');
      const { words, text, ...rest } = turnOf(`${turn.text} ${said}`, { turnId: turn.turnId, part: turn.part });
      return { ...rest, words, text, startMs: turn.startMs + index, endMs: turn.startMs + rest.endMs - rest.startMs };
    });
    const evidence = new Map<string, TurnEvidence>();
    for (const turn of turns) {
      const gathered = await gatherEvidence(turn, { aligner: null, grammar: checker }, (_, error) =>
        failures.push(error),
      );
      evidence.set(turn.turnId, { ...gathered, alignment: alignmentOf(turn) });
    }
    const score = scoreTest(turns, evidence);
    expect(failures).toEqual([]);
    expect(score.overall.rateable).toBe(true);
    expect(JSON.stringify(score)).not.toMatch(/\[native code\]|\[object|undefined|NaN/);
  });

  it.each(INHERITED)('"%s" as a name in a manifest is a score that nobody knows', (word) => {
    const line = `{"text":"yes","scores":{"${word}":6},"${word}":7,"band":6}`;
    const { items, problems } = parseManifest(`${line}\n`, 'm.jsonl');
    expect(problems).toEqual([]);
    const { matched, unknown } = matchOutputs(['band', word], new Map());
    expect([...matched]).toEqual([['band', 'band.overall']]);
    expect(unknown).toEqual([word]);
    expect(items[0]?.human).toMatchObject({ band: 6 });
    const table = parseManifest(`text\t${word}\tband\nyes\t7\t6\n`, 'm.tsv');
    expect(table.items[0]).toMatchObject({ text: 'yes', human: { band: 6 } });
  });
});
