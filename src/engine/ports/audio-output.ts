import type { Frame } from '../speech/frame.js';

/** Where the examiner's voice goes: a speaker, a file, a remote client, or nowhere. */
export interface AudioOutput {
  readonly description: string;
  open(): Promise<void>;
  /** Hands over one frame. Never blocks and never throws; a device that falls behind drops and reports by itself. */
  write(frame: Frame): void;
  /** Throws away what was handed over and not yet heard: the candidate interrupted. */
  flush(): void;
  /** Audio handed over and not yet heard, in milliseconds. The session keeps it small so that interrupting is immediate. */
  queuedMs(): number;
  /** Set when the device was lost: from then on nothing is heard, and the session says so. */
  readonly failure?: Error | null;
  close(): Promise<void>;
}
