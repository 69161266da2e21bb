/** Filled pauses are never held against anybody: nothing that judges words may notice them. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foreignLanguage } from '../../../src/engine/exam/language.js';
import { gatherEvidence } from '../../../src/engine/scoring/gather-evidence.js';
import { turnsFromTranscript } from '../../../src/engine/scoring/input/transcript-turns.js';
import { languagesOf } from '../../../src/engine/scoring/language/not-english.js';
import { tokenize } from '../../../src/engine/scoring/language/tokens.js';
import { scoreTest } from '../../../src/engine/scoring/score-test.js';
import type { TurnEvidence } from '../../../src/engine/scoring/types.js';
import { isFiller, withoutFillers } from '../../../src/engine/text/fillers.js';
import type { LearnerGrammarChecker } from '../../../src/providers/learner-grammar/learner-grammar-checker.js';
import { createLearnerGrammarChecker } from '../../../src/providers/learner-grammar/learner-grammar-checker.js';
import { ANSWERS } from './support/turns.js';

/** With an article, errors and marks, in which "a um junior role" was corrected to "an um junior role". */
const TEXTS = [
  ...ANSWERS.map((text) => text.replaceAll(/\[\d+\] ?/g, '')).slice(0, 3),
  'I started in a junior role, and he explain everything. Had he not intervened, I would of left after a week. My friends lives there, too.',
];
const PAUSES = ['um', 'uh', 'er', 'erm,', 'uhh', 'um er'];

const insertedInto = (text: string) =>
  fc.array(fc.constantFrom('', '', '', ...PAUSES), { minLength: 40, maxLength: 40 }).map((pauses) =>
    text
      .split(' ')
      .map((word, index) => [word, pauses[index % pauses.length]].filter((part) => part !== '').join(' '))
      .join(' '),
  );

let checker: LearnerGrammarChecker;
beforeAll(() => {
  checker = createLearnerGrammarChecker();
});
afterAll(() => checker.close());

async function grammarOf(texts: readonly string[]): Promise<unknown> {
  const turns = turnsFromTranscript({ turns: texts.map((text) => ({ text })) });
  const evidence = new Map<string, TurnEvidence>();
  for (const turn of turns) evidence.set(turn.turnId, await gatherEvidence(turn, { aligner: null, grammar: checker }));
  const { grammar } = scoreTest(turns, evidence).criteria;
  return [
    grammar.rateable && grammar.raw,
    [...evidence.values()].map((one) => one.grammar?.map(({ message }) => message)),
  ];
}

describe('filled pauses', () => {
  it('inserted anywhere move no grammar band and change no error', async () => {
    const before = await grammarOf(TEXTS);
    expect(JSON.stringify(before)).toContain('ending');
    await fc.assert(
      fc.asyncProperty(fc.tuple(...TEXTS.map(insertedInto)), async (texts) => {
        expect(await grammarOf(texts)).toEqual(before);
      }),
      { numRuns: 8, seed: 11 },
    );
  });

  it('are found again where the error around them is', async () => {
    const [turn] = turnsFromTranscript({ turns: [{ text: 'Well, um, he, er, work in uh a bank' }] });
    if (!turn) throw new Error('no turn');
    const { grammar } = await gatherEvidence(turn, { aligner: null, grammar: checker });
    expect(grammar?.map(({ start, end }) => turn.text.slice(start, end))).toEqual(['he, er, work']);
  });

  it.each([
    ['a um junior role', 'a junior role'],
    ['I, um, went home', 'I went home'],
    ['I was tired, um so I left', 'I was tired, so I left'],
    ['I went, er. Then I left', 'I went. Then I left'],
    ['I went. Um. Then I left', 'I went. Then I left'],
    ['I... uh... went', 'I... went'],
    ['the er um, erm thing', 'the thing'],
    ['I work in the ER', 'I work in the ER'],
    ['an umbrella, uh-huh', 'an umbrella, uh-huh'],
    ['um um', ''],
    ['a lens of 35 mm, er, 35mm', 'a lens of 35 mm 35mm'],
    ['to err is human', 'to err is human'],
    ['I err on the side of caution, err, usually', 'I err on the side of caution usually'],
    ['Er..., um I went home.', 'I went home.'],
  ])('are left out of "%s"', (text, wanted) => {
    expect(withoutFillers(text).text.trim()).toBe(wanted);
  });

  it('are no words that mean something', () => {
    const words = (text: string) => tokenize(text).flatMap(({ filler, normal }) => (filler ? [] : [normal]));
    expect(words('to err is human and mm a lens has 35 mm')).toEqual('to err is human and a lens has 35 mm'.split(' '));
  });

  it('leave positions where they were', () => {
    const text = 'um I er went to uh the, um, shop';
    const { text: read, originally } = withoutFillers(text);
    for (const { index, 0: word } of read.matchAll(/\w+/g)) {
      const { start, end } = originally(index, index + word.length);
      expect(text.slice(start, end)).toBe(word);
    }
  });

  it('are not taken for Portuguese, nor for no language at all', () => {
    const text = 'my hometown is small and quiet with friendly people who live near the river'.replaceAll(' ', ' um ');
    expect(foreignLanguage(text)).toBeNull();
    expect(languagesOf([text])).toEqual([null]);
    expect(foreignLanguage('eu moro em uma cidade pequena e gosto muito de praia porque é um lugar calmo')).toBe(
      'Portuguese',
    );
  });

  it('end the sentence of the word before them', () => {
    const ends = (text: string) =>
      tokenize(text)
        .filter((token) => token.endsSentence && !token.filler)
        .map(({ text: word }) => word);
    expect(ends('I left, um. So I went')).toEqual(['left']);
    expect(isFiller('ER')).toBe(false);
  });
});

describe('sentences', () => {
  it.each([
    ['I... I went to the... the shop', []],
    ['it costs 3.5 euros', []],
    ['I met Mr. Smith at 5 p.m. yesterday', []],
    ['I left. Then he came? Yes!', ['left', 'came', 'Yes']],
    ['I said "no." Then I left.', ['no', 'left']],
  ])('end in "%s" after %j', (text, wanted) => {
    expect(
      tokenize(text)
        .filter((token) => token.endsSentence)
        .map((token) => token.text),
    ).toEqual(wanted);
  });
});
