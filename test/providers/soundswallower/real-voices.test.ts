/** Alignment of real voices, and what it tells about detectors of voice activity: each clip is aligned once for all. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Alignment } from '../../../src/engine/ports/word-aligner.js';
import { createSileroDetector, detectSilero } from '../../../src/providers/silero/silero-detector.js';
import { createSoundSwallowerAligner } from '../../../src/providers/soundswallower/soundswallower-aligner.js';
import { createWebrtcDetector } from '../../../src/providers/webrtc-vad/webrtc-detector.js';
import { frameAccuracy, labelled, type Labelled } from '../support/frame-accuracy.js';
import {
  cleanClips,
  clipsOfLearner,
  haveSharedData,
  learnerClips,
  sileroModel,
  type Clip,
} from '../support/test-audio.js';

type Aligned = readonly [clip: Clip, alignment: Alignment | null];

const silero = async () => createSileroDetector({ modelPath: sileroModel });
const haveSilero = (await detectSilero({ modelPath: sileroModel })).available;

describe.runIf(haveSharedData)('with real voices', () => {
  let clean: readonly Aligned[];
  let learners: readonly Aligned[];
  let clips: readonly Labelled[];

  beforeAll(async () => {
    const aligner = createSoundSwallowerAligner();
    const aligned = async (spoken: readonly Clip[]): Promise<readonly Aligned[]> =>
      await Promise.all(spoken.map(async (clip) => [clip, await aligner.align(clip.samples, clip.words)] as const));
    [clean, learners] = [await aligned(await cleanClips()), await aligned(await learnerClips(60))];
    await aligner.close();
    // Three quarters of the learners are plenty.
    clips = [...clean, ...learners.filter((_, index) => index % 4 !== 3)].flatMap(([clip, alignment]) =>
      alignment === null || alignment.words.length === 0 ? [] : [labelled(clip, alignment)],
    );
  });

  it('the aligner fits nearly every sentence, good speakers better than learners', () => {
    const score = (results: readonly Aligned[]) => {
      const fitted = results.flatMap(([, alignment]) => (alignment === null ? [] : [alignment]));
      const phones = fitted.flatMap((result) => result.words.flatMap((word) => word.phones));
      return {
        fitted: fitted.length / results.length,
        mean: phones.reduce((sum, phone) => sum + phone.score, 0) / phones.length,
      };
    };
    expect(score(clean).fitted).toBe(1);
    expect(score(learners).fitted).toBeGreaterThanOrEqual(0.95);
    expect(score(clean).mean).toBeGreaterThan(score(learners).mean + 0.5);
  });

  it('WebRTC’s detector tells speech from pauses, in quiet and in noise', async () => {
    const results = await frameAccuracy(createWebrtcDetector, clips);
    expect(results.quiet).toBeGreaterThan(0.85);
    expect(results.noise20dB).toBeGreaterThan(0.85);
    expect(results.noise10dB).toBeGreaterThan(0.8);
  });

  it.runIf(haveSilero)('Silero tells speech from pauses, in quiet and in noise', async () => {
    const results = await frameAccuracy(silero, clips);
    expect(results.quiet).toBeGreaterThan(0.85);
    expect(results.noise20dB).toBeGreaterThan(0.85);
    expect(results.noise10dB).toBeGreaterThan(0.85);
  });

  it('finds the words of a slow reader with long pauses in the sentences that they belong to', async () => {
    const sentences = await clipsOfLearner('9616', 5);
    const samples = Int16Array.from(sentences.flatMap((clip) => [...clip.samples]));
    const aligner = createSoundSwallowerAligner();
    const alignment = await aligner.align(
      samples,
      sentences.flatMap(({ words }) => words),
    );
    await aligner.close();
    let from = 0;
    const borders = sentences.flatMap((clip) => {
      const startMs = from;
      from += clip.samples.length / 16;
      return clip.words.map(() => ({ startMs, endMs: from }));
    });
    const elsewhere = alignment!.words.filter(({ startMs, endMs }, index) => {
      const middle = (startMs + endMs) / 2;
      return middle < borders[index]!.startMs || middle > borders[index]!.endMs;
    });
    expect(elsewhere).toEqual([]);
  });
});
