/** Rates one file: a transcript as JSON, or a recording. */
import { open, readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { AppError } from '../../engine/errors.js';
import { fileTrouble } from '../../engine/file-trouble.js';
import type { WordErrors } from '../../engine/replay/transcript/word-errors.js';
import type { Rounding } from '../../engine/scoring/bands.js';
import { parseTranscriptText } from '../../engine/scoring/input/parse-transcript.js';
import { partsUnknownIn, turnsFromTranscript } from '../../engine/scoring/input/transcript-turns.js';
import type { UtteranceOutcome } from '../../engine/scoring/speech-model/types.js';
import type { TestScore } from '../../engine/scoring/types.js';
import { decodedText } from '../../engine/text/decoded-text.js';
import { safeText } from '../../engine/text/safe-text.js';
import { samplesToMs } from '../../engine/speech/frame.js';
import { readAudioFile } from '../../providers/audio-files/read-audio-file.js';
import { readCandidateSide } from '../../providers/recording/candidate-side.js';
import { costSince, type ModelRatingCost } from './rating-cost.js';
import { hearSpeech } from './hear-speech.js';
import type { ScoringEngines } from './scoring-engines.js';
import { scoreTurns } from './score-turns.js';
import { refuseTooBig } from './transcript-size.js';

/** A test lasts 14 minutes. Longer files than this are none, and rating them would take half of their length. */
export const MAX_MINUTES = 30;
const SNIFF_BYTES = 64;
const TRANSCRIPT_NAME = /\.(?:json|txt)$/i;
/** Stands for a transcript that another program writes to the standard input. */
const STANDARD_INPUT = '-';

export interface FileRequest {
  readonly path: string;
  readonly reference: string | null;
  readonly question: string;
  readonly rounding: Rounding;
  /** Recognise although the words are given. */
  readonly recognise: boolean;
}

export interface FileScore {
  readonly kind: 'transcript' | 'audio';
  readonly score: TestScore;
  /** Aspects of read speech, 0 to 10; null unless there is audio with its reference. */
  readonly utterance: UtteranceOutcome | null;
  /** Null for a recording that does not tell where answers begin. */
  readonly answers: number | null;
  /** False for a transcript without times: `atMs` of a quote tells nothing. */
  readonly timed: boolean;
  readonly audioMs: number | null;
  readonly recognised: string | null;
  readonly wordErrors: WordErrors | null;
  readonly warnings: readonly string[];
  /** What a language model's opinion of this file cost; null when none was asked for. */
  readonly modelCost: ModelRatingCost | null;
}

/** Rejects with an AppError that says what is wrong with the file. */
export async function scoreFile(request: FileRequest, engines: () => Promise<ScoringEngines>): Promise<FileScore> {
  const isTranscript = await looksLikeTranscript(request.path);
  const opened = await engines();
  const before = opened.modelRater?.cost() ?? null;
  const scored = isTranscript ? await scoreTranscript(request, opened) : await scoreAudio(request, opened);
  const now = opened.modelRater?.cost() ?? null;
  return { ...scored, modelCost: before === null || now === null ? null : costSince(before, now) };
}

type Scored = Omit<FileScore, 'modelCost'>;

async function scoreTranscript(
  { path, rounding, question, reference }: FileRequest,
  engines: ScoringEngines,
): Promise<Scored> {
  const document =
    path === STANDARD_INPUT
      ? parseTranscriptText(decodedText(await readStandardInput()), 'the standard input')
      : parseTranscriptText(decodedText(await readFile(path)), basename(path));
  const turns = turnsFromTranscript(document).map((turn) => (turn.question === '' ? { ...turn, question } : turn));
  const { score, warnings } = await scoreTurns(turns, engines, { rounding, partsUnknown: partsUnknownIn(document) });
  const nothing = { utterance: null, audioMs: null, recognised: null, wordErrors: null };
  const timed = turns.some(({ words }) => words.length > 0);
  const unused = reference === null ? [] : ['A transcript tells its words itself: --reference was not used.'];
  return { kind: 'transcript', score, answers: turns.length, timed, ...nothing, warnings: [...unused, ...warnings] };
}

async function scoreAudio(request: FileRequest, engines: ScoringEngines): Promise<Scored> {
  const file = await readAudioFile(request.path, { maxMinutes: MAX_MINUTES });
  const side = await readCandidateSide(request.path, file.source);
  const samples = side ?? file.samples;
  const heard = await hearSpeech({ ...request, samples, dialogue: side !== null }, engines);
  const { score, warnings } = await scoreTurns(heard.turns, engines, {
    rounding: request.rounding,
    audio: heard.audio,
    partsUnknown: true,
    wordsGiven: request.reference !== null,
    alignments: heard.alignments,
    ...(heard.refusal === null ? {} : { refusal: heard.refusal }),
  });
  const { recognised, wordErrors } = heard;
  const caveats = recognised === null ? [] : engines.warnings;
  return {
    kind: 'audio',
    score,
    utterance:
      heard.refusal === null || heard.utterance === null
        ? (heard.utterance?.outcome ?? null)
        : { rateable: false, cause: 'noSpeech', reason: heard.refusal },
    answers: heard.turns.some(({ cut }) => cut !== undefined) ? null : heard.turns.length,
    timed: true,
    audioMs: samplesToMs(samples.length),
    recognised,
    wordErrors,
    warnings: [...file.warnings.map(({ message }) => message), ...caveats, ...heard.warnings, ...warnings],
  };
}

/** Its end may never come. */
async function readStandardInput(): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    refuseTooBig('the standard input', (bytes += chunk.length));
  }
  return Buffer.concat(chunks);
}

/** By content: a transcript begins with a bracket, audio never does. By name where it has slips, or is plain text: then its reader says what is wrong. */
async function looksLikeTranscript(path: string): Promise<boolean> {
  if (path === STANDARD_INPUT) return true;
  let file;
  try {
    // Opening a pipe without a writer would wait for one for ever. The reader of audio files says what is wrong with it.
    const found = await stat(path);
    if (!found.isFile()) return false;
    const { size } = found;
    file = await open(path, 'r');
    const { buffer, bytesRead } = await file.read(Buffer.alloc(SNIFF_BYTES), 0, SNIFF_BYTES, 0);
    // Cut off within a letter it is no UTF-8 any more, and the mark in front of it three letters.
    const begins = decodedText(buffer.subarray(0, bytesRead)).replace(/^ï»¿/, '');
    const isTranscript = /^\s*[[{"]/.test(begins) || TRANSCRIPT_NAME.test(path);
    if (isTranscript) refuseTooBig(path, size);
    return isTranscript;
  } catch (error) {
    // The reader of audio files says what is wrong with a path.
    if (error instanceof AppError) throw error;
    if (TRANSCRIPT_NAME.test(path)) throw unreadable(path, error);
    return false;
  } finally {
    await file?.close();
  }
}

function unreadable(path: string, error: unknown): AppError {
  return new AppError({
    code: 'transcript.unreadable',
    message: isMissing(error)
      ? `There is no file ${safeText(path)}.`
      : `${safeText(path)} cannot be read: ${fileTrouble(error)}.`,
    remedy: 'Check the path.',
    exitCode: 2,
    cause: error,
  });
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
