import type { Frame } from '../speech/frame.js';

/** Detects speech, frame by frame. Synchronous, since it runs once per audio frame. */
export interface VoiceActivityDetector {
  /** Stable and readable: "webrtc" or "silero". */
  readonly id: string;
  /** The probability of speech in this frame, 0 to 1. A detector with another window size answers for its newest complete window. */
  process(frame: Frame): number;
  reset(): void;
  close(): void;
}
