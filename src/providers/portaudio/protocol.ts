/**
 * What we and the audio process say to each other. Orders and news go over Node's message channel; audio goes over its own
 * pipe as raw 16-bit mono samples at the device's rate.
 *
 * From a microphone the pipe carries nothing but samples. To a speaker it carries messages, so that throwing away what
 * was sent before keeps its place in the order: one byte of kind, three unused, the length of the samples in bytes as
 * 32 bits, the samples. Back comes a 32-bit count of messages finished with, each time it grows.
 */
export interface AudioDevice {
  /** PortAudio's number: it changes when devices come and go, the name does not. */
  readonly id: number;
  readonly name: string;
  /** ALSA, CoreAudio, WASAPI, ... */
  readonly api: string;
  /** Channels; 0 where the device cannot record, or play. */
  readonly inputs: number;
  readonly outputs: number;
  readonly defaultSampleRate: number;
  readonly outputLatencyMs: number;
  readonly isDefaultInput: boolean;
  readonly isDefaultOutput: boolean;
}

/** What the process is started for. */
export type AudioProcessMode = 'list' | 'microphone' | 'speaker';

/** The first message, from us. */
export interface AudioOrder {
  readonly mode: AudioProcessMode;
  /** A number or part of a name; null for the system's default. */
  readonly device: string | null;
  /** What we would like; the device's own rate is used where this is refused. */
  readonly sampleRate: number;
  readonly frameMs: number;
}

export type AudioProcessProblem =
  | 'notInstalled' // naudiodon is missing or cannot be loaded
  | 'noDevice' // the machine has none of this kind
  | 'unknownDevice' // none matches what was asked for
  | 'refused' // it is there and cannot be opened
  | 'lost'; // it failed while in use

export type AudioNews =
  | { readonly type: 'devices'; readonly devices: readonly AudioDevice[] }
  | {
      readonly type: 'opened';
      readonly deviceName: string;
      readonly sampleRate: number;
      /** From a message taken to the sound in the air, estimated. */
      readonly latencyMs: number;
    }
  | { readonly type: 'failed'; readonly problem: AudioProcessProblem; readonly message: string };
