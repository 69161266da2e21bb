/** File name extensions of audio, in lower case with the dot: what a folder of recorded answers is searched for. */
export const AUDIO_EXTENSIONS: ReadonlySet<string> = new Set(['.wav', '.wave', '.flac', '.mp3', '.ogg', '.oga']);
