import type { Frame } from '../speech/frame.js';

/** Where the examiner's voice goes: a speaker, a file, a remote client, or nowhere. */
export interface AudioOutput {
  readonly description: string;
  open(): Promise<void>;
  /** Plays one frame. Never blocks and never throws; a device that falls behind drops frames and reports it. */
  write(frame: Frame): void;
  /** Discards audio that was written but not heard yet, when the candidate interrupts. */
  flush(): void;
  /** Milliseconds of audio written but not heard yet. The session keeps it small, so that an interruption is immediate. */
  queuedMs(): number;
  /** Set when the device was lost, or cannot be opened and is not needed: nothing is heard from then on, and the session reports it. */
  readonly failure?: Error | null;
  close(): Promise<void>;
}
