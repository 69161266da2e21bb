import type { Frame } from '../speech/frame.js';

/** Keeps what was said, playable up to the last second whatever happens to the process. Two channels: candidate, examiner. */
export interface AudioRecorder {
  /** Where the recording lies, for the report; null where nothing is kept. */
  readonly path: string | null;
  /** One frame of each side, both from the same 20 ms. Buffers; never blocks the frame path. */
  write(candidate: Frame, examiner: Frame): void;
  /** Set when writing failed (a full disk); the session goes on and says so. */
  readonly failure: Error | null;
  close(): Promise<void>;
}
