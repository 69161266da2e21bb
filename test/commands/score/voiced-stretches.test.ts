import { expect, it } from 'vitest';
import { fileURLToPath } from 'node:url';
import { hearAudio } from '../../../src/commands/score/voiced-stretches.js';
import { readAudioFile } from '../../../src/providers/audio-files/read-audio-file.js';
import { createWebrtcDetector } from '../../../src/providers/webrtc-vad/webrtc-detector.js';

const SPEECH = fileURLToPath(new URL('../../../fixtures/failover/audio/03.flac', import.meta.url));

it('as much speech is heard in a very quiet recording as in a loud one, and its level is told as it is', async () => {
  const detector = await createWebrtcDetector();
  const { samples } = await readAudioFile(SPEECH);
  const peak = samples.reduce((highest, sample) => Math.max(highest, Math.abs(sample)), 0);
  const hear = (to: number) =>
    hearAudio(
      samples.map((sample) => Math.round((sample * to) / peak)),
      detector,
    );
  const speech = ({ segments }: ReturnType<typeof hear>): number =>
    segments.reduce((total, { startMs, endMs }) => total + endMs - startMs, 0);
  const [loud, quiet, silent] = [hear(20_000), hear(400), hear(20)];
  expect(speech(loud)).toBeGreaterThan(1000);
  expect(Math.abs(speech(quiet) / speech(loud) - 1)).toBeLessThan(0.05);
  expect(silent.segments).toEqual([]);
});
