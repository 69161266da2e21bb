/** A test that goes on after a crash knows its candidate as well as before. */
import { describe, expect, it } from 'vitest';
import type { SessionEventBody } from '../../../../src/engine/session/log/events.js';
import { knownSpeaker } from '../../../../src/engine/session/turn/known-speaker.js';
import { NO_ANSWERS, withAnswer } from '../../../../src/engine/speech/earlier-answers.js';
import { SpeakerPauses } from '../../../../src/engine/speech/speaker-pauses.js';
import { numbered } from '../../../support/stored-session.js';

const TWELVE_WORDS = 'we moved there when i was a child and i like it';
const segments = [
  { startMs: 0, endMs: 1000 },
  { startMs: 2800, endMs: 4000 },
  { startMs: 4100, endMs: 5000 },
];

const final = (turnId: string, text: string): SessionEventBody => ({
  type: 'transcript.final',
  turnId,
  text,
  words: [],
  confidence: null,
  provider: 'test',
});

const ended = (turnId: string, part: 'introduction' | 'part1' | 'part3', typed = false): SessionEventBody => ({
  type: 'turn.ended',
  turnId,
  questionId: 'q',
  part,
  question: '',
  reason: typed ? 'typed' : 'endpoint',
  startMs: 0,
  endMs: 5000,
  speechMs: 3100,
  segments: typed ? [] : segments,
  typed,
});

describe('what a log tells of how its candidate speaks', () => {
  it('is nothing where nothing was said', () => {
    const { pauses, answers } = knownSpeaker([]);
    expect(answers).toBe(NO_ANSWERS);
    expect(pauses.lengths).toEqual(new SpeakerPauses().lengths);
  });

  it('is the length of the spoken answers of the interviews, and the pauses in all that was said', () => {
    const { pauses, answers } = knownSpeaker(
      numbered([
        final('t1', 'my full name is ana maria da silva e costa'),
        ended('t1', 'introduction'),
        final('t2', TWELVE_WORDS),
        ended('t2', 'part1'),
        final('t3', TWELVE_WORDS.repeat(3)),
        ended('t3', 'part1', true),
        ended('t4', 'part1'),
        final('t5', TWELVE_WORDS),
        ended('t5', 'part3'),
      ]),
    );
    expect(answers).toEqual(withAnswer(withAnswer(NO_ANSWERS, 1, 12), 3, 12));
    const same = new SpeakerPauses();
    for (let turn = 0; turn < 4; turn += 1) for (const lengthMs of [1800, 100]) same.add(lengthMs);
    expect(pauses.lengths).toEqual(same.lengths);
  });

  it('counts an answer that was taken up again once, with all its words', () => {
    const { answers } = knownSpeaker(
      numbered([
        final('t1', TWELVE_WORDS),
        ended('t1', 'part1'),
        { type: 'turn.rejoined', turnId: 't1', moment: 'interview', silenceMs: 1200, endedSequence: 2 },
        final('t1', TWELVE_WORDS),
        ended('t1', 'part1'),
      ]),
    );
    expect(answers).toEqual(withAnswer(NO_ANSWERS, 1, 24));
  });
});
