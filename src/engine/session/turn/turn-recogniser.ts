/**
 * Recognition of one turn at a time, with the turn's audio kept until its transcript is final: a recogniser that dies
 * in the middle is started again and given the turn from its beginning. A second failure in one turn leaves it without
 * words; the session goes on, and the candidate may type.
 *
 * A session with a provider on the network has more than this behind the port: another provider takes the turn over. An embedded
 * engine alone has only this, without any of that loaded; to the other it is the last resort.
 */
import type { Clock } from '../../ports/clock.js';
import type {
  EndOfTurnSign,
  SpeechToText,
  SpeechToTextStream,
  TurnOptions,
  TurnTranscript,
} from '../../ports/speech-to-text.js';
import type { Frame, MaybePromise } from '../../speech/frame.js';

const NOTHING: TurnTranscript = { text: '', words: [], confidence: null };

/** A final transcript later than this is given up: an examiner who says nothing for longer has lost the candidate. */
const FINAL_TIMEOUT_MS = 8_000;

export interface TurnRecogniserOptions {
  readonly speechToText: SpeechToText;
  readonly clock: Clock;
  readonly onFailure: (error: unknown) => void;
  readonly onRecovered: () => void;
}

/** What the turn in progress hears of its words. */
export interface TurnHearer {
  partial(text: string): void;
  endOfTurn(sign: EndOfTurnSign): void;
}

interface RunningTurn {
  readonly options: TurnOptions;
  readonly hearer: TurnHearer;
  readonly frames: Frame[];
  /** Frames given to the present stream so far. */
  sent: number;
  restarted: boolean;
  broken: boolean;
}

export class TurnRecogniser {
  readonly #options: TurnRecogniserOptions;
  #stream: SpeechToTextStream | null = null;
  #opening: Promise<void> | null = null;
  #turn: RunningTurn | null = null;
  #closed = false;

  constructor(options: TurnRecogniserOptions) {
    this.#options = options;
  }

  /** Loads the model or connects. Rejects when it cannot. */
  async open(): Promise<void> {
    await this.#openStream();
  }

  begin(options: TurnOptions, hearer: TurnHearer): void {
    this.#turn = { options, hearer, frames: [], sent: 0, restarted: false, broken: false };
    this.#startOnStream(this.#turn);
  }

  push(frame: Frame): MaybePromise<void> {
    const turn = this.#turn;
    if (turn === null) return;
    turn.frames.push(frame);
    return this.#send(turn);
  }

  /** Never rejects: a turn that could not be recognised has no words. */
  async end(): Promise<TurnTranscript> {
    const turn = this.#turn;
    if (turn === null) return NOTHING;
    try {
      return await this.#finish(turn);
    } catch (error) {
      if (this.#turn !== turn || this.#closed) return NOTHING;
      this.#options.onFailure(error);
      if (turn.restarted || !(await this.#restart(turn))) return NOTHING;
      try {
        return await this.#finish(turn);
      } catch (again) {
        this.#options.onFailure(again);
        this.#stream = null;
        return NOTHING;
      }
    } finally {
      if (this.#turn === turn) this.#turn = null;
    }
  }

  async cancel(): Promise<void> {
    const turn = this.#turn;
    this.#turn = null;
    if (turn !== null) await this.#stream?.cancelTurn();
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#turn = null;
    await this.#stream?.close();
    this.#stream = null;
  }

  async #finish(turn: RunningTurn): Promise<TurnTranscript> {
    await this.#opening;
    if (this.#stream === null || turn.broken) throw new Error('the recogniser is gone');
    await this.#send(turn);
    return await this.#withTimeout(this.#stream.endTurn());
  }

  #withTimeout(transcript: Promise<TurnTranscript>): Promise<TurnTranscript> {
    return new Promise((resolve, reject) => {
      const cancel = this.#options.clock.setTimer(FINAL_TIMEOUT_MS, () => {
        reject(new Error(`no final transcript within ${String(FINAL_TIMEOUT_MS / 1000)} s`));
      });
      transcript.then(resolve, reject).finally(cancel);
    });
  }

  #startOnStream(turn: RunningTurn): void {
    turn.sent = 0;
    this.#stream?.beginTurn(turn.options, {
      partial: (text) => {
        if (this.#turn === turn) turn.hearer.partial(text);
      },
      endOfTurn: (sign) => {
        if (this.#turn === turn) turn.hearer.endOfTurn(sign);
      },
      failed: (error) => {
        if (this.#turn !== turn || this.#closed) return;
        turn.broken = true;
        this.#options.onFailure(error);
        if (!turn.restarted) void this.#restart(turn);
      },
    });
  }

  #send(turn: RunningTurn): MaybePromise<void> {
    if (this.#stream === null || turn.broken || this.#opening !== null) return;
    let waiting: MaybePromise<void> = undefined;
    while (turn.sent < turn.frames.length) {
      const frame = turn.frames[turn.sent++] as Frame;
      waiting = this.#stream.push(frame) ?? waiting;
    }
    return waiting;
  }

  /** One that opens when nobody listens any more is closed again: it would keep the process alive. */
  async #openStream(): Promise<void> {
    const stream = await this.#options.speechToText.open();
    if (this.#closed) await stream.close();
    else this.#stream = stream;
  }

  /** Starts the recogniser anew and gives it the turn so far. @returns whether that worked */
  async #restart(turn: RunningTurn): Promise<boolean> {
    turn.restarted = true;
    const old = this.#stream;
    this.#stream = null;
    const opening = (async () => {
      await old?.close().catch(() => undefined);
      await this.#openStream();
    })();
    this.#opening = opening;
    try {
      await opening;
    } catch (error) {
      this.#options.onFailure(error);
      return false;
    } finally {
      this.#opening = null;
    }
    if (this.#turn !== turn || this.#closed) return false;
    turn.broken = false;
    this.#startOnStream(turn);
    await this.#send(turn);
    this.#options.onRecovered();
    return true;
  }
}
