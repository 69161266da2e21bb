/** Draws of answers as a recogniser hears them: texts, pauses of four levels, and words misheard. */
import { readFileSync } from 'node:fs';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { saidWords } from '../../dist/engine/speech/completeness.js';
import { BEGINNINGS, BRIEF } from '../corpus/brief-answers.mjs';
import { hesitate, LEVELS, pauseLength } from '../corpus/speakers.mjs';
import { recogniserNoise } from '../speech-model/noise.mjs';

const ANSWERS_A_CONVERSATION = 6;
/** Pauses after a "yes" with which a longer answer begins that are as long as those inside clauses: what to say is looked for. Judgement. */
const SEARCHING = 0.5;
/** Their answers have such a beginning. */
const BEGUN = /^(?:Yes|No|To some)/;

export function trainingTexts(part) {
  const file = new URL(`../corpus/training/part-${String(part)}.txt`, import.meta.url);
  return readFileSync(file, 'utf8').trim().split('\n');
}

/** Texts in a row that make one answer, by conversation: `random => () => count`. None: only the first sentence of one. */
export const textsAnAnswer = (count) => () => () => count;
/** One to three, in each answer anew. */
export const anyLength = (random) => () => 1 + Math.floor(3 * random());
/** One of these each time: `[[count, share]]`; the first has the rest. */
export const mixedLengths = (counts) => (random) => () => {
  let at = random();
  return (counts.find(([, share]) => (at -= share) < 0) ?? counts[0])[0];
};

/**
 * Conversations of six answers, each with other texts: `{ part, level, percent, answers }`, an answer `{ sort, stops }`, its stops:
 * `{ heard, pausedBefore, pauseMs, place }`. `sort` is `brief` (one to three words), `begun` ("yes", a pause, and more) or `usual`.
 * @param texts of the part, each with its weight: it is drawn as often
 * @param percents of words that are misheard, by turns
 * @param lengths as {@link textsAnAnswer}
 * @param shares of brief answers, and of the others that are begun with a "yes" or the like, of the set (`training`, `tuning` or `heldOut`)
 */
export async function drawHeard({
  part,
  texts,
  conversations,
  percents,
  seed,
  lengths = textsAnAnswer(1),
  shares = NONE,
}) {
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
        const { sort, pieces } = piecesOf(text, shares, level, random);
        const hear = (words) => (percent === 0 ? words : mishear(words, percent, Math.floor(random() * 2 ** 31)));
        return { sort, stops: stopsOf(pieces, hear) };
      });
      return { part, level, percent, answers };
    }),
  );
}

const NONE = { brief: 0, begun: 0 };

function piecesOf(text, { brief, begun, set }, level, random) {
  const any = (list) => list[Math.floor(random() * list.length)];
  if (brief > 0 && random() < brief) return { sort: 'brief', pieces: hesitate(any(BRIEF[set]), level, random) };
  const pieces = hesitate(text, level, random);
  if (begun === 0 || random() >= begun || BEGUN.test(text)) return { sort: 'usual', pieces };
  const pauseMs = pauseLength(level, random() < SEARCHING ? 'inside' : 'boundary', random);
  return { sort: 'begun', pieces: [{ text: any(BEGINNINGS[set]), pauseMs, place: 'boundary' }, ...pieces] };
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
