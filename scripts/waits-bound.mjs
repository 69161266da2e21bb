/**
 * What any rule of turn-taking could reach on the corpus, and what ours does, on many draws of its texts and pauses without sound. Listeners
 * who know all there is to know of the generator, and wait as is best for a given price of waiting:
 *
 * - one who knows the texts: an end is known when it comes, a pause by its text and speaker;
 * - one who knows where clauses end, how many sentences and words there were, and the speaker's level, but not what comes next.
 *
 * Our rule does not know any of that. Prints a table in Markdown: share of answers cut in on, median and mean wait.
 *
 *   npm run build && node scripts/waits-bound.mjs [--half held-out|tuning]
 */
import { saidWords } from '../dist/engine/speech/completeness.js';
import { NO_ANSWERS, withAnswer } from '../dist/engine/speech/earlier-answers.js';
import { DEFAULT_ENDPOINTING, silenceAllowedMs } from '../dist/engine/speech/endpointing.js';
import { SpeakerPauses } from '../dist/engine/speech/speaker-pauses.js';
import { drawConversations } from './corpus/draw-stops.mjs';
import { scriptArguments, wrongCall } from './support/script-arguments.mjs';

/** Who goes on so shortly after the examiner began is listened to again: not cut in on. */
const OVERLAP_MS = 200;
const SHORTEST_MS = 500;
const STEP_MS = 20;
const LONGEST = [3600, DEFAULT_ENDPOINTING.interview.adaptive.longestMs];
/** Of a cut in, for a second of waiting after an answer. */
const PRICES = [0.01, 0.04, 0.16];
const CONVERSATIONS = 100;
const SEED = 22;

const USAGE = 'node scripts/waits-bound.mjs [--half held-out|tuning]';
const { values } = scriptArguments(USAGE, { options: { half: { type: 'string', default: 'held-out' } } });
const half = { tuning: 'tuning', 'held-out': 'heldOut' }[values.half] ?? wrongCall(USAGE, 'There are two halves.');
const conversations = drawConversations(half, CONVERSATIONS, SEED);

const KNOWN = {
  'knows the texts': ({ said }, level) => `${level} ${said}`,
  'knows clauses, counts and the level': ({ said, place }, level) => {
    const sentences = said.match(/[.?!]/g)?.length ?? 0;
    return place === 'inside' ? `${level} inside` : `${level} ${sentences} ${Math.floor(saidWords(said).length / 4)}`;
  },
};

console.log(
  '| listener | longest wait | part | cut in on | wait, median | wait, mean |\n| --- | --- | --- | --- | --- | --- |',
);
for (const longestMs of LONGEST) {
  for (const part of [1, 3]) {
    const spoken = conversations.filter((conversation) => conversation.part === part);
    for (const [name, knows] of Object.entries(KNOWN)) {
      for (const price of PRICES)
        print(`${name}, ${price * 100} % a second`, longestMs, part, ideal(spoken, knows, longestMs, price));
    }
    print('**our rule**', longestMs, part, ours(spoken, part, longestMs));
  }
}

/** Stops that look alike to the listener have one wait: the one whose cut-ins and waiting cost least. */
function ideal(spoken, knows, longestMs, price) {
  const alike = new Map();
  for (const { level, answers } of spoken) {
    for (const stop of answers.flat()) {
      const key = knows(stop, level);
      const { ends, pausesMs } = alike.get(key) ?? { ends: 0, pausesMs: [] };
      if (stop.place !== 'over') pausesMs.push(stop.pauseMs);
      alike.set(key, { ends: ends + (stop.place === 'over' ? 1 : 0), pausesMs });
    }
  }
  let cutIns = 0;
  const waitsMs = [];
  for (const { ends, pausesMs } of alike.values()) {
    const cut = (waitMs) => pausesMs.filter((lengthMs) => lengthMs > waitMs + OVERLAP_MS).length;
    let best = { cost: Infinity, waitMs: longestMs };
    for (let waitMs = longestMs; waitMs >= SHORTEST_MS; waitMs -= STEP_MS) {
      const cost = cut(waitMs) + (price * ends * waitMs) / 1000;
      if (cost < best.cost) best = { cost, waitMs };
    }
    cutIns += cut(best.waitMs);
    waitsMs.push(...Array(ends).fill(best.waitMs));
  }
  return { answers: waitsMs.length, cutIns, waitsMs };
}

function ours(spoken, part, longestMs) {
  const usual = DEFAULT_ENDPOINTING[part === 1 ? 'interview' : 'discussion'];
  const settings = { ...usual, adaptive: { ...usual.adaptive, longestMs } };
  let [answersSaid, cutIns] = [0, 0];
  const waitsMs = [];
  for (const { answers } of spoken) {
    const pauses = new SpeakerPauses();
    let earlier = NO_ANSWERS;
    for (const stops of answers) {
      answersSaid += 1;
      const pausedBefore = stops.map(({ said }) => saidWords(said).length);
      for (const [index, { said, pauseMs, place }] of stops.entries()) {
        const soFar = {
          text: said,
          pausedBefore: pausedBefore.slice(0, index),
          earlier,
          takenUp: 0,
          speechMs: 0,
          endOfTurn: null,
        };
        const waitMs = silenceAllowedMs(soFar, settings, pauses);
        if (place === 'over') waitsMs.push(waitMs);
        else if (pauseMs > waitMs + OVERLAP_MS) {
          cutIns += 1;
          break;
        } else pauses.add(pauseMs);
      }
      earlier = withAnswer(earlier, part, pausedBefore.at(-1));
    }
  }
  return { answers: answersSaid, cutIns, waitsMs };
}

function print(name, longestMs, part, { answers, cutIns, waitsMs }) {
  const ordered = waitsMs.toSorted((first, second) => first - second);
  const mean = waitsMs.reduce((sum, waitMs) => sum + waitMs, 0) / waitsMs.length;
  const seconds = (ms) => `${(ms / 1000).toFixed(2)} s`;
  const share = `${((100 * cutIns) / answers).toFixed(1)} %`;
  const cells = [
    name,
    seconds(longestMs),
    part,
    share,
    seconds(ordered[Math.floor(ordered.length / 2)]),
    seconds(mean),
  ];
  console.log(`| ${cells.join(' | ')} |`);
}
