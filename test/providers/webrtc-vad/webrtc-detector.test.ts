import { describe, expect, it } from 'vitest';
import { createWebrtcDetector, detectWebrtc } from '../../../src/providers/webrtc-vad/webrtc-detector.js';
import { voiceActivityDetectorContract } from '../../support/contracts/voice-activity-detector.contract.js';
import { fliteSpeech, haveFlite, haveSharedData } from '../support/test-audio.js';
import { frameAccuracy } from '../support/frame-accuracy.js';

describe.runIf(haveFlite)('with a synthetic voice', () => {
  voiceActivityDetectorContract('webrtc', createWebrtcDetector, () =>
    fliteSpeech('I have lived in London for about ten years and I really like it there'),
  );
});

it('is there on every machine', async () => {
  expect(await detectWebrtc()).toMatchObject({ available: true });
});

describe.runIf(haveSharedData)('on real voices', () => {
  it('tells speech from pauses, in quiet and in noise', async () => {
    const results = await frameAccuracy(createWebrtcDetector);
    expect(results.quiet).toBeGreaterThan(0.85);
    expect(results.noise20dB).toBeGreaterThan(0.85);
    expect(results.noise10dB).toBeGreaterThan(0.8);
  });
});
