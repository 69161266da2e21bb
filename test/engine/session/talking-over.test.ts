/** Candidates who speak while the examiner does, at other moments than in a question. */
import { setImmediate as breathe } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { LinePurpose } from '../../../src/engine/exam/types.js';
import type { CandidateAnswer } from '../../../src/engine/replay/candidate-answer.js';
import type { SessionEvent } from '../../../src/engine/session/log/events.js';
import { VirtualClock } from '../../../src/engine/time/virtual-clock.js';
import { createFileCandidate } from '../../../src/providers/recorded-candidate/file-candidate.js';
import { scriptedSpeechToText } from '../../support/scripted-speech-to-text.js';
import { talkingOver } from '../../support/talking-over.js';
import { tone } from '../../support/tones.js';
import { runVirtualSession } from '../../support/virtual-session.js';

const WORDS = 'i think it is a lovely place because there are many parks and friendly people who like to talk';
const spoken = (): CandidateAnswer => ({ kind: 'audio', samples: tone(4000), delayMs: 500 });
const many = <T>(item: T): T[] => Array.from({ length: 80 }, () => item);
const hears = () => ({ speechToText: scriptedSpeechToText([{ text: WORDS }]) });

describe('speaking over a line with a question behind it', () => {
  const over = async (purpose: LinePurpose, ms: number) => {
    const clock = new VirtualClock({ breathe });
    const input = createFileCandidate({ answers: many(spoken()), clock, pace: 'virtual' });
    const { of } = await runVirtualSession({
      answers: [],
      parts: ['part1'],
      options: {
        ...hears(),
        clock,
        input: talkingOver(input, tone, (event) =>
          event.type === 'speech.started' && event.purpose === purpose ? ms : 0,
        ),
      },
    });
    const asked = of('question.asked');
    const saidTexts = of('speech.started').map(({ text }) => text);
    return {
      interrupted: of('speech.interrupted'),
      begun: of('turn.started'),
      turns: of('turn.ended'),
      asked,
      saidTexts,
    };
  };

  it.each<[LinePurpose, number]>([
    ['greeting', 600],
    ['partIntroduction', 600],
    ['topicAnnouncement', 600],
    ['topicAnnouncement', 6000],
  ])('the %s, for %i ms, loses no question', async (purpose, ms) => {
    const { interrupted, asked, turns, saidTexts } = await over(purpose, ms);
    expect(interrupted).toEqual([]);
    expect(asked.length).toBeGreaterThan(10);
    expect(asked.filter(({ text }) => !saidTexts.includes(text))).toEqual([]);
    const askedIds = new Set(asked.map(({ questionId }) => questionId));
    expect(turns.filter(({ questionId }) => !askedIds.has(questionId))).toEqual([]);
    for (const { questionId, question } of turns) {
      expect(asked.find((event) => event.questionId === questionId)?.text).toBe(question);
    }
  });

  it('is not taken for the answer to it, but for its last moments', async () => {
    const { turns, begun } = await over('topicAnnouncement', 6000);
    const [first] = turns.filter(({ part }) => part === 'part1');
    const askedAtMs = begun.find(({ turnId }) => turnId === first?.turnId)?.atMs ?? 0;
    expect(first?.startMs).toBeLessThan(askedAtMs);
    expect(first?.startMs).toBeGreaterThanOrEqual(askedAtMs - 400);
    expect(first?.segments[0]?.startMs).toBeGreaterThanOrEqual(askedAtMs - 400);
  });
});

describe('going on after a rounding-off answer was ended for its length', () => {
  /** @param delayMs from the end of the answer on */
  const goingOn = async (delayMs: number) => {
    const clock = new VirtualClock({ breathe });
    const audio = (ms: number): CandidateAnswer => ({ kind: 'audio', samples: tone(ms), delayMs: 500 });
    const answers = [audio(2000), audio(2000), audio(2000), audio(80_000), audio(22_000), audio(4000)];
    const input = createFileCandidate({ answers, clock, pace: 'virtual' });
    const goesOn = Int16Array.from([...tone(delayMs).fill(0), ...tone(2500)]);
    const isCut = (event: SessionEvent): boolean =>
      event.type === 'turn.ended' && event.reason === 'timeLimit' && event.questionId.includes('-round-');
    const { of } = await runVirtualSession({
      answers: [],
      parts: ['part2'],
      options: {
        ...hears(),
        clock,
        input: talkingOver(
          input,
          () => goesOn,
          (event) => (isCut(event) ? 1 : 0),
        ),
      },
    });
    const [cut, next] = of('turn.ended').filter(({ questionId }) => questionId.includes('-round-'));
    const begun = of('turn.started').find(({ turnId }) => turnId === next?.turnId);
    return { cut, next, interrupted: of('speech.interrupted'), listensSinceMs: begun?.atMs ?? 0 };
  };

  it('is no interruption of the next question, and no answer to it', async () => {
    const { cut, next, interrupted, listensSinceMs } = await goingOn(100);
    expect(cut?.reason).toBe('timeLimit');
    expect(interrupted).toEqual([]);
    expect(next?.segments[0]?.startMs).toBeGreaterThanOrEqual(listensSinceMs - 400);
  });

  it('is one when the question could be heard', async () => {
    const { next, interrupted, listensSinceMs } = await goingOn(900);
    expect(interrupted).toHaveLength(1);
    expect(next?.startMs).toBeLessThan(listensSinceMs);
  });
});

describe('speaking over a line before something that is only said again', () => {
  it('is listened to at once: whoever begins the long turn late does not hear the card a second time', async () => {
    const clock = new VirtualClock({ breathe });
    const silence: CandidateAnswer = { kind: 'silence', silenceMs: 20_000 };
    const input = createFileCandidate({
      answers: [spoken(), spoken(), spoken(), ...many(silence)],
      clock,
      pace: 'virtual',
    });
    const { of } = await runVirtualSession({
      answers: [],
      parts: ['part2'],
      options: {
        ...hears(),
        clock,
        input: talkingOver(input, tone, (event) =>
          event.type === 'speech.started' && event.purpose === 'reassurance' ? 20_000 : 0,
        ),
      },
    });
    expect(of('speech.interrupted')).toHaveLength(1);
    expect(
      of('speech.started').filter(({ purpose, text }) => purpose === 'repeat' && text.includes('Describe')),
    ).toEqual([]);
    const longTurn = of('turn.ended').filter(({ part }) => part === 'part2')[1];
    expect(longTurn?.speechMs).toBeGreaterThan(19_000);
  });
});
