/**
 * A turn that was taken to be over may be taken up again: when the candidate goes on before the examiner has said more than
 * a word, the examiner falls silent, the exam goes back to where it was, and the turn continues. This holds what is needed
 * for that, from the decision that a turn is over until it is over for good.
 */
import type { TurnTranscript } from '../ports/speech-to-text.js';
import { WORD_OR_TWO_MS, type ConductorSnapshot } from './examiner/exam-conductor.js';
import type { EndedTurn } from './turn/open-turn.js';

export interface RejoinPorts {
  readonly mediaTimeMs: () => number;
  readonly snapshot: () => ConductorSnapshot;
  /** Takes the turn up again, now. */
  readonly rejoin: (rejoining: Rejoining) => void;
  /** The turn is over for good. */
  readonly release: () => void;
}

export interface Rejoining {
  readonly turn: EndedTurn;
  /** Everything recognised of the turn so far, in media time. */
  readonly transcript: TurnTranscript;
  /** Where the exam was when the turn was taken to be over. */
  readonly before: ConductorSnapshot;
  /** The log's number of what was said too early; null when nothing was. */
  readonly endedSequence: number | null;
}

interface Resting {
  readonly turn: EndedTurn;
  readonly before: ConductorSnapshot;
  transcript: TurnTranscript | null;
  endedSequence: number | null;
  /** Media time at which the examiner began to be heard. */
  heardAtMs: number | null;
  wentOn: boolean;
}

export class TurnRejoin {
  readonly #ports: RejoinPorts;
  readonly #takenUp = new WeakSet<EndedTurn>();
  #resting: Resting | null = null;

  constructor(ports: RejoinPorts) {
    this.#ports = ports;
  }

  /** A turn is taken to be over. Only what silence ended can be an error of ours. */
  ended(turn: EndedTurn): void {
    this.#resting = null;
    if (turn.reason !== 'endpoint') return;
    const before = this.#ports.snapshot();
    this.#resting = { turn, before, transcript: null, endedSequence: null, heardAtMs: null, wentOn: false };
  }

  /** The candidate speaks again. Without the words so far the turn cannot go on: then as soon as they are there. */
  wentOn(): void {
    const resting = this.#resting;
    if (resting === null) return;
    resting.wentOn = true;
    this.#takeUp(resting);
  }

  /** Whether the candidate has spoken again, and the turn goes on as soon as its words are there. */
  isGoingOn(turn: EndedTurn): boolean {
    return this.#resting?.turn === turn && this.#resting.wentOn;
  }

  /** @returns whether the turn goes on: its end is then not to be reported */
  transcribed(turn: EndedTurn, transcript: TurnTranscript): boolean {
    const resting = this.#resting;
    if (resting?.turn !== turn) return false;
    resting.transcript = transcript;
    return resting.wentOn && this.#takeUp(resting);
  }

  /** @param sequence of the event that says the turn is over */
  reported(turn: EndedTurn, sequence: number): void {
    if (this.#resting?.turn === turn) this.#resting.endedSequence = sequence;
  }

  /** Whether it was not over after all. */
  wasTakenUp(turn: EndedTurn): boolean {
    return this.#takenUp.has(turn);
  }

  /** The examiner begins to be heard. */
  heard(): void {
    if (this.#resting !== null) this.#resting.heardAtMs ??= this.#ports.mediaTimeMs();
  }

  /** Once per frame. @param waiting whether the examiner has said what comes after the turn, or says it */
  tick(waiting: boolean): void {
    // Who went on in time is only waiting for the words so far, and the examiner is silent.
    if (this.#resting?.wentOn === true) return;
    const heardAtMs = this.#resting?.heardAtMs ?? null;
    const heardMs = heardAtMs === null ? 0 : this.#ports.mediaTimeMs() - heardAtMs;
    if (this.#resting !== null && (!waiting || heardMs > WORD_OR_TWO_MS)) this.forget();
  }

  /** What was said is final: the candidate is heard anew. */
  forget(): void {
    if (this.#resting === null) return;
    this.#resting = null;
    this.#ports.release();
  }

  #takeUp(resting: Resting): boolean {
    const { turn, before, transcript, endedSequence } = resting;
    const { hardStopAtMs } = turn.listen;
    const isLate = hardStopAtMs !== null && this.#ports.mediaTimeMs() >= hardStopAtMs;
    if (transcript === null) return false;
    if (isLate) {
      this.forget();
      return false;
    }
    this.#resting = null;
    this.#takenUp.add(turn);
    this.#ports.rejoin({ turn, before, transcript, endedSequence });
    return true;
  }
}
