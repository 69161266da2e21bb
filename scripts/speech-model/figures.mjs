// Correlations with bootstrap intervals over speakers, importances, and the tables that the documentation shows.
import { rate } from './cross-validate.mjs';
import { ADULT_AGE, ASPECTS } from './ratings.mjs';
import { pearson } from './statistics.mjs';

const RESAMPLES = 1000;

function randomOf(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** 95 % interval of a statistic over groups of row numbers (the speakers), drawn with replacement. */
function interval(groups, statistic) {
  const random = randomOf(1);
  const found = Array.from({ length: RESAMPLES }, () =>
    statistic(groups.flatMap(() => groups[Math.floor(random() * groups.length)])),
  ).sort((a, b) => a - b);
  return [found[Math.floor(RESAMPLES * 0.025)], found[Math.ceil(RESAMPLES * 0.975) - 1]];
}

/** Pearson per aspect for everybody, everybody with each speaker alike, adults, children, and of speakers' means. */
export function correlations(data, ages, ratings) {
  const indexes = [...ages.keys()];
  const bySpeaker = (kept) => groupsOf(kept, (index) => data.speakers[index]);
  const one = (name, kept, ofSpeakers, weighted) => {
    const cells = ASPECTS.map((aspect) => {
      const human = data.ratings.map((row) => row[aspect]);
      const model = ratings.map((row) => row[aspect]);
      const statistic = (rows) =>
        pearson(
          rows.map((i) => model[i]),
          rows.map((i) => human[i]),
          weighted ? rows.map((i) => data.weights[i]) : undefined,
        );
      const groups = bySpeaker(kept);
      if (!ofSpeakers) return cell(statistic(kept), interval(groups, statistic));
      const mean = (rows, values) => rows.reduce((sum, i) => sum + values[i], 0) / rows.length;
      const means = groups.map((rows) => [mean(rows, model), mean(rows, human)]);
      const ofMeans = (pairs) =>
        pearson(
          pairs.map(([first]) => first),
          pairs.map(([, second]) => second),
        );
      return cell(
        ofMeans(means),
        interval(
          means.map((pair) => [pair]),
          ofMeans,
        ),
      );
    });
    return { name, n: ofSpeakers ? bySpeaker(kept).length : kept.length, cells };
  };
  const adults = indexes.filter((index) => ages[index] >= ADULT_AGE);
  const children = indexes.filter((index) => ages[index] < ADULT_AGE);
  return [
    one('per utterance', indexes, false, false),
    one('the same, every speaker counting alike', indexes, false, true),
    one('adults, per utterance', adults, false, false),
    one('children, per utterance', children, false, false),
    one('per speaker', indexes, true, false),
    one('adults, per speaker', adults, true, false),
    one('children, per speaker', children, true, false),
  ];
}

function cell(value, [low, high]) {
  return { value, low, high };
}

export const GROUPS = {
  'phone scores': /^(score|weak)/,
  'comparison with other phones': /^(posterior|ratio|closest|mistaken|silent|sameClass|final|initial)/,
  'free phone loop': /^loop[A-Z]/,
  'rates, pauses and gaps':
    /^(log(Speech|Articulation|Phone|Span)Rate|phonation|rawVoiced|pause|logPause|longestPause|gap|longGap|longestGap|meanRun|longestRun|run|outside|inside)/,
  'lengths of sounds and words': /^(length|stretch|lastStretch)/,
  rhythm: /^(vowelShare|vowelVariation|consonant|vowelPvi|reduction)/,
  pitch: /^(pitch|voicedShare)/,
  loudness: /^(loudness|level)/,
  text: /^(wordCount|syllablesPerWord|phonesPerWord|logRank|longestWord|hardPhone|textVowel|unknown)/,
};

/** What held-out correlation is lost when a group's columns are exchanged among the held-out utterances. */
export function importances(data, names, { folds, models, ratings }) {
  return Object.entries(GROUPS).map(([group, pattern]) => {
    const columns = names.flatMap((name, column) => (pattern.test(name) ? [column] : []));
    const random = randomOf(5);
    const shuffled = [...data.rows.keys()];
    for (let index = shuffled.length - 1; index > 0; index -= 1) {
      const other = Math.floor(random() * (index + 1));
      [shuffled[index], shuffled[other]] = [shuffled[other], shuffled[index]];
    }
    const changed = data.rows.map((row, index) => {
      const copy = [...row];
      for (const column of columns) copy[column] = data.rows[shuffled[index]][column];
      return rate(models[folds[index]], copy);
    });
    const lost = ASPECTS.map((aspect) => {
      const human = data.ratings.map((row) => row[aspect]);
      return (
        pearson(
          ratings.map((row) => row[aspect]),
          human,
        ) -
        pearson(
          changed.map((row) => row[aspect]),
          human,
        )
      );
    });
    return { group, features: columns.length, lost };
  });
}

const two = (value) => value.toFixed(2).replace(/^(-?)0\./, '$1.');

export function correlationTable(rows) {
  return [
    `| Pearson [95 % interval] | n | ${ASPECTS.join(' | ')} |`,
    `| --- | --- | ${ASPECTS.map(() => '---').join(' | ')} |`,
    ...rows.map(
      ({ name, n, cells }) =>
        `| ${name} | ${n} | ${cells.map(({ value, low, high }) => `${value.toFixed(3).replace('0.', '.')} [${two(low)}, ${two(high)}]`).join(' | ')} |`,
    ),
  ].join('\n');
}

export function importanceTable(rows) {
  return [
    `| group | features | ${ASPECTS.join(' | ')} |`,
    `| --- | --- | ${ASPECTS.map(() => '---').join(' | ')} |`,
    ...rows.map(({ group, features, lost }) => `| ${group} | ${features} | ${lost.map(two).join(' | ')} |`),
  ].join('\n');
}

/** The heaviest features of an aspect by their standardised weight. */
export function heaviest(features, aspect, count) {
  return features
    .toSorted((a, b) => Math.abs(b.weights[aspect]) - Math.abs(a.weights[aspect]))
    .slice(0, count)
    .map(({ name, weights }) => `\`${name}\` ${weights[aspect] > 0 ? '+' : ''}${two(weights[aspect])}`)
    .join(', ');
}

function groupsOf(items, keyOf) {
  const groups = new Map();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return [...groups.values()];
}

/**
 * @param data rows as read, then as misheard
 * @param options.clean number of rows as read
 * @param options.read ratings of all rows by the weights for read words; options.recognised by those for recognised ones
 */
export function noiseTable({ ratings, speakers }, { clean, ...raters }) {
  const rows = Object.entries(raters).map(([name, predicted]) => {
    const cells = ASPECTS.map((aspect) => {
      const correlation = (from, to) =>
        pearson(
          predicted.slice(from, to).map((each) => each[aspect]),
          ratings.slice(from, to).map((each) => each[aspect]),
        );
      const moves = movesOf(predicted, speakers, clean, aspect);
      const near = moves.filter((move) => Math.abs(move) <= 1).length / moves.length;
      const mean = moves.reduce((sum, move) => sum + move, 0) / moves.length;
      return `${two(correlation(0, clean))} / ${two(correlation(clean))}; ${mean.toFixed(2)}, ${Math.round(100 * near)} %`;
    });
    return `| weights for ${name} words | ${cells.join(' | ')} |`;
  });
  return [
    `| as read / misheard; move | ${ASPECTS.join(' | ')} |`,
    `| --- |${' --- |'.repeat(ASPECTS.length)}`,
    ...rows,
  ].join('\n');
}

/** By speaker: mean rating of misheard sentences less that of the same speaker's sentences as read. */
function movesOf(predicted, speakers, clean, aspect) {
  const sums = new Map();
  for (const [index, speaker] of speakers.entries()) {
    const sum = sums.get(speaker) ?? { read: 0, reads: 0, noisy: 0, noisies: 0 };
    if (index < clean) [sum.read, sum.reads] = [sum.read + predicted[index][aspect], sum.reads + 1];
    else [sum.noisy, sum.noisies] = [sum.noisy + predicted[index][aspect], sum.noisies + 1];
    sums.set(speaker, sum);
  }
  return [...sums.values()]
    .filter(({ noisies }) => noisies > 0)
    .map((sum) => sum.noisy / sum.noisies - sum.read / sum.reads);
}
