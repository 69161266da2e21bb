/**
 * Carries out the examiner's commands one after the other: lines are said, time is given, turns are listened to. It
 * knows what is going on (speaking, listening, preparing, thinking) and whether the candidate may interrupt; it decides
 * nothing about the exam itself.
 */
import { standingOf } from '../../exam/standing.js';
import type {
  ExamCommand,
  ExaminerLine,
  ExamInput,
  ExamState,
  ExamStep,
  ListenCommand,
  Part,
} from '../../exam/types.js';
import type { SessionEventBody } from '../log/events.js';

/**
 * So much of the examiner's line may have been heard: a word or two. Later than this the candidate knows what is being said, and
 * what they say is about it. Milliseconds.
 */
export const WORD_OR_TWO_MS = 700;

export interface ConductorPorts {
  readonly log: (body: SessionEventBody) => void;
  readonly mediaTimeMs: () => number;
  /**
   * Says a line.
   * @param ended called when its last frame was handed over; with its media time where that was before now
   */
  readonly speak: (line: ExaminerLine, ended: (endedMs?: number) => void) => void;
  /** Falls silent. @returns milliseconds of the line that were said */
  readonly hush: () => number;
  readonly listen: (command: ListenCommand) => void;
  readonly expect: (texts: readonly string[]) => void;
  readonly judged: (command: Extract<ExamCommand, { type: 'judgeSuggestion' }>) => void;
  readonly advance: (state: ExamState, input: ExamInput) => ExamStep;
  /** The exam is over and everything was said. */
  readonly ended: (status: 'completed' | 'ended') => void;
}

/** Where the exam stands. */
export interface ConductorSnapshot {
  readonly state: ExamState;
  readonly part: Part;
  readonly partStartedAtMs: number;
  readonly question: string;
}

export type Activity = 'speaking' | 'listening' | 'thinking' | 'preparing';

export class ExamConductor {
  readonly #ports: ConductorPorts;
  #state: ExamState;
  #queue: ExamCommand[] = [];
  #activity: Activity = 'thinking';
  #line: ExaminerLine | null = null;
  /** Of the first line of the newest step, until it is said. */
  #stepSinceMs: number | null = null;
  #preparationEndsAtMs: number | null = null;
  #part: Part;
  #partStartedAtMs: number;
  #question: string;
  #quitting = false;
  /** The newest answer was ended for its length. */
  #cut = false;
  /** What somebody begins to say from then on answers the newest line. */
  #answersSinceMs = 0;

  constructor(state: ExamState, ports: ConductorPorts) {
    const { part, partStartedAtMs, question } = standingOf(state);
    this.#state = state;
    this.#part = part;
    this.#partStartedAtMs = partStartedAtMs;
    this.#question = question;
    this.#ports = ports;
  }

  get activity(): Activity {
    return this.#activity;
  }

  get part(): Part {
    return this.#part;
  }

  get partStartedAtMs(): number {
    return this.#partStartedAtMs;
  }

  get preparationEndsAtMs(): number | null {
    return this.#preparationEndsAtMs;
  }

  get state(): ExamState {
    return this.#state;
  }

  snapshot(): ConductorSnapshot {
    return {
      state: this.#state,
      part: this.#part,
      partStartedAtMs: this.#partStartedAtMs,
      question: this.#question,
    };
  }

  /**
   * The candidate had not finished: what was begun since is taken back and the examiner listens on. Lines keep their
   * numbers, so that none is used twice.
   */
  takeBack({ state, part, partStartedAtMs, question }: ConductorSnapshot): void {
    this.#hush('candidate');
    this.#queue = [];
    this.#part = part;
    this.#partStartedAtMs = partStartedAtMs;
    this.#question = question;
    this.#state = { ...state, nextLine: this.#state.nextLine };
    this.#activity = 'listening';
  }

  /** What may be said after the turn that goes on is prepared anew; the turn itself is listened to already. */
  listenOn({ commands }: ExamStep): void {
    for (const command of commands) if (command.type === 'expect') this.#ports.expect(command.texts);
  }

  /** The newest question's words, for the log and for recognition. */
  get question(): string {
    return this.#question;
  }

  /**
   * What comes next is listening: the candidate may start now and the rest is not said. A line with a question behind it that was
   * not asked yet is said to its end, or the question would be lost; a question that is only said again is not needed any more.
   */
  get interruptible(): boolean {
    return (
      this.#activity === 'speaking' &&
      !this.#quitting &&
      this.#queue.at(-1)?.type === 'listen' &&
      this.#queue.every(mayBeLeftOut)
    );
  }

  /**
   * Media time from which on what somebody begins to say is about the newest line. Whoever began before goes on with something else
   * and has not heard the question yet; so does who is cut and draws breath, with whatever is said next.
   */
  get answersSinceMs(): number {
    return this.#answersSinceMs;
  }

  isInterruptedBySpeechSince(onsetMs: number): boolean {
    return this.interruptible && onsetMs >= this.#answersSinceMs;
  }

  /** Reports to the examiner. After the candidate has quit, what is still under way no longer matters. */
  input(input: ExamInput): void {
    if (this.#quitting && input.type !== 'quit') return;
    this.#cut = input.type === 'turnEnded' && input.reason === 'timeLimit';
    this.run(this.#ports.advance(this.#state, input), input.atMs);
  }

  /**
   * Takes a step of the exam and carries it out.
   * @param sinceMs media time from which its first line may have been heard: it may have begun before the exam asked for it
   */
  run(step: ExamStep, sinceMs = this.#ports.mediaTimeMs()): void {
    this.#state = step.state;
    this.#queue = [...step.commands];
    this.#stepSinceMs = sinceMs;
    // The second line of a step is synthesized while the first is said.
    this.#ports.expect(step.commands.flatMap((command) => (command.type === 'say' ? [command.line.text] : [])));
    this.checkpoint();
    this.#next();
  }

  /** Logs the examiner's memory, for whoever goes on with a session that was killed. */
  checkpoint(): void {
    const { plan: _plan, ...memory } = this.#state;
    this.#ports.log({ type: 'session.checkpointed', state: memory });
  }

  /** Once per frame. */
  tick(): void {
    if (this.#preparationEndsAtMs !== null && this.#ports.mediaTimeMs() >= this.#preparationEndsAtMs)
      this.endPreparation('timeUp');
  }

  endPreparation(reason: 'timeUp' | 'skipped'): void {
    if (this.#preparationEndsAtMs === null) return;
    this.#preparationEndsAtMs = null;
    this.#activity = 'thinking';
    this.#ports.log({ type: 'preparation.ended', reason });
    this.input({ type: 'preparationEnded', atMs: this.#ports.mediaTimeMs(), reason });
  }

  /** The candidate spoke, or typed, over the examiner: stop at once and listen. */
  interrupt(by: 'candidate' | 'key'): void {
    if (!this.interruptible) return;
    this.#hush(by);
    this.#queue = this.#queue.filter(({ type }) => type !== 'say');
    this.#next();
  }

  /** The turn is over; until its transcript is there the examiner thinks. */
  turnEnded(): void {
    this.#activity = 'thinking';
  }

  quit(): void {
    if (this.#quitting) return;
    this.#quitting = true;
    this.#hush('quit');
    this.#preparationEndsAtMs = null;
    this.input({ type: 'quit', atMs: this.#ports.mediaTimeMs() });
  }

  #hush(by: 'candidate' | 'key' | 'quit'): void {
    const line = this.#line;
    if (line === null) return;
    this.#line = null;
    this.#ports.log({ type: 'speech.interrupted', lineId: line.lineId, spokenMs: this.#ports.hush(), by });
  }

  /** Runs commands until one of them takes time. */
  #next(): void {
    for (;;) {
      const command = this.#queue.shift();
      if (command === undefined) return;
      if (this.#takesTime(command)) return;
    }
  }

  #takesTime(command: ExamCommand): boolean {
    const { log, mediaTimeMs } = this.#ports;
    switch (command.type) {
      case 'startPart':
        this.#part = command.part;
        this.#partStartedAtMs = mediaTimeMs();
        log({ type: 'part.started', part: command.part });
        return false;
      case 'endPart':
        log({
          type: 'part.ended',
          part: command.part,
          reason: command.reason,
          durationMs: Math.max(0, mediaTimeMs() - this.#partStartedAtMs),
        });
        return false;
      case 'announceTopic':
        log({ type: 'topic.announced', topicId: command.topicId, title: command.title });
        return false;
      case 'showCard': {
        const { id, topic, points, closing } = command.card;
        log({ type: 'card.shown', cardId: id, topic, points, closing });
        return false;
      }
      case 'hideCard':
        log({ type: 'card.hidden' });
        return false;
      case 'expect':
        this.#ports.expect(command.texts);
        return false;
      case 'note':
        log({ type: 'candidate.noted', turnId: command.turnId, note: command.note, detail: command.detail });
        return false;
      case 'judgeSuggestion':
        this.#ports.judged(command);
        return false;
      case 'noteRequest':
        log({ type: 'candidate.requested', turnId: command.turnId, request: command.request });
        return false;
      case 'say':
        this.#say(command.line);
        return true;
      case 'prepare':
        this.#activity = 'preparing';
        this.#preparationEndsAtMs = mediaTimeMs() + command.durationMs;
        log({ type: 'preparation.started', durationMs: command.durationMs });
        return true;
      case 'listen':
        this.#activity = 'listening';
        this.#ports.listen(command);
        return true;
      case 'end':
        this.#ports.ended(command.status);
        return true;
    }
  }

  #say(line: ExaminerLine): void {
    this.#activity = 'speaking';
    this.#line = line;
    const sinceMs = this.#stepSinceMs ?? this.#ports.mediaTimeMs();
    this.#answersSinceMs = this.#cut ? sinceMs + WORD_OR_TWO_MS : sinceMs;
    this.#stepSinceMs = null;
    this.#cut = false;
    if (isQuestion(line)) this.#question = line.text;
    const about = questionEvent(line);
    if (about !== null) this.#ports.log(about);
    this.#ports.speak(line, (endedMs) => {
      if (this.#line !== line) return;
      this.#line = null;
      const { lineId } = line;
      this.#ports.log({ type: 'speech.ended', lineId, ...(endedMs === undefined ? {} : { heardUntilMs: endedMs }) });
      this.#activity = 'thinking';
      this.#next();
    });
  }
}

/** In a queue that ends with listening. */
function mayBeLeftOut(command: ExamCommand): boolean {
  if (command.type === 'say') return command.line.purpose === 'repeat' || command.line.purpose === 'reassurance';
  return command.type === 'expect' || command.type === 'listen';
}

function isQuestion({ purpose }: ExaminerLine): boolean {
  return (
    purpose === 'question' ||
    purpose === 'followUp' ||
    purpose === 'roundingOff' ||
    purpose === 'identity' ||
    purpose === 'card' ||
    purpose === 'rephrase'
  );
}

/** What a line means for the log, besides being spoken. */
function questionEvent({ purpose, questionId, part, text }: ExaminerLine): SessionEventBody | null {
  if (purpose === 'prompt') return { type: 'candidate.prompted', questionId, part, text };
  if (questionId === null) return null;
  switch (purpose) {
    case 'question':
    case 'followUp':
    case 'roundingOff':
    case 'identity':
    case 'card':
      return { type: 'question.asked', questionId, part, text, purpose };
    case 'repeat':
      return { type: 'question.repeated', questionId, part, text };
    case 'rephrase':
    case 'explanation':
      return { type: 'question.rephrased', questionId, part, text };
    default:
      return null;
  }
}
