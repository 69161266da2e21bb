/** A recogniser whose words are written down with the amount of audio it had heard when it said them. */
import type { CassetteMessageOf } from '../../engine/replay/cassette/format.js';
import type { Clock } from '../../engine/ports/clock.js';
import type {
  SpeechToText,
  SpeechToTextListener,
  SpeechToTextStream,
  TurnOptions,
  TurnTranscript,
} from '../../engine/ports/speech-to-text.js';
import { FRAME_MS, type Frame, type MaybePromise } from '../../engine/speech/frame.js';

type Write = (message: CassetteMessageOf<'partial' | 'final'>) => void;

export class RecordedRecogniser implements SpeechToText {
  readonly id: string;
  readonly capabilities: SpeechToText['capabilities'];
  readonly #inner: SpeechToText;
  readonly #clock: Clock;
  readonly #write: Write;
  #turns = 0;

  constructor(inner: SpeechToText, clock: Clock, write: Write) {
    this.id = inner.id;
    // A cassette knows words only: were the turn's end hinted at now, its replay would end it elsewhere.
    this.capabilities = { ...inner.capabilities, endOfTurn: false };
    this.#inner = inner;
    this.#clock = clock;
    this.#write = write;
  }

  async open(): Promise<SpeechToTextStream> {
    const nextTurn = (): number => ++this.#turns;
    return new RecordedStream(await this.#inner.open(), this.#clock, this.#write, nextTurn);
  }
}

class RecordedStream implements SpeechToTextStream {
  readonly #inner: SpeechToTextStream;
  readonly #clock: Clock;
  readonly #write: Write;
  readonly #nextTurn: () => number;
  #turn = 0;
  #sentMs = 0;

  constructor(inner: SpeechToTextStream, clock: Clock, write: Write, nextTurn: () => number) {
    this.#inner = inner;
    this.#clock = clock;
    this.#write = write;
    this.#nextTurn = nextTurn;
  }

  beginTurn(options: TurnOptions, listener: SpeechToTextListener): void {
    const turn = this.#nextTurn();
    this.#turn = turn;
    this.#sentMs = 0;
    this.#inner.beginTurn(options, {
      partial: (text) => {
        if (turn === this.#turn) this.#write({ type: 'partial', turn, sentMs: this.#sentMs, text });
        listener.partial(text);
      },
      failed: (error) => {
        listener.failed(error);
      },
    });
  }

  push(frame: Frame): MaybePromise<void> {
    this.#sentMs += FRAME_MS;
    const pushed = this.#inner.push(frame);
    // Where a partial transcript comes must not depend on how busy this machine is.
    return pushed instanceof Promise ? this.#clock.hold(pushed) : pushed;
  }

  async endTurn(): Promise<TurnTranscript> {
    const turn = this.#turn;
    const sentMs = this.#sentMs;
    const transcript = await this.#inner.endTurn();
    const words = transcript.words.map(
      ({ text, startMs, endMs, confidence }): [string, number, number, number | null] => [
        text,
        startMs,
        endMs,
        confidence,
      ],
    );
    const { text, confidence } = transcript;
    this.#write({ type: 'final', turn, sentMs, text, confidence, words });
    return transcript;
  }

  cancelTurn(): Promise<void> {
    return this.#inner.cancelTurn();
  }

  close(): Promise<void> {
    return this.#inner.close();
  }
}
