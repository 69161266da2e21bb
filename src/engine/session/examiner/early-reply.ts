/**
 * In Parts 1 and 2 what the examiner says next does not depend on an answer's last words: the line is begun when the turn
 * is over, while the final transcript is still on its way. Nothing is decided early: when the transcript makes the exam say
 * something else (the last words were a request after all), the line is broken off within the recogniser's delay.
 * Where no word is known yet (a recogniser without partial texts, or one that fails), speech too long for most requests
 * counts as an answer at once, and shorter speech when nothing else could be heard in time any more.
 */
import { advanceExam } from '../../exam/examiner.js';
import { UNRECOGNIZED_ANSWER_MS, type TurnEnded } from '../../exam/asked-question.js';
import type { EndpointingMoment, ExaminerLine, ExamState, ExamStep } from '../../exam/types.js';
import type { Clock } from '../../ports/clock.js';
import type { ExaminerVoice } from './examiner-voice.js';
import type { LinePreparer } from './line-preparer.js';
import type { EarlyFrame } from '../turn/response-latency.js';
import type { SpokenLine } from './spoken-line.js';
import type { EndedTurn } from '../turn/open-turn.js';

export interface EarlyReplyOptions {
  readonly clock: Clock;
  readonly lines: LinePreparer;
  readonly voice: ExaminerVoice;
  readonly state: () => ExamState;
  readonly mediaTimeMs: () => number;
  /** Its first frame was handed over. */
  readonly heard: () => void;
}

/** A line that has begun before the exam asked for it. */
export interface BegunLine {
  readonly line: ExaminerLine;
  readonly sound: SpokenLine;
  readonly prepared: boolean;
  /** Null until its first frame was handed over. */
  readonly firstFrame: (EarlyFrame & { readonly mediaMs: number }) | null;
  /** Media time for which the exam's step was worked out. */
  readonly atMs: number;
}

interface Begun extends BegunLine {
  firstFrame: BegunLine['firstFrame'];
  /** Media time; null while it is being said. */
  endedMs: number | null;
  whenEnded: (endedMs: number) => void;
}

/** For the frame in which it is decided, and for handing over a prepared sound. */
const IN_HAND_MS = 200;

/** In the discussion the words decide which question comes next, so they are waited for. */
const MOMENTS: readonly EndpointingMoment[] = ['identity', 'interview', 'longTurn', 'roundingOff'];
/**
 * After so long a silence, which follows words that sound unfinished, nothing is waited for in the discussion either: the words have
 * been known for seconds, and the next question of the bank is ready. Milliseconds.
 */
export const HEARD_AT_ONCE_AFTER_MS = 3600;

export class EarlyReply {
  readonly #options: EarlyReplyOptions;
  #turn: EndedTurn | null = null;
  /** The turn was over, and words were waited for. */
  #awaited = false;
  #dueAt = 0;
  #partial = { turnId: '', text: '' };
  #begun: Begun | null = null;

  constructor(options: EarlyReplyOptions) {
    this.#options = options;
  }

  heard(turnId: string, text: string): void {
    this.#partial = { turnId, text };
  }

  /**
   * The turn is over; its transcript is awaited.
   * @param waitedMs since the candidate's last sound
   * @param leftMs until the candidate should hear something
   */
  turnEnded(turn: EndedTurn, waitedMs: number, leftMs: number): void {
    this.#dueAt = this.#options.clock.nowMs() + leftMs - IN_HAND_MS;
    const spoken = turn.firstSpeechAtMs !== null && turn.reason !== 'typed';
    const atOnce = MOMENTS.includes(turn.listen.moment) || waitedMs > HEARD_AT_ONCE_AFTER_MS;
    this.#turn = spoken && atOnce ? turn : null;
    this.#awaited = false;
  }

  /** Begins the line, unless the transcript came at once. Called with every frame. */
  begin(atMs: number): void {
    const turn = this.#turn;
    if (turn === null) return;
    const text = this.#partial.turnId === turn.listen.turnId ? this.#partial.text : '';
    const mayBeRequest = text === '' && turn.speechMs < UNRECOGNIZED_ANSWER_MS;
    if (mayBeRequest && this.#options.clock.nowMs() < this.#dueAt) {
      this.#awaited = true;
      return;
    }
    this.#turn = null;
    const line = firstLine(advanceExam(this.#options.state(), asHeard(turn, text, atMs)));
    if (line === null) return;
    const { line: sound, prepared } = this.#options.lines.take(line.text);
    if (!prepared) return;
    const { clock, voice, mediaTimeMs } = this.#options;
    const dispatchedAt = clock.nowMs();
    const awaited = this.#awaited;
    const begun: Begun = { line, sound, prepared, firstFrame: null, atMs, endedMs: null, whenEnded: () => undefined };
    this.#begun = begun;
    voice.play(sound, {
      started: (silentSamples) => {
        this.#options.heard();
        begun.firstFrame = { dispatchedAt, at: clock.nowMs(), silentSamples, awaited, mediaMs: mediaTimeMs() };
      },
      ended: () => {
        begun.endedMs = mediaTimeMs();
        begun.whenEnded(begun.endedMs);
      },
    });
  }

  /** The transcript is there. @returns the media time the exam should count from when a line was begun, else null */
  transcribed(): number | null {
    this.#turn = null;
    return this.#begun?.atMs ?? null;
  }

  /** The exam says a line. @param ended as for the voice. @returns what was begun already when it is this one, else null */
  take({ text }: ExaminerLine, ended: (endedMs: number) => void): BegunLine | null {
    const begun = this.#begun;
    if (begun?.line.text !== text) return null;
    this.#begun = null;
    begun.whenEnded = ended;
    return begun;
  }

  /** Called after what was taken is logged: a line may have ended before its transcript came. */
  resume(taken: BegunLine): void {
    const begun = taken as Begun;
    if (begun.endedMs !== null) begun.whenEnded(begun.endedMs);
  }

  /** Falls silent. @returns what was begun and has been heard in part, with its milliseconds */
  drop(): (BegunLine & { readonly spokenMs: number }) | null {
    const begun = this.#begun;
    this.#turn = null;
    this.#begun = null;
    if (begun === null) return null;
    begun.whenEnded = () => undefined;
    const spokenMs = begun.endedMs !== null ? begun.sound.playedMs : this.#options.voice.stop();
    return begun.firstFrame === null ? null : { ...begun, spokenMs };
  }
}

/** Null when the exam would do something else first that takes time. */
function firstLine({ commands }: ExamStep): ExaminerLine | null {
  const first = commands.find(
    ({ type }) => type === 'say' || type === 'listen' || type === 'prepare' || type === 'end',
  );
  return first?.type === 'say' ? first.line : null;
}

/** Without words it is taken as an answer, however short: what comes after an answer is prepared. */
function asHeard({ listen, reason, firstSpeechAtMs, ...turn }: EndedTurn, text: string, atMs: number): TurnEnded {
  const speechMs = text === '' ? Math.max(turn.speechMs, UNRECOGNIZED_ANSWER_MS) : turn.speechMs;
  return { type: 'turnEnded', atMs, turnId: listen.turnId, text, speechMs, firstSpeechAtMs, reason, confidence: null };
}
