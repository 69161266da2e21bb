import type { SessionEvent } from '../session/events.js';
import type { CandidateAction } from '../session/actions.js';
import type { Frame, MaybePromise } from '../speech/frame.js';

/** What an end may do besides delivering audio: what a key press would do, or a typed answer. */
export interface CandidateControls {
  act(action: CandidateAction): void;
}

/**
 * The candidate's end of the session: a microphone, recorded files, typed text, a remote client.
 * It sets the pace: the session reads a frame, works on it, and reads the next one. A live end's `read` resolves when
 * the device has delivered 20 ms; a file-fed end paces itself on the session's clock.
 */
export interface AudioInput {
  /** For people, such as "microphone: Built-in Audio" or "files: answers/ (12)". */
  readonly description: string;
  /** True where audio from our own speaker may come back into this end (an open microphone). */
  readonly hearsPlayback: boolean;
  open(controls: CandidateControls): Promise<void>;
  /** The next 20 ms, or `null` when this end will never deliver again (the session then ends early and is kept). */
  read(): MaybePromise<Frame | null>;
  /** Ends that follow the conversation (files, fixtures, the demo) see every event, in order, before the next `read`. */
  onEvent?(event: SessionEvent): void;
  close(): Promise<void>;
}
