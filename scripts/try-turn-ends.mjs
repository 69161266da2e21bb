/**
 * Tries a learned rule of turn-taking beside the one in use: chances that an answer is over, by boosted trees over what was said so far, and the
 * wait whose cut-ins and waiting cost least. It learns from scripts/corpus/training, with words misheard, and is tried on texts that it did not
 * learn from. Prints tables in Markdown: share of answers cut in on; median, mean and 95 % of the waits after finished answers.
 *
 *   npm run build && node scripts/try-turn-ends.mjs [--on training|tuning|held-out]
 *
 * `training` divides the training texts in four and tries each part on what was learned from the others.
 */
import { parseArgs } from 'node:util';
import { DEFAULT_ENDPOINTING, silenceAllowedMs } from '../dist/engine/speech/endpointing.js';
import { SpeakerPauses } from '../dist/engine/speech/speaker-pauses.js';
import { PART_1, PART_3 } from './corpus/answers.mjs';
import { answerSoFar } from './turn-ends/answer-so-far.mjs';
import { boost } from './turn-ends/boosted-trees.mjs';
import { drawHeard, trainingTexts } from './turn-ends/draw-heard.mjs';
import { SpeakerKind, waitOf } from './turn-ends/wait-of-chances.mjs';

const PARTS = { 1: PART_1, 3: PART_3 };
/** Words of an answer of the tuning half: mean and spread. Training texts are drawn so that theirs are about the same. */
const LENGTHS = { 1: [16.5, 3.2], 3: [23, 4] };
/** Share of the training draws that keep the training texts' own lengths. */
const OWN_LENGTHS = 0.15;
const HEAVIEST = 4;
const CONVERSATIONS = { learn: 300, try: 400 };
const PERCENTS = [0, 10, 0, 20];
const FOLDS = 4;
const CLASSES = ['over', 'boundary', 'inside'];
const OVERLAP_MS = 200;
/** Chosen on the training texts and the tuning half: medians near 0.9 s in Part 1, and in Part 3 no more cut-ins than the rule in use has. */
const CHOSEN = { 1: 0.037, 3: 0.035 };
const OTHERS = [0.02, 0.03, 0.04, 0.06];

const { values } = parseArgs({ options: { on: { type: 'string', default: 'training' } } });
const training = Object.fromEntries([1, 3].map((part) => [part, weighted(part, trainingTexts(part))]));

console.log(
  '| part | misheard | rule | cut in on | median | mean | 95 % |\n| --- | --- | --- | --- | --- | --- | --- |',
);
const tried =
  values.on === 'training' ? await crossValidated() : await onHalf(values.on === 'tuning' ? 'tuning' : 'heldOut');
for (const part of [1, 3]) {
  for (const percent of [...new Set(PERCENTS)]) {
    const some = tried.filter((conversation) => conversation.part === part && conversation.percent === percent);
    print(
      [part, `${percent} %`, 'in use'],
      some.map((each) => outcomes(each, inUse(part))),
    );
    // The held-out half is no place to choose.
    for (const price of values.on === 'held-out' ? [CHOSEN[part]] : [CHOSEN[part], ...OTHERS]) {
      const name = `learned, ${(price * 100).toFixed(1)} % a second`;
      print(
        [part, `${percent} %`, name],
        some.map((each) => outcomes(each, learned(price))),
      );
    }
    if (values.on === 'held-out') continue;
    const told = some.map((each) => outcomes(each, learned(CHOSEN[part], true)));
    print([part, `${percent} %`, 'the same, told which pauses are inside clauses'], told);
  }
}

async function crossValidated() {
  const tried = [];
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const isTried = (_, index) => index % FOLDS === fold;
    const chances = await learn((texts) => texts.filter((text, index) => !isTried(text, index)), fold);
    for (const part of [1, 3]) {
      const texts = training[part].filter(isTried);
      const drawn = await drawHeard(part, texts, Math.ceil(CONVERSATIONS.try / FOLDS), PERCENTS, 500 + fold);
      tried.push(...withChances(drawn, chances));
    }
  }
  return tried;
}

/** The held-out half is tried on what was learned from the tuning half, too. */
async function onHalf(half) {
  const more = (texts, part) =>
    half === 'tuning' ? texts : [...texts, ...PARTS[part].tuning.map((text) => ({ text, weight: 1 }))];
  const chances = await learn(more, 0);
  const tried = [];
  for (const part of [1, 3]) {
    const texts = PARTS[part][half].map((text) => ({ text, weight: 1 }));
    tried.push(...withChances(await drawHeard(part, texts, CONVERSATIONS.try, PERCENTS, 900), chances));
  }
  return tried;
}

async function learn(chosen, seed) {
  const [rows, labels] = [[], []];
  for (const part of [1, 3]) {
    for (const { answers } of await drawHeard(
      part,
      chosen(training[part], part),
      CONVERSATIONS.learn,
      PERCENTS,
      100 + seed,
    )) {
      for (const { heard, resumed, place } of answers.flat()) {
        rows.push(answerSoFar(heard, part, resumed));
        labels.push(CLASSES.indexOf(place));
      }
    }
  }
  return boost(rows, labels, CLASSES.length);
}

function withChances(conversations, chances) {
  return conversations.map(({ answers, ...conversation }) => ({
    ...conversation,
    answers: answers.map((stops) =>
      stops.map((stop) => {
        const [over, between, inside] = chances(answerSoFar(stop.heard, conversation.part, stop.resumed));
        return { ...stop, chances: { over, between, inside } };
      }),
    ),
  }));
}

function weighted(part, texts) {
  const lengths = texts.map((text) => text.split(' ').filter((word) => word !== '/').length);
  const [mean, spread] = LENGTHS[part];
  return texts.map((text, index) => {
    const own = lengths.filter((length) => Math.abs(length - lengths[index]) <= 1).length / 3 / lengths.length;
    const wanted = Math.exp(-(((lengths[index] - mean) / spread) ** 2) / 2) / spread / Math.sqrt(2 * Math.PI);
    return { text, weight: Math.min(HEAVIEST, ((1 - OWN_LENGTHS) * wanted + OWN_LENGTHS * own) / own) };
  });
}

function inUse(part) {
  const settings = DEFAULT_ENDPOINTING[part === 1 ? 'interview' : 'discussion'];
  const pauses = new SpeakerPauses();
  return {
    waitMs: ({ heard }) => silenceAllowedMs({ text: heard, speechMs: 0, endOfTurn: null }, settings, pauses),
    note: (pauseMs) => pauses.add(pauseMs),
  };
}

/** @param told which pauses are inside clauses: what is left to cut in on if grammar were known */
function learned(price, told = false) {
  const kind = new SpeakerKind();
  const knowing = ({ over, between }, place) =>
    place === 'inside'
      ? { over: 0, between: 0, inside: 1 }
      : { over: over / (over + between), between: between / (over + between), inside: 0 };
  return {
    waitMs: ({ chances, place }) => waitOf(told ? knowing(chances, place) : chances, kind, price),
    note: (pauseMs) => kind.add(pauseMs),
  };
}

function outcomes({ answers }, listener) {
  const waitsMs = [];
  let cutIns = 0;
  for (const stops of answers) {
    for (const stop of stops) {
      const waitMs = listener.waitMs(stop);
      if (stop.place === 'over') waitsMs.push(waitMs);
      else if (stop.pauseMs > waitMs + OVERLAP_MS) {
        cutIns += 1;
        break;
      } else listener.note(stop.pauseMs);
    }
  }
  return { answers: answers.length, cutIns, waitsMs };
}

function print(names, all) {
  const sum = (of) => all.reduce((total, each) => total + of(each), 0);
  const waits = all.flatMap(({ waitsMs }) => waitsMs).toSorted((first, second) => first - second);
  const seconds = (ms) => `${(ms / 1000).toFixed(2)} s`;
  const share = (100 * sum(({ cutIns }) => cutIns)) / sum(({ answers }) => answers);
  const at = (quantile) => waits[Math.floor(quantile * (waits.length - 1))];
  const mean = waits.reduce((total, waitMs) => total + waitMs, 0) / waits.length;
  console.log(`| ${[...names, `${share.toFixed(1)} %`, ...[at(0.5), mean, at(0.95)].map(seconds)].join(' | ')} |`);
}
