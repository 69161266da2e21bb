/** Rates one line of a manifest. Runs in a worker thread, so it takes and gives plain data. */
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { isAppError, messageOf } from '../../engine/errors.js';
import type { Output, OutputScores } from '../../engine/evaluation/outputs.js';
import type { WordErrors } from '../../engine/replay/transcript/word-errors.js';
import { parseTranscript, parseTranscriptText } from '../../engine/scoring/input/parse-transcript.js';
import { partsUnknownIn, turnsFromTranscript } from '../../engine/scoring/input/transcript-turns.js';
import { spoken, tokenize } from '../../engine/scoring/language/tokens.js';
import { CRITERIA, type ScoredTurn, type TestScore } from '../../engine/scoring/types.js';
import { samplesToMs } from '../../engine/speech/frame.js';
import { decodedText } from '../../engine/text/decoded-text.js';
import { readAudioFile } from '../../providers/audio-files/read-audio-file.js';
import { readCandidateSide } from '../../providers/recording/candidate-side.js';
import { ASPECT_OUTPUTS, aspectScores } from './aspect-scores.js';
import { lineOpinion, type LineOpinion } from './model-opinions.js';
import { hearSpeech } from '../score/hear-speech.js';
import { MAX_MINUTES } from '../score/score-file.js';
import type { ScoringEngines } from '../score/scoring-engines.js';
import { scoreTurns, type ScoreTurnsOptions } from '../score/score-turns.js';
import { withSound, type TurnsWithSound } from '../score/sound-of-turns.js';
import { refuseTooBig } from '../score/transcript-size.js';

/** Paths are absolute. */
export interface ItemJob {
  readonly id: string;
  readonly audioPath: string | null;
  readonly transcriptPath: string | null;
  readonly turns: unknown;
  readonly text: string | null;
  readonly reference: string | null;
  readonly question: string | null;
  /** Recognise although the words are given, to count word errors. */
  readonly recognise: boolean;
  readonly bands: boolean;
  readonly aspects: boolean;
}

export interface ItemMeasurement {
  readonly predicted: OutputScores;
  readonly unrated: Readonly<Partial<Record<Output, string>>>;
  readonly words: number | null;
  readonly audioMs: number | null;
  readonly tookMs: number;
  readonly wordErrors: WordErrors | null;
  /** What stands against the figures: answers left out, evidence that failed, a weak recogniser. */
  readonly warnings: readonly string[];
  /** Evidence failed: what is found is printed, but not kept. */
  readonly evidenceFailed: boolean;
  /** Null where no language model was asked. */
  readonly opinion: LineOpinion | null;
}

export type ItemOutcome =
  { readonly ok: true; readonly measurement: ItemMeasurement } | { readonly ok: false; readonly message: string };

/** Never rejects. */
export async function measureItem(job: ItemJob, engines: () => Promise<ScoringEngines>): Promise<ItemOutcome> {
  const startedAt = performance.now();
  try {
    const measured = job.audioPath === null ? await fromTranscript(job, engines) : await fromAudio(job, engines);
    return { ok: true, measurement: { ...measured, tookMs: performance.now() - startedAt } };
  } catch (error) {
    return { ok: false, message: isAppError(error) ? `${error.message} ${error.remedy}` : messageOf(error) };
  }
}

type Measured = Omit<ItemMeasurement, 'tookMs'>;

async function fromTranscript(job: ItemJob, engines: () => Promise<ScoringEngines>): Promise<Measured> {
  const document = await documentOf(job);
  return await fromTurns(turnsFromTranscript(document), await engines(), { partsUnknown: partsUnknownIn(document) });
}

/** A transcript, and what of its sound is known. */
async function fromTurns(
  turns: readonly ScoredTurn[],
  opened: ScoringEngines,
  conditions: ScoreTurnsOptions,
): Promise<Omit<Measured, 'audioMs'> & { readonly audioMs: null }> {
  const { score, warnings, evidenceFailed } = await scoreTurns(turns, opened, conditions);
  const aspects = Object.fromEntries(ASPECT_OUTPUTS.map((output) => [output, NO_ASPECTS]));
  const { predicted, unrated } = bandScores(score, opened);
  const opinion = lineOpinion(score.secondOpinion);
  const rest = { words: wordsIn(turns), audioMs: null, wordErrors: null, opinion, warnings, evidenceFailed };
  return { predicted, unrated: { ...unrated, ...aspects }, ...rest };
}

const NO_ASPECTS = 'Aspects are rated from audio whose words are given as reference or text.';

async function documentOf({ id, transcriptPath, turns, text, question }: ItemJob) {
  if (transcriptPath !== null) {
    refuseTooBig(basename(transcriptPath), (await stat(transcriptPath)).size);
    return parseTranscriptText(decodedText(await readFile(transcriptPath)), basename(transcriptPath));
  }
  if (turns !== null && turns !== undefined) return parseTranscript(turns, id);
  return parseTranscript({ turns: [{ text: text ?? '', ...(question === null ? {} : { question }) }] }, id);
}

async function fromAudio(job: ItemJob, engines: () => Promise<ScoringEngines>): Promise<Measured> {
  const opened = await engines();
  const path = job.audioPath ?? '';
  const file = await readAudioFile(path, { maxMinutes: MAX_MINUTES });
  const side = await readCandidateSide(path, file.source);
  const samples = side ?? file.samples;
  const document = job.turns === null && job.transcriptPath === null ? null : await documentOf(job);
  const audioMs = samplesToMs(samples.length);
  if (document !== null) {
    const found = withSound(turnsFromTranscript(document), samples, opened.voiceActivity);
    const measured = await fromTurns(found.turns, opened, {
      partsUnknown: partsUnknownIn(document),
      audio: found.audio,
      ...(found.refusal === null ? {} : { refusal: found.refusal }),
    });
    const warnings = [...file.warnings.map(({ message }) => message), ...timesWarning(found), ...measured.warnings];
    return { ...measured, warnings, audioMs: found.withoutTimes === found.turns.length ? null : audioMs };
  }
  // Beside a reference, "text" is what was said: that is looked for. Alone, a reference is what was to be read.
  const words = job.text ?? job.reference;
  const question = job.question ?? '';
  const heard = await hearSpeech(
    { samples, dialogue: side !== null, reference: words, question, recognise: job.recognise },
    opened,
  );
  const refusal = heard.refusal === null ? {} : { refusal: heard.refusal };
  const { audio, alignments } = heard;
  const wordsGiven = job.reference !== null && job.text === null;
  const conditions = { audio, alignments, partsUnknown: true, wordsGiven, ...refusal };
  const scored = job.bands ? await scoreTurns(heard.turns, opened, conditions) : null;
  const score = scored?.score ?? null;
  const bands = score === null ? { predicted: {}, unrated: {} } : bandScores(score, opened);
  const aspects = job.aspects
    ? aspectScores(heard, { words, reference: job.text === null ? null : job.reference })
    : { predicted: {}, unrated: {} };
  return {
    predicted: { ...bands.predicted, ...aspects.predicted },
    unrated: { ...bands.unrated, ...aspects.unrated },
    words: wordsIn(heard.turns),
    audioMs,
    wordErrors: heard.wordErrors,
    opinion: lineOpinion(score?.secondOpinion),
    warnings: [
      ...file.warnings.map(({ message }) => message),
      ...(heard.recognised === null ? [] : opened.warnings),
      ...heard.warnings,
      ...(scored?.warnings ?? []),
    ],
    evidenceFailed: scored?.evidenceFailed ?? false,
  };
}

function timesWarning({ turns, withoutTimes }: TurnsWithSound): readonly string[] {
  if (withoutTimes === 0) return [];
  return [`${String(withoutTimes)} of ${String(turns.length)} answers have no times: their sound was not used.`];
}

type Scores = Pick<ItemMeasurement, 'predicted' | 'unrated'>;

/** Before rounding: agreement is measured on what was found, not on what is shown. */
function bandScores(score: TestScore, { modelRater }: ScoringEngines): Scores {
  const predicted: Partial<Record<Output, number>> = {};
  const unrated: Partial<Record<Output, string>> = {};
  for (const criterion of CRITERIA) {
    const found = score.criteria[criterion];
    if (found.rateable) predicted[`band.${criterion}`] = found.raw;
    else unrated[`band.${criterion}`] = found.reason;
  }
  if (score.overall.rateable) predicted['band.overall'] = score.overall.mean;
  else if (score.fromWords) predicted['band.overall'] = score.fromWords.raw;
  else {
    const { lexical } = score.criteria;
    unrated['band.overall'] = lexical.rateable ? score.overall.reason : lexical.reason;
  }
  const { secondOpinion } = score;
  if (modelRater?.weight !== 'alone' || secondOpinion?.available !== false) return { predicted, unrated };
  // What another rater gave must not be taken for the model's.
  const reason = `The language model gave no opinion: ${secondOpinion.why}`;
  return { predicted: {}, unrated: Object.fromEntries(BAND_OUTPUTS.map((output) => [output, reason])) };
}

const BAND_OUTPUTS = [...CRITERIA, 'overall' as const].map((name) => `band.${name}` as const);
function wordsIn(turns: readonly ScoredTurn[]): number {
  return turns.reduce((total, { text }) => total + spoken(tokenize(text)).length, 0);
}
