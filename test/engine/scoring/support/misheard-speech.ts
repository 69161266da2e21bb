/** Real recordings with their words misheard: what a recogniser's errors do to bands that rest on sound. The data is not part of the project. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { SoundAnalyzer } from '../../../../src/engine/ports/sound-analyzer.js';
import { measureTest } from '../../../../src/engine/scoring/measures/measure.js';
import { MAPPING } from '../../../../src/engine/scoring/rating/mapping-data.js';
import { alignmentOf } from '../../../../src/engine/scoring/speech-model/alignment-of.js';
import { rateUtterance } from '../../../../src/engine/scoring/speech-model/rate-utterance.js';
import { MeasuredRater } from '../../../../src/engine/scoring/rating/measured-rater.js';
import type { ScoredTurn, TurnEvidence } from '../../../../src/engine/scoring/types.js';
import { joinSamples, samplesToMs } from '../../../../src/engine/speech/frame.js';
import { findVoice } from '../../../../src/engine/speech/find-voice.js';
import { readAudioFile } from '../../../../src/providers/audio-files/read-audio-file.js';
import { readSpeechModel } from '../../../../src/providers/speech-model/read-speech-model.js';
import { createWebrtcDetector } from '../../../../src/providers/webrtc-vad/webrtc-detector.js';
import { recogniserNoise } from '../../../../scripts/speech-model/noise.mjs';
import { ADULT_AGE, readCorpus, type RatedSentence } from '../../../../scripts/speech-model/ratings.mjs';

const FOLDER = fileURLToPath(new URL('../../../../../shared/data/speechocean762/', import.meta.url));
export const corpusIsHere = existsSync(`${FOLDER}ratings.tsv`);
if (!corpusIsHere) console.warn('Skipped: ../shared/data/speechocean762 is not here.');

const SENTENCES_PER_ANSWER = 5;

export interface Reader {
  readonly speaker: string;
  readonly sentences: readonly RatedSentence[];
}

/** Adults from the weakest to the strongest, `count` of them evenly spread by how experts rated their sounds. */
export async function readers(count: number): Promise<readonly Reader[]> {
  const bySpeaker = new Map<string, RatedSentence[]>();
  for (const row of await readCorpus(FOLDER))
    if (row.age >= ADULT_AGE) bySpeaker.set(row.speaker, [...(bySpeaker.get(row.speaker) ?? []), row]);
  const mean = ({ sentences }: Reader): number =>
    sentences.reduce((sum, { ratings }) => sum + ratings.accuracy, 0) / sentences.length;
  const sorted = [...bySpeaker]
    .map(([speaker, sentences]): Reader => ({ speaker, sentences }))
    .sort((one, other) => mean(one) - mean(other));
  return Array.from(
    { length: count },
    (_, index) => sorted[Math.floor(((index + 0.5) * sorted.length) / count)],
  ).filter((reader) => reader !== undefined);
}

export type Mishear = (words: readonly string[], percent: number, seed: number) => readonly string[];

/** Over all words that the readers read. */
export async function mishearing(): Promise<Mishear> {
  return recogniserNoise((await readCorpus(FOLDER)).flatMap(({ words }) => words));
}

export interface Pronunciation {
  readonly band: number;
  /** Without the speech model's ratings, from the plain scores of sounds. */
  readonly plain: number;
}

/**
 * Raw pronunciation bands of what a reader read in answers of five sentences, the words as `hear` understood them. Of a hundred words the other
 * criteria can say nothing steady: they are tested on a whole test (recogniser-noise.test.ts).
 */
export async function pronunciationOf(
  { sentences }: Reader,
  analyzer: SoundAnalyzer,
  hear: (words: readonly string[], answer: number) => readonly string[],
): Promise<Pronunciation> {
  const [detector, model] = await Promise.all([createWebrtcDetector(), readSpeechModel()]);
  const turns: ScoredTurn[] = [];
  const evidence = new Map<string, TurnEvidence>();
  for (let first = 0; first < sentences.length; first += SENTENCES_PER_ANSWER) {
    const group = sentences.slice(first, first + SENTENCES_PER_ANSWER);
    const samples = joinSamples(
      await Promise.all(group.map(async ({ audio }) => (await readAudioFile(audio)).samples)),
    );
    const read = group.flatMap((sentence) => sentence.words);
    const words = hear(read, first);
    const segments = findVoice(samples, detector);
    const analysis = await analyzer.analyze(samples, words);
    const outcome = rateUtterance({ samples, words, segments, analysis }, model, 'recognised');
    const alignment = alignmentOf({ analysis, outcome });
    const turnId = `t${String(first)}`;
    turns.push({
      turnId,
      part: 'part1',
      question: '',
      text: words.join(' '),
      words: (alignment?.words ?? []).map(({ text, startMs, endMs }, index) => ({
        text,
        startMs,
        endMs,
        confidence: confidenceIn(text, index, read),
      })),
      startMs: 0,
      endMs: samplesToMs(samples.length),
      questionEndedAtMs: null,
      segments,
      typed: false,
      samples: null,
    });
    evidence.set(turnId, { alignment, grammar: [] });
  }
  detector.close();
  const band = (known: ReadonlyMap<string, TurnEvidence>): number => {
    const test = measureTest(turns, known, MAPPING.settings, { pitch: false });
    const { pronunciation } = new MeasuredRater().rate(test, { purpose: 'running' });
    if (!pronunciation.rateable) throw new Error(pronunciation.reason);
    return pronunciation.raw;
  };
  const unrated = [...evidence].map(([turnId, { alignment, ...rest }]): [string, TurnEvidence] => [
    turnId,
    { ...rest, alignment: alignment && { ...alignment, rating: null } },
  ]);
  return { band: band(evidence), plain: band(new Map(unrated)) };
}

/** How far a misheard word may have moved from its place. */
const NEAR = 4;

/** As pocketsphinx is sure of its words: it doubts half of the wrong ones and a fifth of the right ones (docs/how-good-is-the-score.md). */
function confidenceIn(word: string, place: number, read: readonly string[]): number {
  const right = read.slice(Math.max(0, place - NEAR), place + NEAR + 1).includes(word);
  return (right ? place % 5 === 0 : place % 2 === 0) ? 0.3 : 0.9;
}
