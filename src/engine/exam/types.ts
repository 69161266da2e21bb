/**
 * The examiner's contract: what goes into the pure state machine and what comes out.
 * `(state, input) -> (state, commands)`; the session carries commands out in order and reports back with inputs.
 */
import type { DiscussionQuestion, InterviewTopic, TaskCard } from './bank.js';
import type { FollowUpSuggestion, RefusalReason } from './follow-up/suggestion.js';

/** The parts of a test, in order. Parts 1 to 3 are rated. */
export type Part = 'introduction' | 'part1' | 'part2' | 'part3' | 'closing';
export type RatedPart = 'part1' | 'part2' | 'part3';

/** How the clocks are kept: see {@link ExamTimes}. `untimed` is for learning. */
export type Timing = 'standard' | 'strict' | 'untimed';

/** All times in milliseconds of media time. */
export interface ExamTimes {
  readonly introductionMaxMs: number;
  readonly part1TargetMs: number;
  readonly part1HardMs: number;
  readonly preparationMs: number;
  /** Counts from the candidate's first speech in the long turn. */
  readonly longTurnMs: number;
  /** Stopping earlier than this is prompted once. */
  readonly longTurnShortMs: number;
  readonly part3TargetMs: number;
  readonly part3HardMs: number;
  /** Silence before the question is repeated. */
  readonly patienceMs: number;
  /** Silence inside the long turn that ends it. */
  readonly longTurnSilenceMs: number;
  /** An answer longer than this is ended at its next pause (Parts 1 and 3). */
  readonly part1AnswerMs: number;
  readonly part3AnswerMs: number;
}

/** Everything chosen before the test starts, so that the test depends on the plan and the candidate alone. Plain JSON. */
export interface ExamPlan {
  readonly bankVersion: string;
  readonly seed: number;
  /** Rated parts to run, in exam order. */
  readonly parts: readonly RatedPart[];
  readonly timing: Timing;
  readonly times: ExamTimes;
  /** Part 1 topics with their questions already chosen and ordered; the first is a frame topic. More than can be asked. */
  readonly topics: readonly InterviewTopic[];
  readonly card: TaskCard | null;
  /** Part 3 questions in the order of preference within each level. */
  readonly discussion: readonly DiscussionQuestion[];
  readonly examinerName: string;
  /** What was to be taken only when nothing else was left: without it the seed leads to other questions. */
  readonly avoid?: readonly string[];
}

/** Why a turn ended. */
export type TurnEndReason =
  | 'endpoint' // the endpointing policy found the answer complete
  | 'silence' // nothing was said within the patience, or the long turn fell silent
  | 'timeLimit' // the answer, long turn or part ran out of time
  | 'saidFinished' // "that's all", "I've finished"
  | 'finishedKey'
  | 'typed';

export type ExamInput =
  | { readonly type: 'begin'; readonly atMs: number }
  | {
      readonly type: 'turnEnded';
      readonly atMs: number;
      readonly turnId: string;
      /** Final transcript, typed text, or '' when nothing was said. */
      readonly text: string;
      /** Speech inside the turn, without pauses. For typed answers an estimate. */
      readonly speechMs: number;
      /** Media time of the first speech, null when nothing was said. */
      readonly firstSpeechAtMs: number | null;
      readonly reason: TurnEndReason;
      /** Mean word confidence where known: low confidence must not be read as a request. */
      readonly confidence: number | null;
      /** What a language model would do next. Only Part 3 looks at it, and only after its own rules. */
      readonly suggestion?: FollowUpSuggestion;
      /** Of these words as an answer to the open question, by `understoodTurn`; worked out when it is left out. */
      readonly understood?: UnderstoodTurn;
    }
  | { readonly type: 'preparationEnded'; readonly atMs: number; readonly reason: 'timeUp' | 'skipped' }
  /** The repeat key, pressed while the examiner listens (the turn in progress, if any, was thrown away). */
  | { readonly type: 'repeatRequested'; readonly atMs: number }
  /** The candidate ends the test. */
  | { readonly type: 'quit'; readonly atMs: number };

/** How much was answered. */
export interface AnswerSize {
  readonly words: number;
  readonly speechMs: number;
  /** Different words that give reasons, examples, contrasts or conditions. */
  readonly links: number;
}

/** What a turn's words say to the question that is open. */
export type UnderstoodTurn =
  | {
      readonly type: 'answer';
      /** Ends with "that's all" or the like. */
      readonly finished: boolean;
      /** Says only that there is no answer ("I have no idea"). */
      readonly unable: boolean;
      readonly size: AnswerSize;
      /** The language that it is in, or 'another script'; null for English. */
      readonly language: string | null;
    }
  | { readonly type: 'request'; readonly request: CandidateRequest };

/** Why the examiner says a line; the session logs questions and prompts by it. */
export type LinePurpose =
  | 'greeting'
  | 'identity'
  | 'partIntroduction'
  | 'topicAnnouncement'
  | 'question'
  | 'followUp'
  | 'roundingOff'
  | 'repeat'
  | 'rephrase'
  | 'explanation'
  | 'prompt'
  | 'decline'
  | 'procedure'
  | 'transition'
  | 'card'
  | 'longTurnStart'
  | 'longTurnEnd'
  | 'reassurance'
  | 'closing';

export interface ExaminerLine {
  /** Unique in the session, such as "l12". */
  readonly lineId: string;
  readonly purpose: LinePurpose;
  readonly text: string;
  readonly part: Part;
  /** The question this line asks, repeats, rephrases or prompts for; null for other lines. */
  readonly questionId: string | null;
}

/** Which endpointing policy listens. One name per moment of the exam. */
export type EndpointingMoment = 'identity' | 'interview' | 'longTurn' | 'roundingOff' | 'discussion';

export interface ListenCommand {
  readonly type: 'listen';
  /** Unique in the session, such as "t7". */
  readonly turnId: string;
  readonly questionId: string;
  readonly part: Part;
  readonly moment: EndpointingMoment;
  /** Silence before any speech that ends the turn with reason `silence`. */
  readonly patienceMs: number;
  /** After this much answering time the turn ends at its next pause, reason `timeLimit`. Null: none. */
  readonly softLimitMs: number | null;
  /** Media time at which the turn is ended whatever happens, reason `timeLimit`. Null: none. */
  readonly hardStopAtMs: number | null;
  /** The long turn's limit, counted from the first speech of this turn. Null: none. */
  readonly limitFromFirstSpeechMs: number | null;
  /** Silence after speech that ends a long turn. Null: the moment's own endpointing. */
  readonly endSilenceMs: number | null;
}

export type ExamCommand =
  | { readonly type: 'startPart'; readonly part: Part }
  | { readonly type: 'endPart'; readonly part: Part; readonly reason: PartEndReason }
  | { readonly type: 'announceTopic'; readonly topicId: string; readonly title: string }
  | { readonly type: 'showCard'; readonly card: TaskCard }
  | { readonly type: 'hideCard' }
  /** Starts the preparation time; the session answers with `preparationEnded`. */
  | { readonly type: 'prepare'; readonly durationMs: number }
  /** Lines are said in order. A line followed by a `listen` in the same step may be interrupted by the candidate. */
  | { readonly type: 'say'; readonly line: ExaminerLine }
  /** Lines likely to be said after the coming turn, so that they are synthesized while the candidate speaks. */
  | { readonly type: 'expect'; readonly texts: readonly string[] }
  /** Listens to one turn; the session answers with `turnEnded`. Always the last command of its step. */
  | ListenCommand
  /** Something scoring should know: never commented on aloud. */
  | { readonly type: 'note'; readonly turnId: string; readonly note: CandidateNote; readonly detail: string }
  /** What became of a suggestion, for the log. `refused` null: it is what the examiner does now. */
  | {
      readonly type: 'judgeSuggestion';
      readonly turnId: string;
      readonly suggestion: FollowUpSuggestion;
      readonly refused: RefusalReason | null;
    }
  /** What the candidate asked for, for the log. */
  | { readonly type: 'noteRequest'; readonly turnId: string | null; readonly request: CandidateRequest }
  /** The test is over. Always the last command. */
  | { readonly type: 'end'; readonly status: 'completed' | 'ended' };

export type PartEndReason = 'completed' | 'timeUp' | 'noAnswer' | 'quit';
export type CandidateNote = 'shortAnswer' | 'noAnswer' | 'foreignLanguage' | 'stoppedEarly';
export type CandidateRequest =
  'repeat' | 'rephrase' | 'explain' | 'score' | 'opinion' | 'correctness' | 'procedure' | 'pause' | 'skip' | 'stop';

/**
 * What the log knows to have been said when a test goes on after a crash: the newest step may have been decided on and not
 * carried out.
 */
export interface SaidSoFar {
  /** Parts whose introduction, or greeting, was heard. */
  readonly introduced: ReadonlySet<Part>;
  /** Ids of topics that were announced. */
  readonly topics: ReadonlySet<string>;
  /** Ids of questions that were asked. */
  readonly questions: ReadonlySet<string>;
  /** Whether the candidate has the task card. */
  readonly cardShown: boolean;
  /** The line that closes the test; `begun`: only its part was told. */
  readonly closing: 'unsaid' | 'begun' | 'said';
}

export interface ExamStep {
  readonly state: ExamState;
  readonly commands: readonly ExamCommand[];
}

/**
 * The examiner's whole memory: plain JSON, written to the log as a checkpoint after every step, so a killed session
 * goes on where it was. Only the exam folder reads its fields.
 */
export interface ExamState {
  readonly version: 1;
  readonly plan: ExamPlan;
  readonly phase: ExamPhase;
  readonly nextLine: number;
  readonly nextTurn: number;
  /** Media time at which the current part began. */
  readonly partStartedAtMs: number;
  /** Ids of questions asked so far. */
  readonly asked: readonly string[];
  /** How the exam state machine continues; its shape belongs to the machine. */
  readonly memory: Readonly<Record<string, unknown>>;
}

export type ExamPhase =
  'notStarted' | 'introduction' | 'part1' | 'card' | 'preparation' | 'longTurn' | 'roundingOff' | 'part3' | 'ended';
