/**
 * For servers that cannot change the keyterms of an open connection: each question's answers are heard over a connection of
 * their own. It is opened when the first answer begins, whose audio waits for it. Keyterms are only a help: when no such
 * connection comes in time, the one before goes on without them.
 */
import type { Clock } from '../../engine/ports/clock.js';
import type {
  SpeechToTextListener,
  SpeechToTextStream,
  TurnOptions,
  TurnTranscript,
} from '../../engine/ports/speech-to-text.js';
import type { Frame, MaybePromise } from '../../engine/speech/frame.js';
import { sameTerms } from './dialect.js';

export interface StreamPerQuestionOptions {
  readonly clock: Clock;
  readonly first: SpeechToTextStream;
  /** Those of the first connection. */
  readonly keyterms: readonly string[];
  /** Opens a connection whose keyterms stay. Rejects with a ProviderError. */
  readonly connect: (keyterms: readonly string[]) => Promise<SpeechToTextStream>;
  /** Tells of the keyterms of each new question. */
  readonly asked: (keyterms: readonly string[]) => void;
}

export function streamPerQuestion(options: StreamPerQuestionOptions): SpeechToTextStream {
  return new StreamPerQuestion(options);
}

/** A turn whose connection is being opened. */
interface WaitingTurn {
  readonly options: TurnOptions;
  readonly listener: SpeechToTextListener;
  readonly frames: Frame[];
}

class StreamPerQuestion implements SpeechToTextStream {
  readonly #options: StreamPerQuestionOptions;
  readonly #closing = new Set<Promise<void>>();
  #stream: SpeechToTextStream;
  #keyterms: readonly string[];
  /** The connection that is being opened, if any. */
  #opening: object | null = null;
  /** Opened too late for the turn it was opened for; the next turn gets it. */
  #ready: SpeechToTextStream | null = null;
  #waiting: WaitingTurn | null = null;
  #closed = false;

  constructor(options: StreamPerQuestionOptions) {
    this.#options = options;
    this.#stream = options.first;
    this.#keyterms = options.keyterms;
  }

  beginTurn(options: TurnOptions, listener: SpeechToTextListener): void {
    const { keyterms } = options;
    void this.#stream.cancelTurn();
    this.#waiting = { options, listener, frames: [] };
    if (!this.#closed && !sameTerms(keyterms, this.#keyterms)) {
      this.#keyterms = keyterms;
      this.#options.asked(keyterms);
      void this.#options.clock.hold(this.#open(keyterms));
    }
    if (this.#opening !== null) return;
    if (this.#ready !== null) this.#adopt(this.#ready);
    this.#begin();
  }

  push(frame: Frame): MaybePromise<void> {
    if (this.#waiting === null) return this.#stream.push(frame);
    this.#waiting.frames.push(frame);
  }

  endTurn(): Promise<TurnTranscript> {
    // The answer is over before its connection is there: waiting longer would be heard as a pause.
    this.#begin();
    return this.#stream.endTurn();
  }

  async cancelTurn(): Promise<void> {
    // The connection is still opened, for the next answer to the same question.
    if (this.#waiting === null) await this.#stream.cancelTurn();
    else this.#waiting = null;
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#opening = null;
    this.#waiting = null;
    if (this.#ready !== null) this.#leave(this.#ready);
    this.#ready = null;
    await Promise.all([this.#stream.close(), ...this.#closing]);
  }

  /** Never rejects. */
  async #open(keyterms: readonly string[]): Promise<void> {
    const opening = (this.#opening = {});
    if (this.#ready !== null) this.#leave(this.#ready);
    this.#ready = null;
    // Without a new connection the one before goes on, or says that it is lost, too.
    const opened = await this.#options.connect(keyterms).catch(() => null);
    if (opening !== this.#opening) {
      if (opened !== null) this.#leave(opened);
      return;
    }
    this.#opening = null;
    if (opened !== null && this.#waiting === null) this.#ready = opened;
    else if (opened !== null) this.#adopt(opened);
    this.#begin();
  }

  #adopt(stream: SpeechToTextStream): void {
    this.#ready = null;
    this.#leave(this.#stream);
    this.#stream = stream;
  }

  /** Gives the turn that waited to the connection there is. */
  #begin(): void {
    const turn = this.#waiting;
    if (turn === null) return;
    this.#waiting = null;
    this.#stream.beginTurn(turn.options, turn.listener);
    for (const frame of turn.frames) void this.#stream.push(frame);
  }

  #leave(stream: SpeechToTextStream): void {
    const closing = stream.close().finally(() => this.#closing.delete(closing));
    this.#closing.add(closing);
  }
}
