/** Whole tests by made-up candidates of several levels and subjects, for properties that must hold of any test. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ScoredTurn } from '../../../../src/engine/scoring/types.js';
import * as idiomatic from '../answers/idiomatic-answers.js';
import { QUESTION_ANSWERS } from '../answers/question-answers.js';
import * as themed from '../answers/themed-answers.js';
import { testOf, type Voice } from './noisy.js';
import { ANSWERS } from './turns.js';

/** Learners' sentences and the same put right (../shared/data/jfleg, no part of the project). */
const LEARNERS = fileURLToPath(new URL('../../../../../shared/data/jfleg/', import.meta.url));

const LEARNERS_FILES = ['dev.spellchecked.src', 'dev.ref0', 'dev.ref1'];

export interface MadeTest {
  readonly name: string;
  readonly turns: readonly ScoredTurn[];
}

/** Of a usual learner, a weak and a strong one. */
export const VOICES: readonly Voice[] = [
  { points: 7.5, scores: 1 },
  { points: 4.5, scores: 1.5 },
  { points: 9, scores: 0.6 },
];

/** Of 670 to 1,000 words each; those of learners only where their sentences are. */
export function madeTests(options = { learners: true }): readonly MadeTest[] {
  const own = QUESTION_ANSWERS.map(([, , text]) => text);
  const witty = [...idiomatic.TUNING, ...idiomatic.CHECKING].map(([, text]) => text);
  const stories = [...idiomatic.STORIES_TUNING, ...idiomatic.STORIES_CHECKING].map(([, text]) => text);
  const themes = [...themed.TUNING, ...themed.CHECKING].map(([, text]) => text);
  const learners = (options.learners ? LEARNERS_FILES : []).flatMap((name) => {
    if (!existsSync(`${LEARNERS}${name}`)) return [];
    const sentences = readFileSync(`${LEARNERS}${name}`, 'utf8').split('\n').map(spokenWords).filter(Boolean);
    return [0, 1].map((half): MadeTest => madeTest(`${name} ${String(half)}`, sentences.slice(half * 200), 900));
  });
  return [
    madeTest('plain answers', joined(own, 3), 950),
    madeTest('plain answers, from the end', joined([...own].reverse(), 4), 700),
    madeTest('pictures and names', witty, 800),
    madeTest('stories', [...stories, ...witty.slice(10)], 900),
    madeTest('themes', themes, 850),
    madeTest('a bit of each', mixed([own, witty, themes, ANSWERS]), 1000),
    ...learners,
  ];
}

function madeTest(name: string, texts: readonly string[], words: number): MadeTest {
  let count = 0;
  const taken = texts.filter((text) => {
    const before = count;
    count += text.split(' ').length;
    return before < words;
  });
  return { name, turns: testOf(taken) };
}

function joined(texts: readonly string[], count: number): readonly string[] {
  return Array.from({ length: Math.ceil(texts.length / count) }, (_, index) =>
    texts.slice(index * count, (index + 1) * count).join(' [400] and '),
  );
}

function mixed(lists: readonly (readonly string[])[]): readonly string[] {
  const longest = Math.max(...lists.map(({ length }) => length));
  return Array.from({ length: longest }, (_, index) => lists.flatMap((list) => list[index] ?? [])).flat();
}

/** As a recogniser writes: no punctuation, no capitals but "I". */
function spokenWords(sentence: string): string {
  return sentence
    .replace(/ (n't|'\w+)/g, '$1')
    .replace(/[^A-Za-z' ]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase()
    .replace(/\bi\b/g, 'I');
}
