/** A recogniser that says what was recorded, when as much audio was sent as then. */
import {
  finalAt,
  stretchFrom,
  type RecordedAnswer,
  type RecordedTurn,
} from '../../engine/replay/cassette/recorded-answer.js';
import type { Word } from '../../engine/ports/word.js';
import type {
  SpeechToText,
  SpeechToTextListener,
  SpeechToTextStream,
  TurnOptions,
  TurnTranscript,
} from '../../engine/ports/speech-to-text.js';
import { FRAME_MS } from '../../engine/speech/frame.js';
import type { AnswerPlace } from './answer-places.js';
import { recordedFailure } from './recorded-failure.js';

export interface PlayedRecogniserOptions {
  readonly id: string;
  readonly capabilities: SpeechToText['capabilities'];
  /** By number, the answers that had it, in order. */
  readonly answers: ReadonlyMap<number, readonly RecordedAnswer[]>;
  /** Which recorded answer a turn repeats. */
  readonly placeOf: (turn: TurnOptions) => AnswerPlace;
  /** Notes that the cassette does not know something, and gives the error to fail with. */
  readonly missing: (what: string) => Error;
  /** Told when a turn is over, however it ends. */
  readonly over: () => void;
}

const NOTHING: RecordedTurn = { heard: [], final: null, failed: null };
const NO_WORDS: TurnTranscript = { text: '', words: [], confidence: null };

export class PlayedRecogniser implements SpeechToText {
  readonly id: string;
  readonly capabilities: SpeechToText['capabilities'];
  readonly #options: PlayedRecogniserOptions;

  constructor(options: PlayedRecogniserOptions) {
    this.id = options.id;
    this.capabilities = options.capabilities;
    this.#options = options;
  }

  async open(): Promise<SpeechToTextStream> {
    return new PlayedStream(this.#options);
  }
}

class PlayedStream implements SpeechToTextStream {
  readonly #options: PlayedRecogniserOptions;
  #number = 0;
  #answer: RecordedAnswer = [];
  #turn: RecordedTurn = NOTHING;
  /** How far into the answer the turn begins. */
  #fromMs = 0;
  /** Null outside a turn. */
  #listener: SpeechToTextListener | null = null;
  #sentMs = 0;
  #next = 0;
  #failed = false;

  constructor(options: PlayedRecogniserOptions) {
    this.#options = options;
  }

  beginTurn(turn: TurnOptions, listener: SpeechToTextListener): void {
    const { number, before, fromMs } = this.#options.placeOf(turn);
    this.#number = number;
    const answers = this.#options.answers.get(number) ?? [];
    this.#answer = answers[before] ?? answers.at(-1) ?? [];
    this.#fromMs = fromMs;
    this.#turn = stretchFrom(this.#answer, fromMs) ?? NOTHING;
    this.#listener = listener;
    this.#sentMs = 0;
    this.#next = 0;
    this.#failed = false;
  }

  /** What was heard came after the frame it is dated with was worked on, and before the next one. */
  push(): void {
    if (this.#listener === null) return;
    for (;;) {
      const message = this.#turn.heard[this.#next];
      if (message === undefined || message.sentMs > this.#sentMs) break;
      this.#next++;
      if (message.type === 'partial') this.#listener.partial(message.text);
      else this.#listener.endOfTurn?.({ state: message.state, confidence: message.confidence });
    }
    const { failed } = this.#turn;
    if (failed !== null && !this.#failed && failed.sentMs <= this.#sentMs) {
      this.#failed = true;
      this.#listener.failed(recordedFailure(this.#options.id, failed.kind));
    }
    this.#sentMs += FRAME_MS;
  }

  async endTurn(): Promise<TurnTranscript> {
    if (this.#listener === null) return NO_WORDS;
    this.#listener = null;
    this.#options.over();
    const { failed } = this.#turn;
    // As recorded, where it was just this that was recorded.
    const same = finalAt(this.#answer, this.#fromMs, this.#sentMs);
    const final = same ?? this.#turn.final;
    if (failed !== null && same === null) throw recordedFailure(this.#options.id, failed.kind);
    if (final === null) throw this.#options.missing(`answer ${String(this.#number)} of the candidate`);
    const all = final.words.map(([text, startMs, endMs, confidence]): Word => ({ text, startMs, endMs, confidence }));
    // The turn was ended earlier than when it was recorded: what came after was not heard.
    const isWhole = this.#sentMs >= final.sentMs;
    const words = isWhole ? all : all.filter(({ endMs }) => endMs <= this.#sentMs);
    const { confidence, provider } = final;
    const text = isWhole || words.length === all.length ? final.text : words.map((word) => word.text).join(' ');
    const known = isWhole || all.length > 0 ? text : this.#heardSoFar(final.text);
    return { text: known, words, confidence, ...(provider === undefined ? {} : { provider }) };
  }

  /** Of a recogniser that tells no times of words: what it had understood by then. */
  #heardSoFar(whole: string): string {
    if (whole === '') return '';
    const newest = this.#turn.heard.slice(0, this.#next).findLast((message) => message.type === 'partial');
    if (newest === undefined)
      throw this.#options.missing(`which words of answer ${String(this.#number)} came so early`);
    return newest.text;
  }

  async cancelTurn(): Promise<void> {
    if (this.#listener === null) return;
    this.#listener = null;
    this.#options.over();
  }

  async close(): Promise<void> {
    this.#listener = null;
  }
}
