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
import { AnswerPlaces, type AnswerUnderWay } from './answer-places.js';
import { kindOfFailure } from './recorded-failure.js';

export interface RecognitionTape {
  write(message: CassetteMessageOf<'partial' | 'final' | 'sign' | 'turnFailed'>): void;
  /** A turn is begun; one that was begun before (its recogniser failed) begins anew. @returns its number, from 1 */
  begin(turnId: string): number;
  /** What the candidate says; null where nobody counts. */
  underWay(): AnswerUnderWay | null;
}

export class RecordedRecogniser implements SpeechToText {
  readonly id: string;
  readonly capabilities: SpeechToText['capabilities'];
  readonly #inner: SpeechToText;
  readonly #clock: Clock;
  readonly #tape: RecognitionTape;
  readonly #places = new AnswerPlaces();

  constructor(inner: SpeechToText, clock: Clock, tape: RecognitionTape) {
    this.id = inner.id;
    this.capabilities = inner.capabilities;
    this.#inner = inner;
    this.#clock = clock;
    this.#tape = tape;
  }

  async open(): Promise<SpeechToTextStream> {
    return new RecordedStream(await this.#inner.open(), this.#clock, this.#tape, this.#places);
  }
}

class RecordedStream implements SpeechToTextStream {
  readonly #inner: SpeechToTextStream;
  readonly #clock: Clock;
  readonly #tape: RecognitionTape;
  readonly #places: AnswerPlaces;
  #turn = 0;
  /** Which answer it is, where that is known, and where in it the stretch begins, where that is not its beginning. */
  #place: { readonly answer?: number; readonly fromMs?: number } = {};
  #sentMs = 0;
  #failedTurn = 0;
  /** Between its begin and its end: an end without a turn is nothing to write down. */
  #underWay = false;

  constructor(inner: SpeechToTextStream, clock: Clock, tape: RecognitionTape, places: AnswerPlaces) {
    this.#inner = inner;
    this.#clock = clock;
    this.#tape = tape;
    this.#places = places;
  }

  beginTurn(options: TurnOptions, listener: SpeechToTextListener): void {
    const turn = this.#tape.begin(options.turnId);
    this.#turn = turn;
    const underWay = this.#tape.underWay();
    const { number, fromMs } = this.#places.placeOf(options, underWay);
    this.#place = { ...(underWay === null ? {} : { answer: number }), ...(fromMs === 0 ? {} : { fromMs }) };
    this.#sentMs = 0;
    this.#failedTurn = 0;
    this.#underWay = true;
    this.#inner.beginTurn(options, {
      partial: (text) => {
        if (turn === this.#turn) this.#tape.write({ type: 'partial', turn, sentMs: this.#sentMs, text });
        listener.partial(text);
      },
      settled: (words, untilMs) => {
        listener.settled?.(words, untilMs);
      },
      endOfTurn: ({ state, confidence }) => {
        if (turn === this.#turn) this.#tape.write({ type: 'sign', turn, sentMs: this.#sentMs, state, confidence });
        listener.endOfTurn?.({ state, confidence });
      },
      failed: (error) => {
        if (turn === this.#turn) this.#failed(error);
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
    if (!this.#underWay) return await this.#inner.endTurn();
    this.#underWay = false;
    const turn = this.#turn;
    const place = this.#place;
    const sentMs = this.#sentMs;
    const transcript = await this.#inner.endTurn().catch((error: unknown) => {
      this.#failed(error);
      throw error;
    });
    const words = transcript.words.map(
      ({ text, startMs, endMs, confidence }): [string, number, number, number | null] => [
        text,
        startMs,
        endMs,
        confidence,
      ],
    );
    const { text, confidence, provider } = transcript;
    const other = provider === undefined ? {} : { provider };
    this.#tape.write({ type: 'final', turn, ...place, sentMs, text, confidence, words, ...other });
    return transcript;
  }

  cancelTurn(): Promise<void> {
    this.#underWay = false;
    return this.#inner.cancelTurn();
  }

  close(): Promise<void> {
    return this.#inner.close();
  }

  /** The first word of it counts. */
  #failed(error: unknown): void {
    if (this.#failedTurn === this.#turn) return;
    this.#failedTurn = this.#turn;
    this.#tape.write({
      type: 'turnFailed',
      turn: this.#turn,
      ...this.#place,
      sentMs: this.#sentMs,
      kind: kindOfFailure(error),
    });
  }
}
