/** What was said before tells nothing new: learnt sentences and words said twice lift no band. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { answerNotes } from '../../../src/engine/scoring/answers/answer-notes.js';
import { turnsFromTranscript } from '../../../src/engine/scoring/input/transcript-turns.js';
import { measureTest } from '../../../src/engine/scoring/measures/measure.js';
import { counted } from '../../../src/engine/scoring/measures/said-before.js';
import { MAPPING } from '../../../src/engine/scoring/rating/mapping-data.js';
import { scoreTest } from '../../../src/engine/scoring/score-test.js';
import type { GrammarIssue } from '../../../src/engine/ports/grammar-checker.js';
import type { TurnEvidence } from '../../../src/engine/scoring/types.js';
import { seededRandom } from '../../../src/engine/statistics/seeded-random.js';
import { LEARNERS_TEST } from './support/learners-test.js';
import { madeTests } from './support/made-tests.js';

const TEXTS = [
  LEARNERS_TEST,
  ...madeTests({ learners: false })
    .slice(1, 4)
    .map(({ turns }) => turns.slice(0, 16).map(({ text }) => text)),
];
const LEARNT = [
  "if I could I would say more but that's all that I would say since I don't know whether it's right or not",
  "it would be nice if it could be different but that's how it is you know",
  "I'd say that it depends on who you ask although it might change if things were different which wouldn't surprise me",
  'to be perfectly honest it is an intriguing question that deserves considerably more reflection than I could offer here',
];

type Errors = (text: string) => readonly GrammarIssue[];

function rated(answers: readonly string[], errorsIn: Errors = () => []) {
  const turns = turnsFromTranscript({ turns: answers.map((text) => ({ text, question: 'What about it?' })) });
  const evidence = new Map(
    turns.map(({ turnId, text }): [string, TurnEvidence] => [turnId, { alignment: null, grammar: errorsIn(text) }]),
  );
  const { criteria, measures } = scoreTest(turns, evidence, { partsUnknown: true });
  const raw = ['fluency', 'lexical', 'grammar'].map((name) => {
    const found = criteria[name as 'fluency'];
    return found.rateable ? found.raw : NaN;
  });
  return { raw, measures };
}

/** An error at the first word of every so many. */
const every =
  (words: number): Errors =>
  (text) =>
    [...text.matchAll(/\S+/g)].flatMap(({ 0: word, index }, place) =>
      place % words === 0
        ? [{ kind: 'agreement', message: '', start: index, end: index + word.length, suggestions: [] }]
        : [],
    );

it('a few learnt sentences around every answer lift no criterion by half a band', () => {
  const plain = TEXTS.map((answers) => rated(answers).raw);
  fc.assert(
    fc.property(
      fc.nat(TEXTS.length - 1),
      fc.shuffledSubarray(LEARNT, { minLength: 1, maxLength: 3 }),
      fc.constantFrom('front', 'behind', 'both'),
      (text, sentences, where) => {
        const padded = (TEXTS[text] ?? []).map((answer, index) => {
          const [one, other] = [index, index + 1].map((place) => sentences[place % sentences.length] ?? '');
          return `${where === 'behind' ? '' : `${one ?? ''} `}${answer}${where === 'front' ? '' : ` ${other ?? ''}`}`;
        });
        return rated(padded).raw.every((band, place) => band - (plain[text]?.[place] ?? NaN) < 0.5);
      },
    ),
    { seed: 3, numRuns: 24 },
  );
});

const ADVERBS = 'really actually basically honestly certainly obviously probably possibly surely clearly simply'.split(
  ' ',
);
/** With an adverb after every third word, or in place of every fourth: others in each answer. */
const varied = {
  inserted: (sentence: string, answer: number) =>
    sentence.replace(/((?:\S+ ){3})/g, (words, _, at: number) => `${words}${adverb(answer, at)} `),
  exchanged: (sentence: string, answer: number) =>
    sentence.replace(/((?:\S+ ){3})\S+/g, (_, words: string, at: number) => `${words}${adverb(answer, at)}`),
  unchanged: (sentence: string) => sentence,
};
const adverb = (answer: number, at: number): string => ADVERBS[(7 * answer + at) % ADVERBS.length] ?? '';

it.each(['inserted', 'exchanged', 'unchanged'] as const)(
  'a learnt sentence after every answer leaves the bands nearly where they were, its words %s',
  (how) => {
    const plain = rated(LEARNERS_TEST).raw;
    for (const sentence of LEARNT) {
      const padded = rated(LEARNERS_TEST.map((text, index) => `${text} ${varied[how](sentence, index)}`)).raw;
      for (const [place, band] of padded.entries()) expect(Math.abs(band - (plain[place] ?? NaN))).toBeLessThan(0.35);
    }
  },
);

it('one word of a learnt sentence more, less or exchanged moves no band by half, nor does an error in it raise grammar', () => {
  const sentences = LEARNT.slice(0, 2);
  const padded = LEARNERS_TEST.map((text, index) => `${text} ${sentences[index % 2] ?? ''}`);
  const { raw } = rated(padded);
  const [one = ''] = sentences;
  for (const each of [2, 7, 12, 17]) {
    for (const instead of [[], ['apples'], [one.split(' ')[each] ?? '', 'apples']]) {
      const other = one
        .split(' ')
        .toSpliced(each, 1, ...instead)
        .join(' ');
      for (const answers of [[4], padded.keys()]) {
        const changed = new Set(answers);
        const text = padded.map((answer, index) => (changed.has(index) ? answer.replace(one, other) : answer));
        const found = rated(text, (answer) => errorAt(answer, 'apples')).raw;
        for (const [place, band] of found.entries()) expect(Math.abs(band - (raw[place] ?? NaN))).toBeLessThan(0.45);
        if (instead.length > 0) expect(found[2]).toBeLessThan((raw[2] ?? NaN) + 0.05);
      }
    }
  }
});

/** One at this word. */
function errorAt(text: string, word: string): readonly GrammarIssue[] {
  const start = text.indexOf(word);
  if (start < 0) return [];
  return [{ kind: 'agreement', message: '', start, end: start + word.length, suggestions: [] }];
}

it('a learnt sentence without errors makes errors no rarer', () => {
  const errorsOf: Errors = (text) => every(12)(text.replace(` ${LEARNT[0] ?? ''}`, ''));
  const [before, after] = [LEARNERS_TEST, LEARNERS_TEST.map((text) => `${text} ${LEARNT[0] ?? ''}`)].map(
    (answers) => rated(answers, errorsOf).measures['namedErrorsPer100'] ?? NaN,
  );
  // The sentence counts once: 21 words in 350.
  expect(after).toBeGreaterThan(0.9 * (before ?? NaN));
});

it('words said twice count once in length and variety, and never raise fluency', () => {
  const once = rated(LEARNERS_TEST);
  let [fluency = NaN] = once.raw;
  for (const each of [40, 20, 10, 5, 3]) {
    const stuttered = LEARNERS_TEST.map((text) =>
      text
        .split(' ')
        .flatMap((word, place) =>
          place % each === 0 && /^(?:the|my|in|i|is|to|and|for)$/i.test(word) ? [word, word] : [word],
        )
        .join(' '),
    );
    const { raw, measures } = rated(stuttered);
    for (const name of ['freshWords', 'mattr50', 'mtld']) expect(measures[name]).toBe(once.measures[name]);
    expect(raw[0]).toBeLessThanOrEqual(fluency);
    fluency = raw[0] ?? NaN;
  }
});

it('a phrase that comes twice counts once, and one that comes three times not at all among rates', () => {
  const turns = turnsFromTranscript({
    turns: [1, 2, 3].map((n) => ({
      text: `${['tea', 'milk', 'rain'][n - 1] ?? ''} falls if i could choose what to do`,
    })),
  });
  const { values, turns: measured } = measureTest(turns, new Map(), MAPPING.settings);
  const { once, fresh } = counted(measured);
  const wordsLeft = (of: typeof once) => of.map(({ analyzed }) => analyzed.words.length);
  expect([wordsLeft(once), wordsLeft(fresh)]).toEqual([
    [9, 1, 1],
    [1, 1, 1],
  ]);
  expect(values.tokens).toBe(27);
  // "falls if i could choose what to do" once, and three first words.
  expect(values.freshWords).toBe(11);
});

it('measures a test that is going on as it would be measured at once, also when an answer was taken back', () => {
  const said = [...(TEXTS[1] ?? []).slice(0, 8), ...LEARNT, ...LEARNT, ...LEARNT].map((text) => ({
    text,
    question: 'What about it?',
  }));
  const turns = turnsFromTranscript({ turns: said });
  const measured = (of: typeof turns) => measureTest(of, new Map(), MAPPING.settings).values;
  const takenBack = turns.filter((_, index) => index !== 9);
  for (const list of [...turns.map((_, index) => turns.slice(0, index + 1)), takenBack, turns]) {
    expect(measured(list)).toEqual(measured(list.map((turn) => ({ ...turn, words: [...turn.words] }))));
  }
});

it('errors take nobody who speaks in the word order of English below 3.5, and words without order lie below', () => {
  const order = LEARNERS_TEST;
  let last = NaN;
  for (const each of [1000, 60, 30, 15, 8, 4, 2, 1]) {
    const grammar = rated(order, every(each)).raw[2] ?? NaN;
    if (!Number.isNaN(last)) expect(grammar).toBeLessThanOrEqual(last);
    last = grammar;
    expect(grammar).toBeGreaterThanOrEqual(3.5);
  }
  for (const seed of [1, 2, 3, 4, 5, 6]) {
    const random = seededRandom(seed);
    for (const text of TEXTS) {
      const shuffled = text.map((answer) => {
        const words = answer.split(' ');
        for (let at = words.length - 1; at > 0; at -= 1) {
          const other = random.below(at + 1);
          [words[at], words[other]] = [words[other] ?? '', words[at] ?? ''];
        }
        return words.join(' ');
      });
      expect(rated(shuffled, every(30)).raw[2]).toBeLessThan(last);
    }
  }
});

it('an answer that was given before, word for word, gets a note by that alone, with a short quote', () => {
  const turns = turnsFromTranscript({
    turns: [0, 1, 2, 7, 0].map((index) => ({ text: LEARNERS_TEST[index] ?? '', question: 'What about it?' })),
  });
  const [note, ...more] = answerNotes(measureTest(turns, new Map(), MAPPING.settings), { partsUnknown: true }).filter(
    ({ kind }) => kind === 'prepared',
  );
  expect(note?.turnId).toBe(turns[4]?.turnId);
  expect(note?.why).toContain('"i live in small town near the river is quiet town and ..." (16 words)');
  expect(more).toEqual([]);
});
