import type { SessionEvent } from '../session/log/events.js';
import type { CandidateAction } from '../session/actions.js';
import type { Frame, MaybePromise } from '../speech/frame.js';

/** What an audio input may do besides delivering audio: the same as a key press, or give a typed answer. */
export interface CandidateControls {
  act(action: CandidateAction): void;
}

/**
 * The candidate's side of the session: a microphone, recorded files, typed text, a remote client.
 * It sets the pace: the session reads a frame, processes it, and reads the next one. For a device, `read` resolves when it has
 * delivered 20 ms; recorded files are paced by the session's clock.
 */
export interface AudioInput {
  /** A description for people, such as "microphone: Built-in Audio" or "files: answers/ (12)". */
  readonly description: string;
  /** Whether our own playback may be heard in this input, as by an open microphone. */
  readonly hearsPlayback: boolean;
  open(controls: CandidateControls): Promise<void>;
  /** The next 20 ms, or `null` when there will be no more audio (the session then ends early, and is saved). */
  read(): MaybePromise<Frame | null>;
  /** Receives every event, in order, before the next `read`: for inputs that follow the conversation (files, fixtures, the demo). */
  onEvent?(event: SessionEvent): void;
  close(): Promise<void>;
}
