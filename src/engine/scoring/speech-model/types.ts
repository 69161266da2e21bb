/** What the speech model takes and gives: one utterance, rated as the experts of its training corpus would. */
import type { SoundAnalysis } from '../../ports/sound-analyzer.js';
import type { Interval } from '../types.js';

export const ASPECTS = ['fluency', 'prosodic', 'accuracy', 'total'] as const;
/** Aspects of a spoken sentence, 0 to 10 each, as speechocean762 defines them. Not IELTS bands. */
export type Aspect = (typeof ASPECTS)[number];

/** One utterance with what providers found in it. Times in milliseconds from its first sample. */
export interface AnalyzedUtterance {
  /** 16 kHz mono. */
  readonly samples: Int16Array;
  /** What should have been said, or what was recognised. */
  readonly words: readonly string[];
  /** Voiced stretches from voice activity, in order. */
  readonly segments: readonly Interval[];
  /** Null when the words could not be fitted to the audio. */
  readonly analysis: SoundAnalysis | null;
}

export interface RatedWord {
  readonly text: string;
  readonly startMs: number;
  readonly endMs: number;
  /** How well its sounds fit, 0 to 10, on the scale of {@link UtteranceRating.accuracy}. */
  readonly accuracy: number;
}

export interface UtteranceRating extends Readonly<Record<Aspect, number>> {
  readonly modelVersion: string;
  readonly words: readonly RatedWord[];
}

/** Why an utterance gets no rating. */
export type NotRateableCause =
  /** No word to look for. */
  | 'noWords'
  /** Voice activity heard (nearly) nothing. */
  | 'noSpeech'
  /** Under a second of audio or speech. */
  | 'tooShort'
  /** Too many samples at the limit. */
  | 'clipped'
  /** The words are not in the audio: another text, another language, music or noise. */
  | 'wordsNotFound';

export type UtteranceOutcome =
  | { readonly rateable: true; readonly rating: UtteranceRating }
  | {
      readonly rateable: false;
      readonly cause: NotRateableCause;
      /** For people. */
      readonly reason: string;
    };

/** Rates audio from beginning to end: finds speech, aligns the words, asks the model. `openSpeechRater` of the registry makes one. */
export interface SpeechRater {
  readonly modelVersion: string;
  /**
   * @param samples 16 kHz mono; long audio is rated in pieces of several seconds
   * @param words what should have been said, or what was recognised, in spoken order
   * @throws ProviderError when the aligner's process cannot run; bad audio and wrong words are an outcome, not an error
   */
  rate(samples: Int16Array, words: readonly string[]): Promise<RatedSpeech>;
  close(): Promise<void>;
}

export interface RatedSpeech {
  readonly outcome: UtteranceOutcome;
  readonly segments: readonly Interval[];
  readonly analysis: SoundAnalysis | null;
}
