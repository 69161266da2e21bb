/** @file The numbers both sides of the audio pipe agree on; protocol.ts describes them. */

/** Each message to a speaker: one byte of kind, three unused, 32 bits with the length of the samples in bytes. */
export const SPEAKER_HEADER_BYTES = 8;
export const SPEAKER_AUDIO = 1;
export const SPEAKER_FLUSH = 2;
/** Where the audio pipe is: after the three standard streams and Node's message channel. */
export const AUDIO_PIPE = 4;
