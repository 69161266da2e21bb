/** Audio into answers: read speech with its words known, or a test whose words are recognised first. */
import type { TurnTranscript } from '../../engine/ports/speech-to-text.js';
import type { Alignment } from '../../engine/ports/word-aligner.js';
import type { WordErrors } from '../../engine/replay/transcript/word-errors.js';
import {
  addWordErrors,
  compareWords,
  countWordErrors,
  NO_WORD_ERRORS,
} from '../../engine/replay/transcript/word-errors.js';
import { spoken, tokenize } from '../../engine/scoring/language/tokens.js';
import type { AudioQuality } from '../../engine/scoring/rating/rater.js';
import { alignmentOf } from '../../engine/scoring/speech-model/alignment-of.js';
import { unexplainedSpeech } from '../../engine/scoring/speech-model/unexplained.js';
import type { RatedSpeech } from '../../engine/scoring/speech-model/types.js';
import type { ScoredTurn } from '../../engine/scoring/types.js';
import { samplesToMs } from '../../engine/speech/frame.js';
import { splitAnswers } from '../../providers/audio-files/split-answers.js';
import { asOneRecording } from './one-recording.js';
import { recognise } from './recognise.js';
import type { ScoringEngines } from './scoring-engines.js';
import { hearAudio } from './voiced-stretches.js';
import { whyNotSpeech } from './why-not-speech.js';

export interface SpeechRequest {
  readonly samples: Int16Array;
  /** The words that should have been said; null to recognise them. */
  readonly reference: string | null;
  /** Of the first answer: what a recording holds behind its first long silence may answer another one. */
  readonly question: string;
  /** Recognise even where the words are known, to count the recogniser's errors. */
  readonly recognise: boolean;
  /** Long pauses are known to be the examiner's turns, as in a session's own recording. Left out: they count as pauses. */
  readonly dialogue?: boolean;
}

export interface HeardSpeech {
  readonly turns: readonly ScoredTurn[];
  readonly audio: AudioQuality;
  /** Only of read speech. */
  readonly utterance: RatedSpeech | null;
  /** Of read speech, by turn id: the analysis that it was rated with, for its bands as well. */
  readonly alignments: ReadonlyMap<string, Alignment | null>;
  /** What the recogniser understood; null when it was not asked. */
  readonly recognised: string | null;
  readonly wordErrors: WordErrors | null;
  /** Why the whole cannot be rated. */
  readonly refusal: string | null;
  readonly warnings: readonly string[];
}

/** Rejects with a ProviderError, or `score.noRecogniser`. */
export async function hearSpeech(request: SpeechRequest, engines: ScoringEngines): Promise<HeardSpeech> {
  const { samples, reference } = request;
  const heard = hearAudio(samples, engines.voiceActivity);
  const audio = { clippedShare: heard.quality?.clippedShare ?? null, snrDb: heard.quality?.snrDb ?? null };
  if (heard.segments.length === 0) return { ...NOTHING, audio, refusal: 'No speech was heard.' };
  const pieces =
    reference === null || request.recognise ? await recognisePieces(samples, reference !== null, engines) : null;
  const recognised = pieces?.map(({ transcript }) => transcript.text).join(' ') ?? null;
  const wordErrors =
    reference === null || recognised === null
      ? null
      : addWordErrors(NO_WORD_ERRORS, countWordErrors(compareWords(reference, recognised)));
  const refusal = whyNotSpeech(
    samples,
    heard.segments,
    reference === null ? (pieces ?? []).map(({ transcript }) => transcript) : null,
  );
  if (reference !== null) {
    const words = spoken(tokenize(reference)).map(({ normal }) => normal);
    const utterance = (await engines.speechRater?.rate(samples, words)) ?? null;
    // Words that are not in the sound were not said, whatever was given.
    const outcome = utterance?.outcome;
    const notFound = outcome?.rateable === false && outcome.cause === 'wordsNotFound' ? outcome.reason : null;
    const turn = turnOf(
      { samples, startMs: 0, turnId: 't1' },
      { text: reference, words: [], confidence: null },
      request,
      engines,
    );
    const alignments = new Map(utterance === null ? [] : [[turn.turnId, alignmentOf(utterance)]]);
    const unexplained = outcome?.rateable === true && utterance !== null ? unexplainedSpeech(utterance) : null;
    return {
      turns: [turn],
      audio,
      utterance,
      alignments,
      recognised,
      wordErrors,
      refusal: refusal ?? notFound,
      warnings: unexplained === null ? [] : [unexplained],
    };
  }
  const answers = (pieces ?? [])
    .filter(({ transcript }) => transcript.text.trim() !== '')
    .map((piece, index) => turnOf(piece, piece.transcript, { question: index === 0 ? request.question : '' }, engines));
  const turns = request.dialogue === true ? answers : asOneRecording(answers);
  const nothing = turns.length === 0 ? NO_WORDS : null;
  return {
    turns,
    audio,
    utterance: null,
    alignments: new Map(),
    recognised,
    wordErrors,
    refusal: refusal ?? nothing,
    warnings: [],
  };
}

const NO_WORDS = 'Not a word could be recognised: it may be noise or music.';
const NOTHING = {
  turns: [],
  utterance: null,
  alignments: new Map(),
  recognised: null,
  wordErrors: null,
  warnings: [],
} as const;

interface Piece {
  readonly samples: Int16Array;
  /** Where it begins in the file. */
  readonly startMs: number;
  readonly turnId: string;
}

interface RecognisedPiece extends Piece {
  readonly transcript: TurnTranscript;
}

async function recognisePieces(
  samples: Int16Array,
  whole: boolean,
  engines: ScoringEngines,
): Promise<readonly RecognisedPiece[]> {
  const stream = await engines.recogniser();
  const pieces = whole ? [samples] : splitAnswers(samples, engines.voiceActivity);
  const found: RecognisedPiece[] = [];
  for (const [index, piece] of pieces.entries()) {
    const turnId = `t${String(index + 1)}`;
    const transcript = await recognise(stream, piece, turnId, engines.clock);
    const startMs = samplesToMs((piece.byteOffset - samples.byteOffset) / Int16Array.BYTES_PER_ELEMENT);
    found.push({ samples: piece, startMs, turnId, transcript });
  }
  return found;
}

/** Times in the file. The answer begins and ends with the piece, so that its audio and its times agree. */
function turnOf(
  { samples, startMs, turnId }: Piece,
  { text, words }: TurnTranscript,
  { question }: Pick<SpeechRequest, 'question'>,
  { voiceActivity }: ScoringEngines,
): ScoredTurn {
  const { segments } = hearAudio(samples, voiceActivity);
  const moved = <Timed extends { readonly startMs: number; readonly endMs: number }>(timed: Timed): Timed => ({
    ...timed,
    startMs: timed.startMs + startMs,
    endMs: timed.endMs + startMs,
  });
  return {
    turnId,
    part: 'part1',
    question,
    text,
    words: words.map(moved),
    startMs,
    endMs: startMs + samplesToMs(samples.length),
    questionEndedAtMs: null,
    segments: segments.map(moved),
    typed: false,
    samples,
  };
}
