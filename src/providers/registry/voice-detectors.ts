/** Voice activity, best first. */
import type { VoiceActivityDetector } from '../../engine/ports/voice-activity-detector.js';
import { createWebrtcDetector, detectWebrtc } from '../webrtc-vad/webrtc-detector.js';
import type { RegisteredProvider } from './choose.js';

export async function voiceDetectors(): Promise<readonly RegisteredProvider<VoiceActivityDetector>[]> {
  const { findInstalledModel } = await import('../models/installed-models.js');
  const model = await findInstalledModel('voiceActivity');
  const webrtc: RegisteredProvider<VoiceActivityDetector> = {
    name: 'webrtc',
    detect: detectWebrtc,
    create: () => createWebrtcDetector(),
  };
  // WebRTC's detector is good enough to say nothing of a model that was not pulled.
  if (model === null) return [webrtc];
  const { createSileroDetector, detectSilero } = await import('../silero/silero-detector.js');
  const options = { modelPath: model.files.model };
  return [{ name: 'silero', detect: () => detectSilero(options), create: () => createSileroDetector(options) }, webrtc];
}
