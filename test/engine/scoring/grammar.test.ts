import { describe, expect, it } from 'vitest';
import type { GrammarIssue } from '../../../src/engine/ports/grammar-checker.js';
import { analyzeTurn } from '../../../src/engine/scoring/language/analysis.js';
import * as grammar from '../../../src/engine/scoring/measures/grammar.js';
import { functionWordShare, oddPairShare } from '../../../src/engine/scoring/measures/word-order.js';
import { turnOf, wholeTest } from './support/turns.js';

const analyze = (text: string) => analyzeTurn(turnOf(text));
const checked = (text: string, issues: readonly GrammarIssue[] = []) => grammar.withClearIssues(analyze(text), issues);

function issueOn(text: string, words: string, kind = 'agreement'): GrammarIssue {
  const start = text.indexOf(words);
  return { kind, message: 'Check the verb.', start, end: start + words.length, suggestions: [] };
}

function clauses(text: string): readonly string[] {
  const { words, clauses: found } = analyze(text);
  return found.map(({ start, end, subordinate }) => {
    const clause = words
      .slice(start, end)
      .map(({ token }) => token.text)
      .join(' ');
    return subordinate ? `(${clause})` : clause;
  });
}

describe('clauses', () => {
  it.each<[string, string[]]>([
    ['I live in Lyon and I like it', ['I live in Lyon', 'and I like it']],
    ['I stay at home because I am tired', ['I stay at home', '(because I am tired)']],
    ['I think it is fine', ['I think', '(it is fine)']],
    ['I have never been to London', ['I have never been to London']],
    ['he wants to learn to swim', ['he wants to learn to swim']],
    ['yes I usually walk', ['yes I usually walk']],
    ['I wake up and after that I go home', ['I wake up', 'and after that I go home']],
    ['we met and since then we are friends', ['we met', 'and since then we are friends']],
    ['she left after that film ended', ['she left', '(after that film ended)']],
    ['I do it since this really helps me', ['I do it', '(since this really helps me)']],
    ['I go early since this usually takes an hour', ['I go early', '(since this usually takes an hour)']],
    ['we left after that really good film ended', ['we left', '(after that really good film ended)']],
    ['we ate and after that many people came', ['we ate', 'and after that many people came']],
    ['we ate and after that everything was fine', ['we ate', 'and after that everything was fine']],
    ['I sat down and after that suddenly he called', ['I sat down', 'and after that suddenly he called']],
    ['I eat and after that sometimes my friend comes', ['I eat', 'and after that sometimes my friend comes']],
    ['I was happy after I met him', ['I was happy', '(after I met him)']],
  ])('of "%s" are %j', (text, expected) => {
    expect(clauses(text)).toEqual(expected);
  });

  it('take "you know" for a marker unless something is known', () => {
    expect(clauses('it is you know quite big')).toHaveLength(1);
    expect(clauses('you know what it is')).toHaveLength(2);
  });
});

describe('errors', () => {
  const text = 'he go to school and I walk to work';

  it('count per 100 words and by kind', () => {
    const turn = checked(text, [issueOn(text, 'he go')]);
    expect(grammar.errorsPer100([turn])).toBeCloseTo(100 / 9);
    expect(grammar.namedErrorsPer100([turn])).toBeCloseTo(100 / 9);
    const others = checked(text, [issueOn(text, 'he go', 'unusual'), issueOn(text, 'walk to', 'wordChoice')]);
    // Two were found, one has a name, and that one is a word's.
    expect(grammar.errorsPer100([others])).toBeCloseTo(200 / 9);
    expect(grammar.namedErrorsPer100([others])).toBeCloseTo(100 / 9);
    expect(grammar.wordChoicePer100([others, turn])).toBeCloseTo(100 / 18);
    expect(grammar.errorsByKind([turn])).toEqual([{ kind: 'agreement', count: 1, per100: 100 / 9 }]);
  });

  it('make a clause faulty, not its neighbour', () => {
    expect(grammar.errorFreeClauseShare([checked(text, [issueOn(text, 'he go')])])).toBeCloseTo(0.5);
  });

  it('are left out on words that the recogniser was not sure of', () => {
    const turn = turnOf(text);
    const unsure = {
      ...turn,
      words: turn.words.map((word) => (word.text === 'go' ? { ...word, confidence: 0.3 } : word)),
    };
    const found = grammar.withClearIssues(analyzeTurn(unsure), [issueOn(text, 'he go'), issueOn(text, 'I walk')]);
    expect(found.issues).toHaveLength(1);
  });
});

describe('range', () => {
  it('gives subordinate clauses per clause, and lengths of clauses and units', () => {
    const turns = [checked('I stay at home because I am tired')];
    expect(grammar.subordinateShare(turns)).toBeCloseTo(0.5);
    expect(grammar.meanClauseLength(turns)).toBeCloseTo(4);
    expect(grammar.meanUnitLength(turns)).toBeCloseTo(8);
  });

  it.each([
    ['I have lived here', 'perfect'],
    ['I lived here', 'past'],
    ['I am reading', 'continuous'],
    ['it was built by them', 'passive'],
    ['I will go', 'future'],
    ['I would go', 'conditional'],
    ["it would've helped", 'conditional'],
    ["it'd be better", 'conditional'],
    ['I must go', 'modal'],
    ['I want to go', 'infinitive'],
  ])('finds in "%s" the form %s', (text, form) => {
    expect([...grammar.verbForms([checked(text)]).keys()]).toContain(form);
  });

  it('counts different modal verbs, negatives and short forms with theirs', () => {
    // can, will, should: three.
    expect(
      grammar.modalRange([checked("I can't go but I can call and I'll write because we will meet and should talk")]),
    ).toBe(3);
    expect(grammar.modalRange([checked("I would've gone but I couldn't've paid")])).toBe(2);
    expect(grammar.modalRange([checked('I walk to school')])).toBe(0);
  });
});

describe('word order', () => {
  const turns = wholeTest(1).map((turn) => analyzeTurn(turn));

  it('is not odd in real answers', () => {
    expect(oddPairShare(turns.map(({ words }) => words))).toBeLessThan(0.05);
    expect(functionWordShare(turns.map(({ words }) => words))).toBeGreaterThan(0.45);
  });

  it('counts odd neighbours among pairs that begin with a function word: "the of", "my is", "he at" of six, the first left out', () => {
    // the-of, of-my, my-is, is-he, he-at, at-noon.
    expect(oddPairShare([analyze('the of my is he at noon').words], 6)).toBeCloseTo(2 / 6);
    expect(oddPairShare([analyze('the of my is he at noon').words])).toBeNull();
    // most, of, the and is are four of five.
    expect(functionWordShare([analyze('most of the music is').words])).toBeCloseTo(4 / 5);
  });

  it('is odd in shuffled ones, and words without grammar have few function words', () => {
    const words = turns.flatMap(({ tokens }) => tokens.map(({ text }) => text));
    const shuffled = words.map((_, index) => words[(index * 37) % words.length] ?? '').join(' ');
    expect(oddPairShare([analyze(shuffled).words])).toBeGreaterThan(0.07);
    expect(
      functionWordShare([analyze('house tree river mountain sunlight freedom justice table garden').words]),
    ).toBeLessThan(0.2);
  });
});

it('counts verb forms used at least twice', () => {
  // Present: live, work; past: went; conditional, a modal too: would; the infinitive after it counts as neither.
  const turn = checked('I live here and I work there but I went away and I would like it', []);
  expect(grammar.verbForms([turn]).get('present')).toBe(2);
  expect(grammar.verbForms([turn]).get('past')).toBe(1);
  expect(grammar.verbForms([turn]).get('conditional')).toBe(1);
  expect(grammar.verbFormRange([turn])).toBe(1);
  // The same again: present, past, modal and conditional.
  expect(grammar.verbFormRange([turn, turn])).toBe(4);
});
