/** Coughs, clicks and breaths: sound in which there are no words is no answer, and no reason to wait less for one. */
import { describe, expect, it } from 'vitest';
import type { CandidateAnswer } from '../../../src/engine/replay/candidate-answer.js';
import { scriptedSpeechToText } from '../../support/scripted-speech-to-text.js';
import { tone } from '../../support/tones.js';
import { runVirtualSession } from '../../support/virtual-session.js';

const answer: CandidateAnswer = { kind: 'audio', samples: tone(4000), delayMs: 500 };
const cough: CandidateAnswer = { kind: 'audio', samples: tone(400), delayMs: 1000 };
const silence: CandidateAnswer = { kind: 'silence', silenceMs: 60_000 };
const words = { text: 'i think it is a lovely place because there are many parks and friendly people' };

async function partOf(part: 'part1' | 'part2' | 'part3', after: readonly CandidateAnswer[]) {
  const answers = [answer, answer, answer, ...after];
  const spoken = answers.filter(({ kind }) => kind === 'audio');
  const { events } = await runVirtualSession({
    answers,
    parts: [part],
    options: { speechToText: scriptedSpeechToText(spoken.map((each) => (each === cough ? { text: '' } : words))) },
  });
  const inPart = events.slice(events.findIndex((event) => event.type === 'part.started' && event.part === part));
  return inPart;
}

describe('a cough', () => {
  it.each([
    ['part1', 7000],
    ['part3', 10_500],
  ] as const)('is followed by the patient wait before a question of %s is repeated', async (part, patienceMs) => {
    const inPart = await partOf(part, [cough, silence]);
    const begun = inPart.find(({ type }) => type === 'turn.started');
    const repeated = inPart.find(({ type }) => type === 'question.repeated');
    const waitedMs = (repeated?.atMs ?? 0) - (begun?.atMs ?? 0) - 1400;
    expect(waitedMs).toBeGreaterThanOrEqual(patienceMs - 100);
    expect(waitedMs).toBeLessThan(patienceMs + 500);
  });

  it('before an answer leaves the question open for it', async () => {
    const inPart = await partOf('part1', [cough, answer]);
    const [first, second] = inPart.filter((event) => event.type === 'turn.ended');
    expect(second).toMatchObject({ questionId: first?.questionId });
    expect(second?.speechMs).toBeGreaterThan(3900);
    const before = inPart.filter(({ sequence }) => sequence < (second?.sequence ?? 0)).map(({ type }) => type);
    expect(before.filter((type) => type === 'question.asked')).toHaveLength(1);
    expect(before).not.toContain('question.repeated');
  });

  it('at the beginning of an answer ends nothing: the answer goes on, and no wait is counted for the cough', async () => {
    const begun: CandidateAnswer = {
      kind: 'audio',
      samples: Int16Array.from([...tone(400), ...new Int16Array(64_000), ...tone(4000)]),
      delayMs: 1000,
    };
    const answers = [answer, answer, answer, begun, { ...answer, samples: tone(1500) }];
    const heard = [words, words, words, { text: '' }, words, words];
    const { events } = await runVirtualSession({
      answers,
      parts: ['part1'],
      options: { speechToText: scriptedSpeechToText(heard) },
    });
    const [coughed, answered] = events.filter((event) => event.type === 'turn.ended').slice(3);
    expect([coughed?.speechMs, answered?.questionId]).toEqual([expect.closeTo(400, -2), coughed?.questionId]);
    expect(answered?.speechMs).toBeGreaterThan(3900);
    const responded = events.filter((event) => event.type === 'turn.responded').map(({ turnId }) => turnId);
    expect(responded).toContain(answered?.turnId);
    expect(responded).not.toContain(coughed?.turnId);
  });

  it('that comes again and again holds nothing up: the question is repeated, then left', async () => {
    const inPart = await partOf(
      'part1',
      Array.from({ length: 5 }, () => cough),
    );
    const [first] = inPart.filter((event) => event.type === 'question.asked');
    const about = inPart.filter((event) => 'questionId' in event && event.questionId === first?.questionId);
    expect(about.filter(({ type }) => type === 'turn.ended')).toHaveLength(4);
    expect(about.filter(({ type }) => type === 'question.repeated')).toHaveLength(1);
  });

  it('is waited after once since the examiner spoke, whatever was before that', async () => {
    const inPart = await partOf('part1', [silence, cough, cough, cough]);
    const [first] = inPart.filter((event) => event.type === 'question.asked');
    const about = inPart.filter((event) => 'questionId' in event && event.questionId === first?.questionId);
    expect(about.filter(({ type }) => type === 'question.repeated')).toHaveLength(1);
    expect(about.filter(({ type }) => type === 'turn.ended')).toHaveLength(3);
  });

  it('does not hurry or end a long turn that has not begun', async () => {
    const inPart = await partOf('part2', [cough, cough, { kind: 'audio', samples: tone(70_000), delayMs: 2000 }]);
    const repeated = inPart.filter((event) => event.type === 'question.repeated');
    expect(repeated.filter(({ questionId }) => questionId.startsWith('card-'))).toHaveLength(1);
    expect(inPart.find(({ type }) => type === 'part.ended')).toMatchObject({ part: 'part2', reason: 'completed' });
  });
});
