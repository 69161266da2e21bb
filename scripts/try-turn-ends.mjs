/**
 * Tries the rule of turn-taking on texts that it was not learned from, without sound: answers as long as the corpus's, with 0, 10 and 20 % of the words
 * misheard, and shorter and longer ones, of one sentence or several texts in a row. Prints a table in Markdown: share of answers cut in on; median, mean and 95 % of the waits after
 * finished answers.
 *
 *   npm run build && node scripts/try-turn-ends.mjs [--on training|tuning|held-out] [--prices]
 *
 * `training` divides the training texts in four and tries each part on what was learned from the others; the tuning half is tried on what was learned
 * from all of them; the held-out half on what is in use. `--prices` tries other prices of a second of waiting than those in use, too.
 */
import { cheapestWaitMs } from '../dist/engine/speech/cheapest-wait.js';
import { saidWords } from '../dist/engine/speech/completeness.js';
import { NO_ANSWERS, withAnswer } from '../dist/engine/speech/earlier-answers.js';
import { chancesAfterWords, turnEnds } from '../dist/engine/speech/end-chances.js';
import { DEFAULT_ENDPOINTING } from '../dist/engine/speech/endpointing.js';
import { SpeakerPauses } from '../dist/engine/speech/speaker-pauses.js';
import { PART_1, PART_3 } from './corpus/answers.mjs';
import { scriptArguments, wrongCall } from './support/script-arguments.mjs';
import { anyLength, drawHeard, mixedLengths, textsAnAnswer } from './turn-ends/draw-heard.mjs';
import { learn, odds, PARTS, PERCENTS, weightedTexts } from './turn-ends/learn.mjs';

const CORPUS = { 1: PART_1, 3: PART_3 };
const IN_USE = {
  1: DEFAULT_ENDPOINTING.interview.adaptive.price,
  3: DEFAULT_ENDPOINTING.discussion.adaptive.price,
};
const OTHERS = [0.03, 0.04, 0.05, 0.06, 0.08];
/** Tried, of each level and kind of answers. */
const CONVERSATIONS = 200;
const FOLDS = 4;
/** Who goes on so shortly after the examiner began is listened to again. */
const OVERLAP_MS = 200;
/** One to three words, or a "yes" and the like before a pause. */
const BRIEF_OR_BEGUN = { brief: 0.2, begun: 0.3 };
const KINDS = [
  ...[...new Set(PERCENTS)].map((percent) => ({
    name: percent === 0 ? 'as in the corpus' : `the same, ${percent} % misheard`,
    percents: [percent],
    lengths: textsAnAnswer(1),
  })),
  { name: 'of one sentence', percents: [0], lengths: textsAnAnswer(0) },
  { name: 'twice as long', percents: [0], lengths: textsAnAnswer(2) },
  { name: 'three times as long', percents: [0], lengths: textsAnAnswer(3) },
  { name: 'now one, now two, now three times as long', percents: [0], lengths: anyLength },
  {
    name: 'now and then three times as long',
    percents: [0],
    lengths: mixedLengths([
      [1, 5 / 6],
      [3, 1 / 6],
    ]),
  },
  { name: 'as in the corpus or brief', percents: [0], lengths: textsAnAnswer(1), shares: BRIEF_OR_BEGUN },
  { name: 'the brief ones of these', percents: [0], lengths: textsAnAnswer(1), shares: BRIEF_OR_BEGUN, only: 'brief' },
  { name: 'those begun with "yes"', percents: [0], lengths: textsAnAnswer(1), shares: BRIEF_OR_BEGUN, only: 'begun' },
];

const USAGE = 'node scripts/try-turn-ends.mjs [--on training|tuning|held-out] [--prices]';
const { values } = scriptArguments(USAGE, {
  options: { on: { type: 'string', default: 'training' }, prices: { type: 'boolean', default: false } },
});
const tried = { training: crossValidated, tuning: onTuning, 'held-out': onHeldOut }[values.on];
// The held-out half is no place to choose.
if (tried === undefined || (values.prices && values.on === 'held-out'))
  wrongCall(USAGE, 'Prices are tried on the training texts or the tuning half.');
const triedTexts = await tried();
const head = ['part', 'answers', 'price', 'cut in on', 'median', 'mean', '95 %'];
console.log(`| ${head.join(' | ')} |\n|${' --- |'.repeat(head.length)}`);
for (const part of PARTS) {
  for (const kind of KINDS) {
    const drawn = await drawnAnswers(part, kind);
    for (const price of values.prices ? [...new Set([IN_USE[part], ...OTHERS])].sort() : [IN_USE[part]]) {
      const cells = [part, kind.name, `${(100 * price).toFixed(1)} %`, ...figures(drawn, price)];
      console.log(`| ${cells.join(' | ')} |`);
    }
  }
}

async function crossValidated() {
  const found = [];
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const isTried = (_, index) => index % FOLDS === fold;
    const others = (part) => weightedTexts(part).filter((text, index) => !isTried(text, index));
    const { ends } = await learn(others, 100 + fold);
    found.push({ ends, texts: (part) => weightedTexts(part).filter(isTried), set: 'training' });
  }
  return found;
}

async function onTuning() {
  const { ends } = await learn(weightedTexts, 100);
  return [{ ends, texts: (part) => CORPUS[part].tuning.map((text) => ({ text, weight: 1 })), set: 'tuning' }];
}

function onHeldOut() {
  const { ends } = turnEnds().turnEnds;
  return [{ ends, texts: (part) => CORPUS[part].heldOut.map((text) => ({ text, weight: 1 })), set: 'heldOut' }];
}

async function drawnAnswers(part, { percents, lengths, shares, only }) {
  const conversations = CONVERSATIONS / triedTexts.length;
  const drawn = [];
  for (const [index, { ends, texts, set }] of triedTexts.entries()) {
    const draws = { part, texts: texts(part), conversations, percents, lengths, seed: 500 + index };
    if (shares !== undefined) draws.shares = { ...shares, set };
    drawn.push(...(await drawHeard(draws)).map((conversation) => ({ ends, only, ...conversation })));
  }
  return drawn;
}

function figures(conversations, price) {
  let [answersSaid, cutIns] = [0, 0];
  const waitsMs = [];
  for (const { part, ends, only, answers } of conversations) {
    const pauses = new SpeakerPauses();
    let earlier = NO_ANSWERS;
    for (const { sort, stops } of answers) {
      const counts = only === undefined || sort === only;
      if (counts) answersSaid += 1;
      let said = '';
      for (const { heard, pausedBefore, pauseMs, place } of stops) {
        said = heard;
        const chances = chancesAfterWords(ends, { part, text: heard, pausedBefore, earlier }, odds);
        const waitMs = cheapestWaitMs(chances, pauses.lengths, price);
        if (place === 'over') {
          if (counts) waitsMs.push(waitMs);
        } else if (pauseMs > waitMs + OVERLAP_MS) {
          if (counts) cutIns += 1;
          break;
        } else pauses.add(pauseMs);
      }
      // Of an answer that is cut in on nobody knows how long it would have been.
      earlier = withAnswer(earlier, part, saidWords(said).length);
    }
  }
  waitsMs.sort((first, second) => first - second);
  const at = (quantile) => waitsMs[Math.floor(quantile * (waitsMs.length - 1))];
  const mean = waitsMs.reduce((sum, waitMs) => sum + waitMs, 0) / waitsMs.length;
  const waits = [at(0.5), mean, at(0.95)].map((ms) => `${(ms / 1000).toFixed(2)} s`);
  return [`${((100 * cutIns) / answersSaid).toFixed(1)} %`, ...waits];
}
