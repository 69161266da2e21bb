// Answers of several sentences: a speaker's sentences one after the other, with the silences of their recordings between them.
import { flowWithoutGaps, gapPerWord } from '../../dist/engine/scoring/speech-model/flow.js';
import { featuresOf } from '../../dist/engine/scoring/speech-model/features.js';
import { rateUtterance } from '../../dist/engine/scoring/speech-model/rate-utterance.js';
import { predict } from '../../dist/engine/scoring/speech-model/speech-model.js';
import { ADULT_AGE, ASPECTS } from './ratings.mjs';
import { pearson } from './statistics.mjs';

const SENTENCES = 5;
const SAMPLES_PER_MS = 16;

/**
 * How well whole answers are rated, by speaker against the experts' mean of the sentences. The model knows the sentences; what is asked
 * is what joining them changes.
 */
export function joinedTable(answers, model) {
  const raters = {
    'rated whole': (answer) => predict(model.recognised, featuresOf(answer, model.phoneNorms)),
    'as they are rated': (answer) => rateUtterance(answer, model, 'recognised').rating,
  };
  const rows = Object.entries(raters).map(([name, rate]) => {
    const rated = answers.map((answer) => ({ predicted: rate(answer), ratings: answer.ratings }));
    const cells = ASPECTS.map((aspect) => {
      const [predicted, expert] = ['predicted', 'ratings'].map((which) => rated.map((each) => each[which][aspect]));
      const bias = predicted.reduce((sum, value, index) => sum + value - expert[index], 0) / predicted.length;
      return `${pearson(predicted, expert).toFixed(2)}; ${bias.toFixed(2)}`;
    });
    return `| ${name} | ${cells.join(' | ')} |`;
  });
  return [`| Pearson; bias | ${ASPECTS.join(' | ')} |`, `| --- |${' --- |'.repeat(ASPECTS.length)}`, ...rows].join(
    '\n',
  );
}

/**
 * How fluency of whole answers follows from that of their words without gaps and from the gaps: least squares, a gap
 * never speaking for anybody.
 */
export function fitFlow(answers, model) {
  const rows = answers.flatMap((answer) => {
    // Children's ratings lie close together, by another standard; who takes the test is grown up.
    if (answer.age < ADULT_AGE) return [];
    const flow = flowWithoutGaps(answer, model, 'recognised');
    return flow === null ? [] : [{ flow, gap: gapPerWord(answer), target: answer.ratings.fluency }];
  });
  const mean = (of) => rows.reduce((sum, row) => sum + of(row), 0) / rows.length;
  const means = {
    flow: mean(({ flow }) => flow),
    gap: mean(({ gap }) => gap),
    target: mean(({ target }) => target),
  };
  const product = (one, other) => mean((row) => (row[one] - means[one]) * (row[other] - means[other]));
  const [ff, fs, ss] = [product('flow', 'flow'), product('flow', 'gap'), product('gap', 'gap')];
  const [ft, st] = [product('flow', 'target'), product('gap', 'target')];
  const slope = (st * ff - ft * fs) / (ff * ss - fs * fs);
  const gapCost = Math.max(0, -slope);
  const factor = (ft + gapCost * fs) / ff;
  return { offset: means.target - factor * means.flow + gapCost * means.gap, factor, gapCost };
}

export function answersOf(utterances) {
  const bySpeaker = new Map();
  for (const each of utterances) bySpeaker.set(each.speaker, [...(bySpeaker.get(each.speaker) ?? []), each]);
  return [...bySpeaker.values()]
    .filter(({ length }) => length >= SENTENCES)
    .map((all) => joined(all.slice(0, SENTENCES)));
}

function joined(sentences) {
  const samples = new Int16Array(sentences.reduce((sum, each) => sum + each.samples.length, 0));
  const answer = { words: [], segments: [], analysis: { words: [], unknown: [], heard: [] } };
  let at = 0;
  for (const each of sentences) {
    samples.set(each.samples, at);
    const later = (timed) => ({
      ...timed,
      startMs: timed.startMs + at / SAMPLES_PER_MS,
      endMs: timed.endMs + at / SAMPLES_PER_MS,
    });
    answer.words.push(...each.words);
    answer.segments.push(...each.segments.map(later));
    answer.analysis.words.push(
      ...each.analysis.words.map((word) => ({ ...later(word), phones: word.phones.map(later) })),
    );
    answer.analysis.heard.push(...(each.analysis.heard ?? []).map(later));
    at += each.samples.length;
  }
  const mean = (aspect) => sentences.reduce((sum, each) => sum + each.ratings[aspect], 0) / sentences.length;
  return {
    ...answer,
    samples,
    age: sentences[0].age,
    ratings: Object.fromEntries(ASPECTS.map((aspect) => [aspect, mean(aspect)])),
  };
}
