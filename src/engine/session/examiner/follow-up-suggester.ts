/**
 * Asks a language model what comes next in Part 3. It may begin while the candidate is silent at a likely end of the turn,
 * and what it then has is thrown away when they go on. The candidate never waits longer for it than a named bound: then
 * the question bank goes on. Nothing it gives is said before the exam's own checks.
 */
import { followUpBrief } from '../../exam/follow-up/brief.js';
import { followUpMessages } from '../../exam/follow-up/prompt.js';
import { FOLLOW_UP_TOOLS, suggestionOf, type FollowUpSuggestion } from '../../exam/follow-up/suggestion.js';
import { advanceExam, understoodTurn, wantsSuggestion } from '../../exam/examiner.js';
import type { TurnEnded } from '../../exam/asked-question.js';
import type { ExamCommand, ExamState } from '../../exam/types.js';
import { jsonObjectIn } from '../../language-model/json-repair.js';
import type { Clock } from '../../ports/clock.js';
import type { LanguageModel } from '../../ports/language-model.js';
import { ConversationHistory } from './conversation-history.js';
import { HEARD_AT_ONCE_AFTER_MS } from './early-reply.js';
import type { SessionEvent, SessionEventBody } from '../log/events.js';
import { ModelAnswer } from './model-answer.js';
import { isSameAnswer } from './same-answer.js';

/** After the turn's end. With the patience of endpointing before it, the examiner is still heard within four seconds. */
export const SUGGESTION_WAIT_MS = 1500;
/** From the candidate's last sound: what is left of four seconds is for the voice, and for one that fails. */
const SUGGESTED_WITHIN_MS = 3000;
/** A model that was late or failed twice in a row is hardly waited for: only what it has begun before the turn's end helps. */
const HURRIED_WAIT_MS = 300;
const MISSES_UNTIL_HURRIED = 2;
/** Answers begun before the end of one turn: each costs money, and somebody who pauses often would pay for all of them. */
const MOST_EARLY_ANSWERS = 3;
/** Room for a short thought of a reasoning model and one question. */
const MOST_OUTPUT_TOKENS = 600;
/** A little variety, little invention. */
const TEMPERATURE = 0.3;
/** Until the turn is really over: what the clock will be when an early answer is tried out. */
const STILL_TO_WAIT_MS = 600;

/** Said by nobody: of usual length. */
const REHEARSED_ANSWER =
  'Well, I think it depends on the people, because some of them have more time than others, and when I look at my own ' +
  'town most of them would rather stay at home than go out, although that was different in the past.';
const REHEARSED_MS = 16_000;

export interface FollowUpSuggesterOptions {
  readonly model: LanguageModel;
  readonly clock: Clock;
  readonly state: () => ExamState;
  readonly log: (body: SessionEventBody) => void;
  /** Lines that will be said if the turn ends now. */
  readonly prepare: (texts: readonly string[]) => void;
  readonly onFailure: (error: unknown) => void;
  /** A request is under way from now on, or is given up, beside whoever asked for it. */
  readonly onBegun: () => void;
}

/** A turn as far as it has come. */
export interface LikelyTurn {
  readonly turnId: string;
  readonly text: string;
  readonly speechMs: number;
  readonly atMs: number;
}

export class FollowUpSuggester {
  readonly #options: FollowUpSuggesterOptions;
  readonly #history = new ConversationHistory();
  #answer: { readonly turn: LikelyTurn; readonly model: ModelAnswer } | null = null;
  #early = { turnId: '', answers: 0 };
  #deadlineAt = 0;
  #spareAbort: AbortController | null = null;
  #misses = 0;
  /** The candidate has waited too long for anything but what the bank has ready. */
  #late = false;

  constructor(options: FollowUpSuggesterOptions) {
    this.#options = options;
  }

  /** Hears every event, for the history of the conversation. */
  onEvent(event: SessionEvent): void {
    this.#history.onEvent(event);
  }

  /**
   * What stands between the end of an answer and the model, and between the model and the voice, is gone through once
   * while nobody waits: code that has not run for a while takes many times as long, and the history has been counted then.
   * Nothing of it is kept. Twice, since V8 compiles an expression that is matched a second time anew, and for good.
   */
  rehearse(turnId: string, atMs: number): void {
    this.#spareAbort ??= readyAbort();
    for (const _time of ['first', 'second']) this.#rehearseOnce(turnId, atMs);
  }

  #rehearseOnce(turnId: string, atMs: number): void {
    const state = this.#options.state();
    const turn = { turnId, text: REHEARSED_ANSWER, speechMs: REHEARSED_MS, atMs: atMs + REHEARSED_MS };
    const ended = understoodTurn(state, asEnded(turn));
    if (!wantsSuggestion(state, ended)) return;
    const brief = followUpBrief(state, turn);
    if (brief === null) return;
    followUpMessages(brief, this.#history.before(turnId), turn.text);
    const { level, question } = brief;
    const suggestion = suggestionIn('ask_follow_up', JSON.stringify({ question: `On the whole, ${question}`, level }));
    if (suggestion !== null) advanceExam(state, { ...ended, suggestion });
  }

  /** The candidate may have finished: an answer of the model can be under way when they have. */
  likelyEnd(turn: LikelyTurn): void {
    if (this.#early.turnId !== turn.turnId) this.#early = { turnId: turn.turnId, answers: 0 };
    if (this.#answer !== null && isSameAnswer(this.#answer.turn.text, turn.text)) return;
    if (this.#early.answers >= MOST_EARLY_ANSWERS || !wantsSuggestion(this.#options.state(), asEnded(turn))) return;
    this.#early = { turnId: turn.turnId, answers: this.#early.answers + 1 };
    const answer = this.#begin(turn);
    if (answer === null) return;
    void answer.whole.then((outcome) => {
      if (this.#answer?.model !== answer || outcome.type !== 'call') return;
      this.#prepare(turn, suggestionIn(outcome.name, outcome.arguments));
    });
  }

  /** The candidate goes on: what was begun is about half an answer. */
  wentOn(): void {
    this.#drop();
  }

  /**
   * The wait for the model counts from here.
   * @param endpointingMs how long the candidate has waited already
   */
  turnDecided(endpointingMs: number): void {
    const longestMs = this.#misses >= MISSES_UNTIL_HURRIED ? HURRIED_WAIT_MS : SUGGESTION_WAIT_MS;
    const waitMs = Math.max(HURRIED_WAIT_MS, Math.min(longestMs, SUGGESTED_WITHIN_MS - endpointingMs));
    this.#late = endpointingMs > HEARD_AT_ONCE_AFTER_MS;
    this.#deadlineAt = this.#options.clock.nowMs() + waitMs;
  }

  /** Null when the model has no say in what follows; else what it suggests, or undefined when nothing usable came in time. */
  suggest(turn: TurnEnded): Promise<FollowUpSuggestion | undefined> | null {
    if (this.#late || !wantsSuggestion(this.#options.state(), turn)) {
      this.#drop();
      return null;
    }
    const early = this.#answer;
    const usable = early !== null && early.turn.turnId === turn.turnId && isSameAnswer(early.turn.text, turn.text);
    const answer = usable ? early.model : this.#begin(turn);
    return answer === null ? null : this.#await(turn.turnId, answer);
  }

  /** What the exam made of it. */
  judged({ turnId, suggestion, refused }: Extract<ExamCommand, { type: 'judgeSuggestion' }>): void {
    const { log, model } = this.#options;
    const text = 'text' in suggestion ? suggestion.text : null;
    const provider = this.#answer?.model.provider ?? model.id;
    const told = { turnId, provider, action: suggestion.action, text };
    if (refused === null) {
      log({ type: 'followUp.accepted', ...told });
      this.#answer?.model.take();
      this.#answer = null;
    } else {
      log({ type: 'followUp.refused', ...told, reason: refused });
      this.#drop();
    }
  }

  close(): void {
    this.#drop();
  }

  #begin(turn: LikelyTurn): ModelAnswer | null {
    this.#drop();
    const { model, state } = this.#options;
    const brief = followUpBrief(state(), turn);
    if (brief === null) return null;
    const request = {
      purpose: 'examiner',
      messages: followUpMessages(brief, this.#history.before(turn.turnId), turn.text),
      tools: FOLLOW_UP_TOOLS,
      toolChoice: 'required',
      temperature: TEMPERATURE,
      maxOutputTokens: MOST_OUTPUT_TOKENS,
      seed: state().plan.seed,
    } as const;
    const answer = new ModelAnswer(model, request, this.#spareAbort ?? new AbortController());
    this.#spareAbort = null;
    this.#answer = { turn, model: answer };
    this.#options.onBegun();
    return answer;
  }

  async #await(turnId: string, answer: ModelAnswer): Promise<FollowUpSuggestion | undefined> {
    const outcome = await answer.within(this.#options.clock, this.#deadlineAt);
    if (this.#answer?.model !== answer) return undefined;
    const suggestion = outcome.type === 'call' ? suggestionIn(outcome.name, outcome.arguments) : null;
    if (suggestion !== null) {
      this.#misses = 0;
      return suggestion;
    }
    const reason = outcome.type === 'call' || outcome.type === 'none' ? 'malformed' : outcome.type;
    if (outcome.type === 'failed') this.#options.onFailure(outcome.error);
    this.#misses += 1;
    this.#options.log({
      type: 'followUp.refused',
      turnId,
      provider: answer.provider,
      action: null,
      text: null,
      reason,
    });
    this.#drop();
    return undefined;
  }

  /** The line is synthesized while the silence lasts, as far as the exam would say it. */
  #prepare(turn: LikelyTurn, suggestion: FollowUpSuggestion | null): void {
    if (suggestion === null) return;
    const { commands } = advanceExam(this.#options.state(), { ...asEnded(turn), suggestion });
    const accepted = commands.some((command) => command.type === 'judgeSuggestion' && command.refused === null);
    if (!accepted) return;
    this.#options.prepare(commands.flatMap((command) => (command.type === 'say' ? [command.line.text] : [])));
  }

  #drop(): void {
    if (this.#answer === null) return;
    this.#answer.model.drop();
    this.#answer = null;
    this.#options.onBegun();
  }
}

/** With its signal, which is made when it is first asked for, and takes longer than a request. */
function readyAbort(): AbortController {
  const abort = new AbortController();
  void abort.signal;
  return abort;
}

function asEnded({ turnId, text, speechMs, atMs }: LikelyTurn): TurnEnded {
  return {
    type: 'turnEnded',
    turnId,
    text,
    speechMs,
    atMs: atMs + STILL_TO_WAIT_MS,
    firstSpeechAtMs: Math.max(0, atMs - speechMs),
    reason: 'endpoint',
    confidence: null,
  };
}

function suggestionIn(name: string, written: string): FollowUpSuggestion | null {
  return suggestionOf(name, written.trim() === '' ? {} : jsonObjectIn(written));
}
