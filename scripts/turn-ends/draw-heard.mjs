/** Draws of answers as a recogniser hears them: texts, pauses of four levels, and words misheard. */
import { readFileSync } from 'node:fs';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { saidWords } from '../../dist/engine/speech/completeness.js';
import { hesitate, LEVELS } from '../corpus/speakers.mjs';
import { recogniserNoise } from '../speech-model/noise.mjs';

const ANSWERS_A_CONVERSATION = 6;
/** Share of answers; judgement. */
const BRIEF = 0.02;

export function trainingTexts(part) {
  const file = new URL(`../corpus/training/part-${String(part)}.txt`, import.meta.url);
  return readFileSync(file, 'utf8').trim().split('\n');
}

/** Texts in a row that make one answer, by conversation: `random => () => count`. None: only the first sentence of one. */
export const textsAnAnswer = (count) => () => () => count;
/** Now and then an answer is no more than a sentence. */
export const seldomBrief = (random) => () => (random() < BRIEF ? 0 : 1);
/** One to three, in each answer anew. */
export const anyLength = (random) => () => 1 + Math.floor(3 * random());

/**
 * Conversations of six answers, each with other texts: `{ part, level, percent, answers }`, an answer a list of stops:
 * `{ heard, pausedBefore, pauseMs, place }`.
 * @param texts of the part, each with its weight: it is drawn as often
 * @param percents of words that are misheard, by turns
 * @param lengths as {@link textsAnAnswer}
 */
export async function drawHeard({ part, texts, conversations, percents, seed, lengths = textsAnAnswer(1) }) {
  const generator = xoroshiro128plus(seed);
  const random = () => uniformFloat64(generator);
  const mishear = await recogniserNoise([...trainingTexts(1), ...trainingTexts(3)].flatMap(saidWords));
  return Object.keys(LEVELS).flatMap((level) =>
    Array.from({ length: conversations }, (_, number) => {
      const percent = percents[number % percents.length];
      const lengthOf = lengths(random);
      const next = textsOf(texts, random);
      const answers = Array.from({ length: ANSWERS_A_CONVERSATION }, () => {
        const count = lengthOf();
        const text = count === 0 ? firstSentence(next()) : Array.from({ length: count }, next).join(' ');
        return stopsOf(hesitate(text, level, random), (words) =>
          percent === 0 ? words : mishear(words, percent, Math.floor(random() * 2 ** 31)),
        );
      });
      return { part, level, percent, answers };
    }),
  );
}

function firstSentence(text) {
  return text.replace(/(?<=[.?!]) .*/, '');
}

/** The next text; no text twice before all were drawn. */
function textsOf(texts, random) {
  let left = [];
  return () => {
    if (left.length === 0) left = [...texts];
    let at = random() * left.reduce((sum, { weight }) => sum + weight, 0);
    const found = left.findIndex(({ weight }) => (at -= weight) < 0);
    return left.splice(Math.max(0, found), 1)[0].text;
  };
}

function stopsOf(pieces, hear) {
  const heard = [];
  const pausedBefore = [];
  return pieces.map(({ text, pauseMs, place }, index) => {
    if (index > 0) pausedBefore.push(saidWords(heard.join(' ')).length);
    heard.push(...hear(text.toLowerCase().match(/[a-z']+/g) ?? []));
    return { heard: heard.join(' '), pausedBefore: [...pausedBefore], pauseMs, place: place ?? 'over' };
  });
}
