/**
 * Builds one step: collects commands and the state that follows from them. Lives only within a single call of the state
 * machine, so that from outside the machine stays a pure function.
 */
import type { FollowUpSuggestion, RefusalReason } from './follow-up/suggestion.js';
import { asStateMemory, memoryOf, type ExamMemory, type OpenQuestion } from './memory.js';
import { lineText, type LineGaps, type LineName } from './lines.js';
import { spokenTimes } from './spoken-times.js';
import { speakingMs } from './times.js';
import type {
  CandidateNote,
  CandidateRequest,
  ExamCommand,
  ExamPhase,
  ExamPlan,
  ExamState,
  ExamStep,
  LinePurpose,
  ListenCommand,
  Part,
  PartEndReason,
} from './types.js';

export type ListenTimes = Pick<
  ListenCommand,
  'patienceMs' | 'softLimitMs' | 'hardStopAtMs' | 'limitFromFirstSpeechMs' | 'endSilenceMs'
>;

/** A phase either waits for the next input or its part is over; `quit`: the candidate wants the whole test to end. */
export type Outcome = 'waiting' | PartEndReason;

export class StepBuilder {
  readonly plan: ExamPlan;
  /** Media time of the input, never before that of the input before it. */
  readonly atMs: number;
  #memory: ExamMemory;
  #phase: ExamPhase;
  #nextLine: number;
  #nextTurn: number;
  #partStartedAtMs: number;
  #asked: readonly string[];
  readonly #commands: ExamCommand[] = [];

  constructor(state: ExamState, atMs: number) {
    this.plan = state.plan;
    this.#memory = memoryOf(state);
    this.atMs = Math.max(atMs, this.#memory.lastAtMs);
    this.#memory = { ...this.#memory, lastAtMs: this.atMs };
    this.#phase = state.phase;
    this.#nextLine = state.nextLine;
    this.#nextTurn = state.nextTurn;
    this.#partStartedAtMs = state.partStartedAtMs;
    this.#asked = state.asked;
  }

  get memory(): ExamMemory {
    return this.#memory;
  }

  get partStartedAtMs(): number {
    return this.#partStartedAtMs;
  }

  get phase(): ExamPhase {
    return this.#phase;
  }

  get part(): Part {
    return this.#memory.part ?? 'introduction';
  }

  get partElapsedMs(): number {
    return this.atMs - this.#partStartedAtMs;
  }

  /** Lines of this step still to be spoken before anyone can answer, estimated. */
  get speakingAheadMs(): number {
    return this.#commands.reduce((sum, each) => sum + (each.type === 'say' ? speakingMs(each.line.text) : 0), 0);
  }

  wasAsked(questionId: string): boolean {
    return this.#asked.includes(questionId);
  }

  /** Ids, in order. */
  get asked(): readonly string[] {
    return this.#asked;
  }

  remember(change: Partial<ExamMemory>): void {
    this.#memory = { ...this.#memory, ...change };
  }

  enter(phase: ExamPhase): void {
    this.#phase = phase;
  }

  startPart(part: Part): void {
    this.#partStartedAtMs = this.atMs;
    this.remember({ part, open: null, silentQuestions: 0 });
    this.emit({ type: 'startPart', part });
  }

  endPart(reason: PartEndReason): void {
    this.emit({ type: 'endPart', part: this.part, reason });
    this.remember({ part: null, open: null, longTurn: null });
  }

  emit(command: ExamCommand): void {
    this.#commands.push(command);
  }

  /** The text a named line would have if it were said next. */
  line(name: LineName, gaps?: LineGaps): string {
    return lineText(name, { seed: this.plan.seed, lineNumber: this.#nextLine }, { ...spokenTimes(this.plan), ...gaps });
  }

  say(purpose: LinePurpose, text: string, questionId: string | null = null): void {
    this.emit({ type: 'say', line: { lineId: `l${this.#nextLine}`, purpose, text, part: this.part, questionId } });
    this.#nextLine += 1;
  }

  sayLine(purpose: LinePurpose, name: LineName, questionId: string | null = null): void {
    this.say(purpose, this.line(name), questionId);
  }

  /** Asks something for the first time: from now on its id counts as asked. Follow with {@link listen}. */
  ask(question: { id: string; text: string }, purpose: LinePurpose, moment: OpenQuestion['moment']): void {
    this.say(purpose, question.text, question.id);
    this.markAsked(question.id);
    this.remember({
      open: {
        turnId: '',
        questionId: question.id,
        text: question.text,
        purpose,
        part: this.part,
        moment,
        askedAtMs: this.atMs,
        repeats: 0,
        silences: 0,
        prompted: false,
        rephrased: false,
        otherRequests: 0,
        answer: { words: 0, speechMs: 0, links: 0 },
      },
    });
  }

  markAsked(questionId: string): void {
    if (!this.wasAsked(questionId)) this.#asked = [...this.#asked, questionId];
  }

  /** Emits `listen` and returns the id of the turn. */
  listen(questionId: string, moment: OpenQuestion['moment'], times: ListenTimes): string {
    const turnId = `t${this.#nextTurn}`;
    this.#nextTurn += 1;
    this.emit({ type: 'listen', turnId, questionId, part: this.part, moment, ...times });
    return turnId;
  }

  note(turnId: string, note: CandidateNote, detail: string): void {
    this.emit({ type: 'note', turnId, note, detail });
  }

  /** @param refused null: it is what happens now */
  judge(turnId: string, suggestion: FollowUpSuggestion, refused: RefusalReason | null): void {
    this.emit({ type: 'judgeSuggestion', turnId, suggestion, refused });
  }

  noteRequest(turnId: string | null, request: CandidateRequest): void {
    this.emit({ type: 'noteRequest', turnId, request });
  }

  result(): ExamStep {
    const plan = this.plan;
    return {
      state: {
        version: 1,
        plan,
        phase: this.#phase,
        nextLine: this.#nextLine,
        nextTurn: this.#nextTurn,
        partStartedAtMs: this.#partStartedAtMs,
        asked: this.#asked,
        memory: asStateMemory(this.#memory),
      },
      commands: this.#commands,
    };
  }
}
