/** Learns how likely an answer is over from texts with their pauses, with words misheard: what data/turn-ends.json holds. */
import { NUMBERS, numbersOf, wordlessNumbersOf } from '../../dist/engine/speech/answer-so-far.js';
import { saidWords } from '../../dist/engine/speech/completeness.js';
import { NO_ANSWERS, withAnswer } from '../../dist/engine/speech/earlier-answers.js';
import { wordOdds } from '../../dist/engine/speech/word-odds.js';
import { boost } from './boosted-trees.mjs';
import { anyLength, drawHeard, mixedLengths, trainingTexts } from './draw-heard.mjs';
import { wordOddsTable } from './word-odds.mjs';

export const PARTS = [1, 3];
/** Of the words that are misheard, by turns. */
export const PERCENTS = [0, 10, 0, 20];
const CONVERSATIONS = 400;
const PLACES = ['over', 'boundary', 'inside'];
/** More trees, and more leaves, do no better on texts that were not learned from. */
const TREES = { rounds: 60, leaves: 6 };
const WORDLESS_TREES = { rounds: 30, leaves: 4 };
/** Words of an answer of the corpus: mean and spread. Training texts are drawn so that theirs are about the same. */
const LENGTHS = { 1: [16.5, 3.2], 3: [23, 4] };
/** Share of the training draws that keep the training texts' own lengths. */
const OWN_LENGTHS = 0.15;
const HEAVIEST = 4;
/**
 * Conversations by the length of their answers, in texts (0: one sentence of one). Real answers are longer than the corpus's, or no more than a
 * sentence, and differ within a conversation. A rule that knew only the corpus's would cut into longer ones after every sentence, and wait in vain
 * after short ones; one that knew only speakers whose answers are all as long would wait for them after one long answer. The shares are judgement: few
 * enough that the waits after short answers stay short.
 */
const LENGTHS_OF_ANSWERS = [
  {
    share: 0.87,
    lengths: mixedLengths([
      [1, 0.91],
      [0, 0.02],
      [2, 0.03],
      [3, 0.04],
    ]),
  },
  {
    share: 0.05,
    lengths: mixedLengths([
      [2, 0.65],
      [1, 0.2],
      [3, 0.15],
    ]),
  },
  {
    share: 0.02,
    lengths: mixedLengths([
      [3, 0.6],
      [1, 0.2],
      [2, 0.15],
      [4, 0.05],
    ]),
  },
  { share: 0.06, lengths: anyLength },
];
/** Of answers; judgement: waits after brief ones are 2 to 2.5 s. */
const SHARES = { brief: 0.04, begun: 0.06, set: 'training' };

export const table = wordOddsTable();
export const odds = wordOdds(table);

/** The training texts of a part, each with its weight. */
export function weightedTexts(part) {
  const texts = trainingTexts(part);
  const lengths = texts.map((text) => text.split(' ').filter((word) => word !== '/').length);
  const [mean, spread] = LENGTHS[part];
  return texts.map((text, index) => {
    const own = lengths.filter((length) => Math.abs(length - lengths[index]) <= 1).length / 3 / lengths.length;
    const wanted = Math.exp(-(((lengths[index] - mean) / spread) ** 2) / 2) / spread / Math.sqrt(2 * Math.PI);
    return { text, weight: Math.min(HEAVIEST, ((1 - OWN_LENGTHS) * wanted + OWN_LENGTHS * own) / own) };
  });
}

function anyConversation(random) {
  let at = random();
  const found = LENGTHS_OF_ANSWERS.find(({ share }) => (at -= share) < 0) ?? LENGTHS_OF_ANSWERS[0];
  return found.lengths(random);
}

/** @param texts `part => texts` with their weights */
export async function learn(texts, seed) {
  const [rows, wordlessRows, labels] = [[], [], []];
  for (const part of PARTS) {
    const draws = { part, texts: texts(part), conversations: CONVERSATIONS, percents: PERCENTS, seed };
    for (const { answers } of await drawHeard({ ...draws, lengths: anyConversation, shares: SHARES })) {
      let earlier = NO_ANSWERS;
      for (const { stops } of answers) {
        for (const { heard, pausedBefore, place } of stops) {
          rows.push(numbersOf({ part, text: heard, pausedBefore, earlier }, odds));
          wordlessRows.push(wordlessNumbersOf(part, saidWords(heard).length, earlier));
          labels.push(PLACES.indexOf(place));
        }
        earlier = withAnswer(earlier, part, saidWords(stops.at(-1).heard).length);
      }
    }
  }
  return {
    numbers: NUMBERS,
    ends: boost(rows, labels, PLACES.length, TREES),
    wordless: boost(wordlessRows, labels, PLACES.length, WORDLESS_TREES),
  };
}
