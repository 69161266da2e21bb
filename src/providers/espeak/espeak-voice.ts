/** What both forms of espeak-ng (the system's program and the WebAssembly one) are told. */

export const UNKNOWN_VOICE_REMEDY = 'Choose an English voice of espeak-ng, such as en-gb or en-us.';

export interface EspeakOptions {
  /** A voice of `espeak-ng --voices`, such as "en-gb" or "en-gb-x-rp+f2". */
  readonly voice?: string;
  /** Words per minute. Examiners speak calmly; espeak's own 175 sounds hurried. */
  readonly wordsPerMinute?: number;
}

export interface EspeakVoice {
  readonly voice: string;
  readonly wordsPerMinute: number;
}

export function espeakVoice({ voice = 'en-gb', wordsPerMinute = 150 }: EspeakOptions): EspeakVoice {
  return { voice, wordsPerMinute };
}

/** -b 1: the text is UTF-8. Without -m nothing in it is markup. */
export function espeakArguments(
  { voice, wordsPerMinute }: EspeakVoice,
  text: string,
  sound: string,
): readonly string[] {
  return ['-v', voice, '-s', String(wordsPerMinute), '-b', '1', '-f', text, '-w', sound];
}
