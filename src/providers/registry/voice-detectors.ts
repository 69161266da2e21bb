/** Voice activity, best first. */
import type { VoiceActivityDetector } from '../../engine/ports/voice-activity-detector.js';
import { createWebRtcVoiceActivity } from '../webrtc-vad/webrtc-vad.js';
import type { Candidate } from './choose.js';

export async function voiceDetectors(): Promise<readonly Candidate<VoiceActivityDetector>[]> {
  return [
    {
      name: 'webrtc',
      detect: () => Promise.resolve({ available: true, detail: 'comes with the program' }),
      create: () => createWebRtcVoiceActivity(),
    },
  ];
}
