import type { Frame, MaybePromise } from '../speech/frame.js';
import type { Word } from './word.js';

export interface SpeechToTextCapabilities {
  readonly partials: boolean;
  readonly wordTimes: boolean;
  readonly confidences: boolean;
  /** Whether the provider announces likely ends of turns. */
  readonly endOfTurn: boolean;
}

/** The transcript of one whole turn. Word times are in milliseconds from the turn's first frame. */
export interface TurnTranscript {
  readonly text: string;
  readonly words: readonly Word[];
  /** Mean over the words, 0 to 1, or null. */
  readonly confidence: number | null;
  /** Id of the provider that recognised it, when it can differ from turn to turn. */
  readonly provider?: string;
}

/** A provider's opinion on whether the turn is over. There may be several in one turn, and they may be wrong. */
export interface EndOfTurnSign {
  /** `likely`: worth preparing for; `confirmed`: the turn is over; `resumed`: it goes on after all. */
  readonly state: 'likely' | 'confirmed' | 'resumed';
  /** 0 to 1, or null when the provider gives none. */
  readonly confidence: number | null;
}

export interface SpeechToTextListener {
  /** The text of the whole turn so far; it may change until the final transcript. */
  partial(text: string): void;
  /**
   * The words of the first `untilMs` milliseconds of the turn will not change any more. A recogniser that takes the turn
   * over needs only the audio after that.
   */
  settled?(words: readonly Word[], untilMs: number): void;
  /** Called only by providers with the capability `endOfTurn`. */
  endOfTurn?(sign: EndOfTurnSign): void;
  /** The recogniser failed; it will not call back any more. */
  failed(error: Error): void;
}

export interface TurnOptions {
  readonly turnId: string;
  /** Words of the question that are likely to occur in the answer. */
  readonly keyterms: readonly string[];
  /** Offset of this audio within the turn, in milliseconds; a resumed turn is recognised in several pieces. Default 0. */
  readonly fromMs?: number;
  /** Media time at which this audio begins. */
  readonly startMs?: number;
}

/** Streaming recognition of one turn at a time, over one long-lived connection or decoder. */
export interface SpeechToTextStream {
  beginTurn(options: TurnOptions, listener: SpeechToTextListener): void;
  /** Takes frames in order, between `beginTurn` and `endTurn`. The virtual clock waits for a returned promise. */
  push(frame: Frame): MaybePromise<void>;
  /** Ends the turn. Resolves with the final transcript; rejects with a ProviderError. */
  endTurn(): Promise<TurnTranscript>;
  /** Abandons the current turn (a false start, or the end of the session). Never rejects. */
  cancelTurn(): Promise<void>;
  close(): Promise<void>;
}

export interface SpeechToText {
  /** Stable and readable, such as "pocketsphinx" or "sherpa:zipformer-en-20m". */
  readonly id: string;
  readonly capabilities: SpeechToTextCapabilities;
  /**
   * Loads the model or connects. Rejects with a ProviderError. Sends no audio and costs nothing, because it is also used to
   * find out whether a failed provider works again.
   */
  open(): Promise<SpeechToTextStream>;
}
