import type { Frame } from '../speech/frame.js';

/** Records the session in two channels (candidate, examiner). The recording is playable up to the last second even if the process dies. */
export interface AudioRecorder {
  /** Path of the recording, for the report; null when nothing is recorded. */
  readonly path: string | null;
  /** Records one frame of each side, both of the same 20 ms. Buffers, and never blocks. */
  write(candidate: Frame, examiner: Frame): void;
  /** Set when writing failed, such as on a full disk; the session goes on and reports it. */
  readonly failure: Error | null;
  close(): Promise<void>;
}
