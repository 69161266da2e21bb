/** What a replay says of one fixture. The JSON reporter writes exactly this, without the events. */
import type { SessionEvent } from '../session/log/events.js';
import type { SessionResult } from '../session/running-session.js';
import type { Criterion } from '../scoring/types.js';
import type { Expectations, LatencyStage } from './fixture/expect-schema.js';
import type { Tolerances } from './fixture/tolerances.js';
import type { SaidAnswer } from './said-answers.js';
import type { ComparedAnswer } from './transcript/compare-answers.js';
import type { TranscriptLine } from './transcript/transcript-lines.js';
import type { WordDifference, WordErrors } from './transcript/word-errors.js';

export type BandResult =
  | { readonly rateable: true; readonly band: number; readonly low: number; readonly high: number }
  | { readonly rateable: false; readonly reason: string };

export type BandResults = Readonly<Record<Criterion | 'overall', BandResult>>;

export interface WaitingTimes {
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly maxMs: number;
}

/** Figures of one replay. Times in milliseconds of media time: nothing here depends on the machine. */
export interface ReplayMetrics {
  readonly session: SessionResult['status'];
  readonly durationMs: number;
  readonly candidateSpeechMs: number;
  readonly turns: number;
  readonly words: number;
  /** After each answer in Parts 1 and 3, from its end to the examiner's first sound. */
  readonly waitsMs: readonly number[];
  readonly answersUsed: number;
  readonly answersUnused: number;
  readonly repeats: number;
  readonly interruptions: number;
  /** Over all answers with a reference; null where no answer has one. */
  readonly wer: (WordErrors & { readonly rate: number }) | null;
  /** End of the candidate's speech to the examiner's first sound; null when nobody answered. */
  readonly response: WaitingTimes | null;
  /** Where that time went; each stage by itself. */
  readonly stages: Readonly<Record<Exclude<LatencyStage, 'response'>, WaitingTimes>> | null;
  /** Spoken answers whose turn came to an end, or that had none: what the next figures are shares of. */
  readonly spokenTurns: number;
  /**
   * Answers that the examiner cut into: their turn was taken away before their last word, or the examiner was heard in it
   * for more than 300 ms before it was taken up again.
   */
  readonly cutIns: number;
  /** Which those were: their places in the fixture, from 1. */
  readonly answersCutInto: readonly number[];
  /** Answers in which the examiner began to speak too soon, however shortly: `cutIns` and those taken up again in time. */
  readonly falseStarts: number;
  /** Turns that were taken up again. */
  readonly rejoins: number;
  /** Spoken answers of which nothing was heard. */
  readonly missedTurns: number;
  /** US dollars, as far as the log tells; null where it tells nothing. */
  readonly costUsd: number | null;
}

/** Something about a fixture that a person should know, and that is no failure. */
export interface ReplayNote {
  readonly code:
    | 'fixture.unusedFile'
    | 'fixture.unsaid'
    | 'fixture.placeholder'
    | 'fixture.noReference'
    | 'fixture.silentAnswer'
    | 'fixture.costUntold'
    | 'audio.truncated'
    | 'replay.nothingRecorded'
    | 'replay.recognisedAnew'
    | 'cassette.strayed'
    | 'baseline.new'
    | 'baseline.updated'
    | 'baseline.references'
    | 'baseline.untold';
  readonly message: string;
}

/** What a fixture expects; or `provider`; `repeat` when two runs differ; `broken` when it could not be run. */
export type FailedExpectation = keyof Expectations | 'answers' | 'baseline' | 'provider' | 'repeat' | 'broken';

export interface TextDifference {
  /** Which text, such as "answer 3". */
  readonly label: string;
  readonly words: readonly WordDifference[];
}

export interface ReplayFailure {
  readonly expectation: FailedExpectation;
  readonly message: string;
  /** Of a broken fixture: the error's code and what to do next. */
  readonly code?: string;
  readonly remedy?: string;
  /** All that is different, one line each, where the message tells the first of them. */
  readonly changes?: readonly string[];
  /** Texts that differ, word by word against what was expected. */
  readonly differences?: readonly TextDifference[];
}

export type AlteredBy = 'noise' | 'degrade' | 'gain';

export interface FixtureResult {
  readonly id: string;
  readonly title: string;
  readonly status: 'passed' | 'failed' | 'broken' | 'interrupted';
  readonly transcript: readonly TranscriptLine[];
  /** Null when the session was not scored. */
  readonly bands: BandResults | null;
  /** Null for a broken fixture. */
  readonly metrics: ReplayMetrics | null;
  readonly failures: readonly ReplayFailure[];
  readonly notes: readonly ReplayNote[];
  /** Of the stored events, canonically written; null for a broken fixture. */
  readonly eventLogSha256: string | null;
  /** For reports that show more than failures: each answer with a reference, and what was expected of the bands. */
  readonly compared: readonly ComparedAnswer[];
  /** What the candidate did, answer by answer. */
  readonly said: readonly SaidAnswer[];
  /** What the fixture does to the sound of its files, before anybody hears it. */
  readonly alters: readonly AlteredBy[];
  readonly expectedBands?: Expectations['bands'];
  /** The fixture's, for what a test expects besides. */
  readonly tolerances?: Tolerances;
  /** Text of the baseline that this replay would be; only where one was asked for. */
  readonly newBaseline?: string;
  /** Of a dry run that found nothing wrong: what the fixture's files were like, and files outside its folder that it includes. */
  readonly checked?: { readonly state: string; readonly included: readonly string[] };
  readonly events: readonly SessionEvent[];
}
