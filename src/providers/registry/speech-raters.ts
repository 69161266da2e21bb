/** The speech model with the parts it needs, each loaded when this is called. */
import type { SpeechRater } from '../../engine/scoring/speech-model/types.js';

/** Null where the aligner is not installed. Always WebRTC voice activity: the model was trained with it. */
export async function openSpeechRater(): Promise<SpeechRater | null> {
  const { createSoundSwallowerAnalyzer, detectSoundSwallower } =
    await import('../soundswallower/soundswallower-aligner.js');
  if (!(await detectSoundSwallower()).available) return null;
  const [{ createWebrtcDetector }, { readSpeechModel }, { createSpeechRater }] = await Promise.all([
    import('../webrtc-vad/webrtc-detector.js'),
    import('../speech-model/read-speech-model.js'),
    import('../../engine/scoring/speech-model/speech-rater.js'),
  ]);
  const model = await readSpeechModel();
  return createSpeechRater({
    model,
    voiceActivity: await createWebrtcDetector(),
    analyzer: createSoundSwallowerAnalyzer(),
  });
}
