// Trains the speech model on rated sentences and says how good it is by speaker-wise cross-validation.
//   npm run build && node scripts/train-speech-model.mjs [--data FOLDER] [--cache FOLDER] [--write]
// Without --write it only prints the figures. The first run analyzes 70 minutes of audio; analyses are kept in --cache.
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { scriptArguments } from './support/script-arguments.mjs';
import { featuresOf } from '../dist/engine/scoring/speech-model/features.js';
import { analyzed, misheard } from './speech-model/corpus.mjs';
import { crossValidate, rate, speakerWeights, train } from './speech-model/cross-validate.mjs';
import { DIRECTIONS, RECOGNISED_ONLY } from './speech-model/directions.mjs';
import {
  correlations,
  correlationTable,
  heaviest,
  noiseTable,
  importances,
  importanceTable,
} from './speech-model/figures.mjs';
import { linkOf } from './speech-model/fit.mjs';
import { answersOf, fitFlow, joinedTable } from './speech-model/joined.mjs';
import { ASPECTS, readCorpus } from './speech-model/ratings.mjs';

const VERSION = '1.2.0';
/** Set by hand: under it lie 4 in 1,000 of the sentences, and a third of recordings paired with another's text. */
const LEAST_SOUND_FIT = -5;
/** The same share of misheard sentences. */
const LEAST_RECOGNISED_FIT = -6.8;
const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const MODEL = path('../data/speech-model.json');
const DOCS = path('../docs/speech-model.md');

const USAGE = 'node scripts/train-speech-model.mjs [--data FOLDER] [--cache FOLDER] [--write]';
const { values: options } = scriptArguments(USAGE, {
  options: {
    data: { type: 'string', default: path('../../shared/data/speechocean762') },
    cache: { type: 'string', default: join(tmpdir(), 'ielts-examiner-speech-model') },
    write: { type: 'boolean', default: false },
  },
});

const corpus = await readCorpus(options.data);
const report = (done) => process.stderr.write(`\r${done} of ${corpus.length} sentences`);
const utterances = (await analyzed(corpus, options.cache, report)).filter(
  ({ analysis }) => analysis !== null && analysis.words.length > 0,
);
process.stderr.write('\n');

const phoneNorms = normsOf(utterances);
const found = utterances.map((utterance) => featuresOf(utterance, phoneNorms));
const names = Object.keys(found[0]).filter((name) => !RECOGNISED_ONLY.has(name));
const speakers = utterances.map(({ speaker }) => speaker);
const data = {
  rows: found.map((features) => names.map((name) => features[name])),
  ratings: utterances.map(({ ratings }) => ratings),
  speakers,
  weights: speakerWeights(speakers),
};
const directions = names.map((name) => DIRECTIONS.get(name) ?? 0);
const checked = crossValidate(data, directions);
const trained = train(data, directions);
const noisy = (await misheard(corpus, utterances, join(options.cache, 'misheard'), report)).map((utterance) => ({
  ...utterance,
  features: featuresOf(utterance, phoneNorms),
}));
const recognised = recognisedData();
const recognisedDirections = recognised.names.map((name) => DIRECTIONS.get(name) ?? 0);
const recognisedChecked = crossValidate(recognised.data, recognisedDirections);
const recognisedTrained = train(recognised.data, recognisedDirections);
const answers = answersOf(utterances);
const model = modelOf();
const figures = figuresOf();
console.log(figures);
if (options.write) {
  const json = (text) => format(text, { parser: 'json', printWidth: 140 });
  await writeFile(MODEL, await json(JSON.stringify(model)));
  const docs = await readFile(DOCS, 'utf8');
  const marked = docs.replace(/(<!-- figures -->)[^]*(<!-- end of figures -->)/, `$1\n\n${figures}\n\n$2`);
  await writeFile(DOCS, await format(marked, { ...(await resolveConfig(DOCS)), parser: 'markdown' }));
}

/** Usual length of each phone: mean and deviation of the log of milliseconds over all speakers, whatever their ratings. */
function normsOf(all) {
  const lengths = new Map();
  for (const { phone, startMs, endMs } of all.flatMap(({ analysis }) => analysis.words.flatMap(({ phones }) => phones)))
    lengths.set(phone, [...(lengths.get(phone) ?? []), Math.log(Math.max(10, endMs - startMs))]);
  const entries = [...lengths]
    .filter(([, logs]) => logs.length >= 20)
    .sort()
    .map(([phone, logs]) => {
      const mean = logs.reduce((sum, log) => sum + log, 0) / logs.length;
      const variance = logs.reduce((sum, log) => sum + (log - mean) ** 2, 0) / logs.length;
      return [phone, [rounded(mean), rounded(Math.sqrt(variance))]];
    });
  return Object.fromEntries(entries);
}

/** The sentences with their words as read and as misheard, both with the same ratings: what mishearing changes is learnt not to be trusted. */
function recognisedData() {
  const all = [...utterances.map((utterance, index) => ({ ...utterance, features: found[index] })), ...noisy];
  const known = Object.keys(found[0]);
  const who = all.map(({ speaker }) => speaker);
  return {
    names: known,
    data: {
      rows: all.map(({ features }) => known.map((name) => features[name])),
      ratings: all.map(({ ratings }) => ratings),
      speakers: who,
      ids: all.map(({ id }) => id),
      // Both kinds of words count the same in all.
      weights: speakerWeights(who).map((weight, index) =>
        index < found.length ? weight : weight * (found.length / noisy.length),
      ),
    },
  };
}

function raterOf({ standards, aspects }, columns) {
  const perAspect = (of) => Object.fromEntries(ASPECTS.map((aspect) => [aspect, of(aspects[aspect])]));
  return {
    features: columns.map((name, column) => ({
      name,
      missing: rounded(standards[column].missing),
      mean: rounded(standards[column].mean),
      deviation: rounded(standards[column].deviation),
      weights: perAspect(({ weights }) => rounded(weights[column])),
    })),
    aspects: perAspect(({ offset, link }) => ({
      offset: rounded(offset),
      link: link.map((pair) => pair.map(rounded)),
    })),
  };
}

function modelOf() {
  const scores = found.map(({ scoreMean }) => scoreMean);
  const recognisedRater = { ...raterOf(recognisedTrained, recognised.names), leastSoundFit: LEAST_RECOGNISED_FIT };
  const flow = fitFlow(answers, { recognised: recognisedRater, phoneNorms });
  return {
    schema: 'ielts-examiner.speech-model/3',
    version: VERSION,
    provenance: {
      corpus: 'speechocean762, part of the official training half: 14 sentences per adult, 6 per child',
      licence: 'CC BY 4.0',
      source: 'https://www.openslr.org/101/',
      utterances: utterances.length,
      speakers: new Set(speakers).size,
      analyzer: 'soundswallower:en-us',
    },
    phoneNorms,
    read: { ...raterOf(trained, names), leastSoundFit: LEAST_SOUND_FIT },
    recognised: recognisedRater,
    flow: Object.fromEntries(Object.entries(flow).map(([name, value]) => [name, rounded(value)])),
    wordAccuracy: linkOf(
      scores,
      data.ratings.map(({ accuracy }) => accuracy),
      data.weights,
    ).map((pair) => pair.map(rounded)),
  };
}

function figuresOf() {
  const ages = utterances.map(({ age }) => age);
  const penalties = ASPECTS.map((aspect) => `${aspect} ${trained.aspects[aspect].penalty}`).join(', ');
  return [
    `Version ${VERSION}, ${utterances.length} of ${corpus.length} sentences by ${new Set(speakers).size} speakers, ten folds of speakers, penalty chosen inside each training part (whole set: ${penalties}).`,
    correlationTable(correlations(data, ages, checked.ratings)),
    `Recognised words are rated by weights of their own, trained on the sentences as read and as misheard (${noisy.length} more, with 15, 30 or 45 % of the words exchanged, dropped or added). Cross-validated on both kinds of words, Pearson per utterance; and how far the mean of a speaker's sentences moves when they are misheard, points of 10 (mean over speakers, and the share of them that move by at most one point):`,
    noiseTable(recognised.data, {
      clean: utterances.length,
      read: [
        ...checked.ratings,
        ...noisy
          .map((utterance) => checked.models[checked.folds[foldRow(utterance)]])
          .map((each, index) =>
            rate(
              each,
              names.map((name) => noisy[index].features[name]),
            ),
          ),
      ],
      recognised: recognisedChecked.ratings,
    }),
    'Answers of five sentences by one speaker, with the silences of their recordings between them, by the weights for recognised words (which know these sentences), against the mean of the experts, and points of 10 too high or low:',
    joinedTable(answers, model),
    'Correlation lost when a group of features is exchanged among the held-out sentences:',
    importanceTable(importances(data, names, checked)),
    'The heaviest features (weight per standard deviation, points of 10):',
    ...ASPECTS.map((aspect) => `- ${aspect}: ${heaviest(model.read.features, aspect, 10)}`),
  ].join('\n\n');
}

/** A row of the same speaker, hence of the same fold. */
function foldRow({ speaker }) {
  return speakers.indexOf(speaker);
}

function rounded(value) {
  return Number(value.toPrecision(5));
}
