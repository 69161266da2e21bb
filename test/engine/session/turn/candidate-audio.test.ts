import { describe, expect, it } from 'vitest';
import { CandidateAudio } from '../../../../src/engine/session/turn/candidate-audio.js';
import { SILENT_FRAME } from '../../../../src/engine/speech/frame.js';
import { SILENCE_DB, levelDb } from '../../../../src/engine/speech/levels.js';
import { framesOf } from '../../../support/speech-frames.js';
import { speechLike } from '../../../support/speech-like.js';
import { silence, joined, tone } from '../../../support/tones.js';

describe("the candidate's audio", () => {
  it('keeps the frame as it came beside the enhanced one', () => {
    const audio = new CandidateAudio(false, 'auto');
    const frame = tone(20);
    const heard = audio.hear(frame, SILENT_FRAME, 40);
    expect([heard.raw, heard.startMs, heard.candidate]).toEqual([frame, 40, true]);
    expect(heard.frame).not.toBe(frame);
  });

  it('tells the level without DC and before gain', () => {
    const audio = new CandidateAudio(false, 'auto');
    const offset = tone(3000, 200, 1000).map((sample) => sample + 3000);
    for (const frame of framesOf(offset)) audio.adapt(audio.hear(frame, SILENT_FRAME, 0));
    expect(Math.abs(audio.levelDb - levelDb(tone(1000, 200, 1000)))).toBeLessThan(0.5);
  });

  it('is silent when muted, and muting does not teach the gate that there is no echo', () => {
    const audio = new CandidateAudio(true, 'auto');
    audio.muted = true;
    const line = framesOf(joined(speechLike(4000), silence(600)));
    for (const frame of line)
      expect(audio.hear(frame, frame, 0)).toMatchObject({ raw: SILENT_FRAME, levelDb: SILENCE_DB });
    audio.muted = false;
    expect(framesOf(speechLike(4000, 2)).filter((frame) => audio.hear(frame, frame, 0).candidate)).toEqual([]);
  });

  it('with barge-in off is not heard during playback nor 400 ms after', () => {
    const audio = new CandidateAudio(true, 'off');
    expect(audio.hear(tone(20), tone(20), 0).candidate).toBe(false);
    const after = Array.from({ length: 22 }, () => audio.hear(tone(20), SILENT_FRAME, 0).candidate);
    expect(after.indexOf(true)).toBe(19);
  });

  it('with barge-in on, or where playback cannot come back, is always the candidate', () => {
    for (const audio of [new CandidateAudio(true, 'on'), new CandidateAudio(false, 'off')])
      expect(audio.hear(tone(20), tone(20), 0).candidate).toBe(true);
  });
});
