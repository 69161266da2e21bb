import type { Frame, MaybePromise } from '../speech/frame.js';
import type { Word } from './word.js';

export interface SpeechToTextCapabilities {
  readonly partials: boolean;
  readonly wordTimes: boolean;
  readonly confidences: boolean;
  /** The provider itself announces likely ends of turn. */
  readonly endOfTurn: boolean;
}

/** What a recogniser says of one whole turn. Word times count from the turn's first frame. */
export interface TurnTranscript {
  readonly text: string;
  readonly words: readonly Word[];
  /** Mean over the words, 0 to 1, or null. */
  readonly confidence: number | null;
  /** Who recognised it, where that may differ from turn to turn. */
  readonly provider?: string;
}

/** What a provider believes about the end of the turn. It may believe so several times in one turn, and be wrong. */
export interface EndOfTurnSign {
  /** `likely`: worth preparing for; `confirmed`: the turn is over; `resumed`: it goes on after all. */
  readonly state: 'likely' | 'confirmed' | 'resumed';
  /** 0 to 1, or null where the provider gives none. */
  readonly confidence: number | null;
}

export interface SpeechToTextListener {
  /** The whole turn's text so far; it may change until the final transcript. */
  partial(text: string): void;
  /**
   * The words of the turn's beginning will not change any more: all that was said in its first `untilMs` milliseconds.
   * Whoever takes the turn over needs only what came after.
   */
  settled?(words: readonly Word[], untilMs: number): void;
  /** Only with the `endOfTurn` capability. */
  endOfTurn?(sign: EndOfTurnSign): void;
  /** The recogniser is gone; nothing more will come from it. */
  failed(error: Error): void;
}

export interface TurnOptions {
  readonly turnId: string;
  /** Words worth expecting, from the question. */
  readonly keyterms: readonly string[];
  /** Where this stretch begins in the turn's audio: a turn that is taken up again is recognised in stretches. 0 unless given. */
  readonly fromMs?: number;
}

/** Streaming recognition, one turn at a time on one long-lived connection or decoder. */
export interface SpeechToTextStream {
  beginTurn(options: TurnOptions, listener: SpeechToTextListener): void;
  /** Frames in order, between `beginTurn` and `endTurn`. A returned promise means "wait for me" (only the virtual clock does). */
  push(frame: Frame): MaybePromise<void>;
  /** No more audio for this turn. Resolves with the final transcript; rejects with a ProviderError. */
  endTurn(): Promise<TurnTranscript>;
  /** Throws the turn in progress away (a false start, or the session ends). Never rejects. */
  cancelTurn(): Promise<void>;
  close(): Promise<void>;
}

export interface SpeechToText {
  /** Stable and for people, such as "pocketsphinx" or "sherpa:zipformer-en-20m". */
  readonly id: string;
  readonly capabilities: SpeechToTextCapabilities;
  /**
   * Loads the model or connects. Rejects with a ProviderError. Sends no audio and costs no money: opening is how one finds
   * out whether a provider works again.
   */
  open(): Promise<SpeechToTextStream>;
}
