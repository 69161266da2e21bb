import { describe, expect, it } from 'vitest';
import { createWebrtcDetector, detectWebrtc } from '../../../src/providers/webrtc-vad/webrtc-detector.js';
import { voiceActivityDetectorContract } from '../../support/contracts/voice-activity-detector.contract.js';
import { fliteSpeech, haveFlite } from '../support/test-audio.js';

describe.runIf(haveFlite)('with a synthetic voice', () => {
  voiceActivityDetectorContract('webrtc', createWebrtcDetector, () =>
    fliteSpeech('I have lived in London for about ten years and I really like it there'),
  );
});

it('is there on every machine', async () => {
  expect(await detectWebrtc()).toMatchObject({ available: true });
});
