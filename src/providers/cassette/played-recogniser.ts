/** A recogniser that says what was recorded, when as much audio was sent as then. */
import type { CassetteMessageOf } from '../../engine/replay/cassette/format.js';
import type { Word } from '../../engine/ports/word.js';
import type {
  SpeechToText,
  SpeechToTextListener,
  SpeechToTextStream,
  TurnTranscript,
} from '../../engine/ports/speech-to-text.js';
import { FRAME_MS } from '../../engine/speech/frame.js';

export interface RecordedTurn {
  readonly partials: readonly CassetteMessageOf<'partial'>[];
  readonly final: CassetteMessageOf<'final'> | null;
}

export interface PlayedRecogniserOptions {
  readonly id: string;
  readonly capabilities: SpeechToText['capabilities'];
  readonly turns: ReadonlyMap<number, RecordedTurn>;
  /** Number of the recorded turn that a turn repeats; left out, they come in the order in which they were recorded. */
  readonly turnNumber?: () => number;
  /** Notes that the cassette does not know something, and gives the error to fail with. */
  readonly missing: (what: string) => Error;
}

const NOTHING: RecordedTurn = { partials: [], final: null };

export class PlayedRecogniser implements SpeechToText {
  readonly id: string;
  readonly capabilities: SpeechToText['capabilities'];
  readonly #options: PlayedRecogniserOptions;
  #turns = 0;

  constructor(options: PlayedRecogniserOptions) {
    this.id = options.id;
    this.capabilities = options.capabilities;
    this.#options = options;
  }

  async open(): Promise<SpeechToTextStream> {
    return new PlayedStream(this.#options, this.#options.turnNumber ?? (() => ++this.#turns));
  }
}

class PlayedStream implements SpeechToTextStream {
  readonly #options: PlayedRecogniserOptions;
  readonly #nextTurn: () => number;
  #number = 0;
  #turn: RecordedTurn = NOTHING;
  #listener: SpeechToTextListener | null = null;
  #sentMs = 0;
  #nextPartial = 0;

  constructor(options: PlayedRecogniserOptions, nextTurn: () => number) {
    this.#options = options;
    this.#nextTurn = nextTurn;
  }

  beginTurn(_options: unknown, listener: SpeechToTextListener): void {
    this.#number = this.#nextTurn();
    this.#turn = this.#options.turns.get(this.#number) ?? NOTHING;
    this.#listener = listener;
    this.#sentMs = 0;
    this.#nextPartial = 0;
  }

  /** A partial came after the frame it is dated with was worked on, and before the next one. */
  push(): void {
    for (;;) {
      const partial = this.#turn.partials[this.#nextPartial];
      if (partial === undefined || partial.sentMs > this.#sentMs) break;
      this.#nextPartial++;
      this.#listener?.partial(partial.text);
    }
    this.#sentMs += FRAME_MS;
  }

  async endTurn(): Promise<TurnTranscript> {
    this.#listener = null;
    const { final } = this.#turn;
    if (final === null) throw this.#options.missing(`turn ${String(this.#number)} of the candidate`);
    const all = final.words.map(([text, startMs, endMs, confidence]): Word => ({ text, startMs, endMs, confidence }));
    // The turn was ended earlier than when it was recorded: what came after was not heard.
    const words = this.#sentMs >= final.sentMs ? all : all.filter(({ endMs }) => endMs <= this.#sentMs);
    if (words.length === all.length) return { text: final.text, words, confidence: final.confidence };
    return { text: words.map(({ text }) => text).join(' '), words, confidence: final.confidence };
  }

  async cancelTurn(): Promise<void> {
    this.#listener = null;
  }

  async close(): Promise<void> {
    this.#listener = null;
  }
}
