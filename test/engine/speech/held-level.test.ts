import { describe, expect, it } from 'vitest';
import { FRAME_MS, FRAME_SAMPLES, type Frame } from '../../../src/engine/speech/frame.js';
import { HeldLevel } from '../../../src/engine/speech/held-level.js';
import { LoudAudio } from '../../../src/providers/deepgram/loud-audio.js';
import { TurnPieces } from '../../../src/providers/openai-transcription/pieces.js';

/** A tone with that peak. */
const sound = (ms: number, peak: number): Frame[] =>
  Array.from({ length: ms / FRAME_MS }, () =>
    Int16Array.from({ length: FRAME_SAMPLES }, (_, index) => Math.round(peak * Math.sin(index / 5))),
  );
/** A soft answer, 27 dB below full scale, that a knock at full scale goes before. */
const KNOCKED = [...sound(100, 32_767), ...sound(300, 60), ...sound(3_000, 1_500), ...sound(1_000, 60)];

describe('the level that speech has held', () => {
  it('is nothing before a word’s length of sound, and what all of the loudest of that length reach then', () => {
    const level = new HeldLevel(50);
    for (const peak of [900, 1_000, 800]) level.add(peak);
    expect(level.peak).toBe(0);
    for (const peak of [100, 700, 50]) level.add(peak);
    expect(level.peak).toBe(700);
  });

  it('keeps a soft answer after a knock audible: it is sent to be transcribed', () => {
    const pieces = new TurnPieces();
    const given = KNOCKED.flatMap((frame) => pieces.add(frame) ?? []);
    const soundMs = [...given, pieces.rest()].flatMap(({ audible }) => audible.map(([from, to]) => to - from));
    expect(soundMs.reduce((sum, ms) => sum + ms, 0)).toBe(3_100);
  });

  it('keeps it audible where its words are waited for, and what is as soft as a room is not', () => {
    const loud = new LoudAudio(FRAME_MS);
    KNOCKED.forEach((frame, index) => {
      loud.add(frame, (index + 1) * FRAME_MS);
    });
    expect(loud.untilMs).toBe(3_500);
    const knock = new LoudAudio(FRAME_MS);
    [...sound(100, 32_767), ...sound(3_000, 60)].forEach((frame, index) => {
      knock.add(frame, (index + 1) * FRAME_MS);
    });
    expect(knock.untilMs).toBe(200);
  });
});
