export const SPEAKER_HEADER_BYTES: 8;
export const SPEAKER_AUDIO: 1;
export const SPEAKER_FLUSH: 2;
export const AUDIO_PIPE: 4;
