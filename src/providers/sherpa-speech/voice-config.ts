/** How sherpa-onnx is told to load a voice. */

export interface SpeechModel {
  /** The catalogue's id, for names and remedies. */
  readonly id: string;
  readonly engine: 'vits' | 'kokoro';
  /** Full paths. */
  readonly files: {
    readonly model: string;
    readonly tokens: string;
    /** Kokoro's speaker styles. */
    readonly voices?: string | undefined;
    /** Folder of espeak-ng's data, which turns text into phonemes. */
    readonly espeakData: string;
  };
}

/** One sentence at a time, so that the first is heard while the next is made. */
const SENTENCES_AT_ONCE = 1;

export function voiceConfig({ engine, files }: SpeechModel): object {
  const { model, tokens, voices = '', espeakData } = files;
  const common = { model, tokens, dataDir: espeakData };
  return {
    model: {
      // Without noise the same line always sounds the same, which replays need; the voice is a shade more even.
      ...(engine === 'vits'
        ? { vits: { ...common, noiseScale: 0, noiseScaleW: 0 } }
        : { kokoro: { ...common, voices } }),
      numThreads: 1,
      debug: false,
      provider: 'cpu',
    },
    maxNumSentences: SENTENCES_AT_ONCE,
  };
}
