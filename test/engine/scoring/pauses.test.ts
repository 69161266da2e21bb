/** A pause more never raises fluency: the whole band of a session, with sounds and the speech model's ratings, wherever the pause is. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { measureTest } from '../../../src/engine/scoring/measures/measure.js';
import { MAPPING } from '../../../src/engine/scoring/rating/mapping-data.js';
import { MeasuredRater } from '../../../src/engine/scoring/rating/measured-rater.js';
import { alignmentOf } from '../../../src/engine/scoring/speech-model/alignment-of.js';
import { rateUtterance } from '../../../src/engine/scoring/speech-model/rate-utterance.js';
import type { SpeechModel } from '../../../src/engine/scoring/speech-model/speech-model.js';
import type { AnalyzedUtterance } from '../../../src/engine/scoring/speech-model/types.js';
import type { ScoredTurn, TurnEvidence } from '../../../src/engine/scoring/types.js';
import { readSpeechModel } from '../../../src/providers/speech-model/read-speech-model.js';
import { madeSentence, type MadePhone } from './speech-model/utterances.js';

const TEXT = (
  'well I live in a small town near the coast and my parents run a bakery there so it smells of bread in the morning ' +
  'but I would like to move because there is not much to do when it rains'
).split(' ');

/** Sounds that fit, that hardly fit, and that are refused by themselves. */
const SOUNDS: readonly Partial<MadePhone>[] = [
  {},
  { score: -4, logPosterior: -3, closest: 'AE', logRatio: -1.5 },
  { score: -6, logPosterior: -5, closest: 'SIL', logRatio: -3.5 },
];

interface Answer {
  readonly words: number;
  readonly gaps: readonly number[];
  /** Kinds of sounds of its first and second half. */
  readonly sounds: readonly [number, number];
}

interface Heard {
  readonly turn: ScoredTurn;
  readonly evidence: TurnEvidence;
}

let model: SpeechModel;
beforeAll(async () => {
  model = await readSpeechModel();
});

function utteranceOf({ words, gaps, sounds }: Answer): AnalyzedUtterance {
  const texts = Array.from({ length: words }, (_, index) => TEXT[index % TEXT.length] ?? '');
  const all = madeSentence(texts, gaps);
  const analysis = all.analysis && {
    ...all.analysis,
    words: all.analysis.words.map((word, index) => ({
      ...word,
      phones: word.phones.map((phone) => ({ ...phone, ...SOUNDS[sounds[index < words / 2 ? 0 : 1]] })),
    })),
  };
  return { ...all, analysis };
}

/** As the session hears an answer: words and voice with their times, the alignment with its rating. */
function hear(answer: Answer, place: number): Heard {
  const utterance = utteranceOf(answer);
  const startMs = 60_000 * place;
  const outcome = rateUtterance(utterance, model, 'recognised');
  const later = <Timed extends { readonly startMs: number; readonly endMs: number }>(timed: Timed): Timed => ({
    ...timed,
    startMs: timed.startMs + startMs,
    endMs: timed.endMs + startMs,
  });
  const words = (utterance.analysis?.words ?? []).map(({ text, ...times }) => ({
    ...later({ startMs: times.startMs, endMs: times.endMs }),
    text,
    confidence: 0.9,
  }));
  return {
    turn: {
      turnId: `t${String(place)}`,
      part: 'part1',
      question: 'What about it?',
      text: utterance.words.join(' '),
      words,
      startMs,
      endMs: startMs + utterance.samples.length / 16,
      questionEndedAtMs: startMs - 300,
      segments: utterance.segments.map(later),
      typed: false,
      samples: null,
    },
    evidence: { alignment: alignmentOf({ analysis: utterance.analysis, outcome }), grammar: [] },
  };
}

function fluencyOf(answers: readonly Heard[]): number {
  const turns = answers.map(({ turn }) => turn);
  const evidence = new Map(answers.map(({ turn, evidence: known }) => [turn.turnId, known]));
  const test = measureTest(turns, evidence, MAPPING.settings, { pitch: false });
  const { fluency } = new MeasuredRater().rate(test, { purpose: 'running' });
  if (!fluency.rateable) throw new Error(fluency.reason);
  return fluency.raw;
}

const gap = fc.constantFrom(0, 0, 0, 30, 80, 200, 300, 590, 610, 1200);
/** From three words, which last a second, to forty. */
const answer = fc
  .tuple(fc.constantFrom(3, 6, 10, 13, 14, 15, 18, 26, 40), fc.nat(2), fc.nat(2))
  .chain(([words, first, second]) =>
    fc.record({
      words: fc.constant(words),
      gaps: fc.array(gap, { minLength: words - 1, maxLength: words - 1 }),
      sounds: fc.constant([first, second] as const),
    }),
  );

describe('fluency of a session', () => {
  it('never rises by a little time between all words, which makes the share of pauses smaller', () => {
    const halting = (between: number): readonly Heard[] =>
      [0, 1, 2].map((place) =>
        hear(
          {
            words: 34,
            gaps: Array.from({ length: 33 }, (_, index) => (index % 4 === 3 ? 600 : 20 + between)),
            sounds: [0, 0],
          },
          place,
        ),
      );
    const bands = [0, 50, 100, 150, 200].map((between) => fluencyOf(halting(between)));
    for (const [index, band] of bands.entries()) expect(band).toBeLessThanOrEqual((bands[index - 1] ?? 9) + 1e-9);
  });

  it('never rises by a pause, in short answers and long ones, with sounds that fit and that do not', () => {
    const base: Answer = { words: 34, gaps: Array<number>(33).fill(40), sounds: [0, 0] };
    const rest = [hear(base, 0), hear({ ...base, words: 12 }, 1)];
    fc.assert(
      fc.property(answer, fc.nat(), fc.constantFrom(20, 60, 150, 250, 350, 600, 1500, 4000), (one, at, pause) => {
        const place = at % one.gaps.length;
        const longer = { ...one, gaps: one.gaps.map((ms, index) => (index === place ? ms + pause : ms)) };
        const before = fluencyOf([...rest, hear(one, 2)]);
        expect(fluencyOf([...rest, hear(longer, 2)])).toBeLessThanOrEqual(before + 1e-9);
      }),
      { seed: 31, numRuns: 30 },
    );
  });
});
