import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findErrors } from '../../../../src/engine/scoring/grammar/find-errors.js';
import { ALL_RULES } from '../../../../src/engine/scoring/grammar/rules/all-rules.js';
import type { HarperChecker } from '../../../../src/providers/harper/harper-checker.js';
import { createHarperChecker } from '../../../../src/providers/harper/harper-checker.js';
import { BASIC_EXAMPLES } from './basic-examples.js';
import { EVERYDAY_EXAMPLES } from './everyday-examples.js';
import { FRAME_EXAMPLES } from './frame-examples.js';
import { LINE_EXAMPLES } from './line-examples.js';
import { MORE_EXAMPLES } from './more-examples.js';
import { SLIP_EXAMPLES } from './slip-examples.js';
import { VERB_AND_NUMBER_EXAMPLES } from './verb-examples.js';
import { WORD_EXAMPLES } from './word-examples.js';

const RULE_EXAMPLES = {
  ...VERB_AND_NUMBER_EXAMPLES,
  ...WORD_EXAMPLES,
  ...MORE_EXAMPLES,
  ...LINE_EXAMPLES,
  ...FRAME_EXAMPLES,
  ...SLIP_EXAMPLES,
  ...EVERYDAY_EXAMPLES,
  ...BASIC_EXAMPLES,
};

/** The tagger is the real one: what a rule sees depends on it. */
let tagger: HarperChecker;
beforeAll(() => {
  tagger = createHarperChecker();
});
afterAll(() => tagger.close());

const errorsIn = async (text: string) => findErrors(await tagger.tag(text));

describe('every rule', () => {
  it('has its own name and examples on both sides', () => {
    const ids = ALL_RULES.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(Object.keys(RULE_EXAMPLES).sort()).toEqual([...ids].sort());
    for (const [id, { fires, silent }] of Object.entries(RULE_EXAMPLES)) {
      expect([id, fires.length > 0, silent.length > 0]).toEqual([id, true, true]);
    }
  });
});

describe.each(Object.entries(RULE_EXAMPLES))('%s', (id, { fires, silent }) => {
  it.each(fires)('finds the error in "%s"', async (text) => {
    expect((await errorsIn(text)).map(({ rule }) => rule)).toContain(id);
  });

  it.each(silent)('leaves "%s" alone', async (text) => {
    expect((await errorsIn(text)).map(({ rule }) => rule)).toEqual([]);
  });
});

it('sees "I am" in "I\'m", which the tagger takes for one name', async () => {
  expect((await errorsIn("i'm agree with you")).map(({ rule }) => rule)).toEqual(['am-agree']);
  expect(await errorsIn("i'm due to finish in june and i'm a bit nervous")).toEqual([]);
});

it('lets be what is put right in the next breath', async () => {
  expect(await errorsIn('they was they were late')).toEqual([]);
  expect((await errorsIn('they was late they were tired')).map(({ rule }) => rule)).toEqual(['other-persons']);
});

it('no better wording is told where the words after it are wrong, too', async () => {
  const suggested = async (text: string) => (await errorsIn(text)).flatMap(({ suggestions }) => suggestions);
  expect(await suggested('she are goes home')).toEqual([]);
  expect(await suggested('she are going home')).toEqual(['she is']);
});

it('no better wording is told where it may be "a" as well as "the"', async () => {
  const suggested = async (text: string) => (await errorsIn(text)).map(({ suggestions }) => suggestions);
  expect(await suggested('i live in city')).toEqual([[]]);
  expect(await suggested('i go to cinema on sundays')).toEqual([['to the cinema']]);
});

it.each([
  ['third-person', 'this make me happy'],
  ['third-person', 'this mean i can sleep'],
  ['third-person', 'this help us to learn'],
  ['plural-subject', 'many people is working at night'],
  ['plural-subject', 'how many people is there'],
  ['plural-subject', 'shopping malls is crowded'],
  ['one-plural', 'it is a ways to relax'],
])('%s still finds the plain error "%s" beside what fluent speakers say', async (id, text) => {
  expect((await errorsIn(text)).map(({ rule }) => rule)).toContain(id);
});
