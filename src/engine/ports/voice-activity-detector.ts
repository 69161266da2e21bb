import type { Frame } from '../speech/frame.js';

/** Speech or not, frame by frame. Synchronous, since it sits on the frame path. */
export interface VoiceActivityDetector {
  /** Stable and for people: "webrtc" or "silero". */
  readonly id: string;
  /** Probability of speech in this frame, 0 to 1. Detectors with other windows answer with their newest complete one. */
  process(frame: Frame): number;
  reset(): void;
  close(): void;
}
