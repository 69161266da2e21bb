/** Draws of answers as a recogniser hears them: texts, pauses of four levels, and words misheard. */
import { readFileSync } from 'node:fs';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { hesitate, LEVELS } from '../corpus/speakers.mjs';
import { recogniserNoise } from '../speech-model/noise.mjs';
import { spokenWords } from './answer-so-far.mjs';

const ANSWERS_A_CONVERSATION = 6;

export function trainingTexts(part) {
  const file = new URL(`../corpus/training/part-${String(part)}.txt`, import.meta.url);
  return readFileSync(file, 'utf8').trim().split('\n');
}

/**
 * Conversations of six answers, each with another text: `{ part, level, answers }`, an answer a list of stops:
 * `{ index, heard, resumed, pauseMs, place }`, `index` that of its text.
 * @param texts of the part, each with its weight: it is drawn as often
 * @param percents of words that are misheard, by turns
 */
export async function drawHeard(part, texts, conversations, percents, seed) {
  const generator = xoroshiro128plus(seed);
  const random = () => uniformFloat64(generator);
  const mishear = await recogniserNoise([...trainingTexts(1), ...trainingTexts(3)].flatMap(spokenWords));
  return Object.keys(LEVELS).flatMap((level) =>
    Array.from({ length: conversations }, (_, number) => {
      const percent = percents[number % percents.length];
      const answers = drawn(texts, random).map(({ index, text }) => {
        const stops = stopsOf(hesitate(text, level, random), (words) =>
          percent === 0 ? words : mishear(words, percent, Math.floor(random() * 2 ** 31)),
        );
        return stops.map((stop) => ({ index, ...stop }));
      });
      return { part, level, percent, answers };
    }),
  );
}

function drawn(texts, random) {
  const left = texts.map((text, index) => ({ index, ...text }));
  return Array.from({ length: Math.min(ANSWERS_A_CONVERSATION, texts.length) }, () => {
    let at = random() * left.reduce((sum, { weight }) => sum + weight, 0);
    const found = left.findIndex(({ weight }) => (at -= weight) < 0);
    return left.splice(Math.max(0, found), 1)[0];
  });
}

function stopsOf(pieces, hear) {
  const heard = [];
  const resumed = [];
  return pieces.map(({ text, pauseMs, place }, index) => {
    if (index > 0) resumed.push(spokenWords(heard.join(' ')).length);
    heard.push(...hear(text.toLowerCase().match(/[a-z']+/g) ?? []));
    return { heard: heard.join(' '), resumed: [...resumed], pauseMs, place: place ?? 'over' };
  });
}
