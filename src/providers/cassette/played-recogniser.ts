/** A recogniser that says what was recorded, when as much audio was sent as then. */
import { stretchFrom, type RecordedAnswer, type RecordedTurn } from '../../engine/replay/cassette/recorded-answer.js';
import type { Word } from '../../engine/ports/word.js';
import type {
  SpeechToText,
  SpeechToTextListener,
  SpeechToTextStream,
  TurnOptions,
  TurnTranscript,
} from '../../engine/ports/speech-to-text.js';
import { FRAME_MS } from '../../engine/speech/frame.js';
import { recordedFailure } from './recorded-failure.js';

export interface AnswerPlace {
  readonly number: number;
  readonly turn: number;
}

export interface PlayedRecogniserOptions {
  readonly id: string;
  readonly capabilities: SpeechToText['capabilities'];
  /** By number, the turns that had it, in order. */
  readonly answers: ReadonlyMap<number, readonly RecordedAnswer[]>;
  /** Which recorded answer a turn repeats, from 1, and the how many-eth turn of that number it is, from 0. */
  readonly placeOf: (turnId: string) => AnswerPlace;
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
  #turn: RecordedTurn = NOTHING;
  /** Null outside a turn. */
  #listener: SpeechToTextListener | null = null;
  #sentMs = 0;
  #next = 0;
  #failed = false;

  constructor(options: PlayedRecogniserOptions) {
    this.#options = options;
  }

  beginTurn({ turnId, fromMs = 0 }: TurnOptions, listener: SpeechToTextListener): void {
    // All stretches of a turn are one answer.
    const { number, turn } = this.#options.placeOf(turnId.replace(/\/\d+$/, ''));
    this.#number = number;
    const turns = this.#options.answers.get(number) ?? [];
    this.#turn = stretchFrom(turns[turn] ?? turns.at(-1) ?? [], fromMs) ?? NOTHING;
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
    const { final, failed } = this.#turn;
    if (failed !== null) throw recordedFailure(this.#options.id, failed.kind);
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
