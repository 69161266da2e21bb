import { expect, it } from 'vitest';
import type { Cassette, CassetteMessage } from '../../../src/engine/replay/cassette/format.js';
import { FollowedKeys } from '../../../src/engine/replay/cassette/followed-keys.js';
import { lineKey } from '../../../src/engine/replay/cassette/keys.js';
import { redactedTexts, rekeyedCassette } from '../../../src/engine/replay/cassette/redacted-cassette.js';
import { redaction } from '../../../src/engine/replay/redact-words.js';
import { answerEnd } from '../../../src/engine/replay/from-session/answer-end.js';
import { sessionAnswers } from '../../../src/engine/replay/from-session/session-answers.js';
import { sessionModel } from '../../../src/engine/replay/from-session/session-model.js';
import { recogniserCassette } from '../../../src/engine/replay/from-session/session-recogniser.js';
import type { SessionEvent, SessionEventBody } from '../../../src/engine/session/log/events.js';
import { replay } from '../../../src/library/replay.js';
import { joined, silence, tone } from '../../support/tones.js';
import { final, speech, started, turnEnded, turnStarted } from '../../support/session-events.js';

function logOf(...bodies: readonly (readonly [number, SessionEventBody])[]): readonly SessionEvent[] {
  return bodies.map(
    ([atMs, body], index) => ({ version: 1, sequence: index + 1, atMs, wallTime: '', ...body }) as SessionEvent,
  );
}

it('a session’s turns become answers: spoken, over the examiner, silent, typed, by key', () => {
  const events = logOf(
    [0, started()],
    [100, speech('Where do you live?')],
    [2000, turnStarted('t1')],
    [6000, turnEnded('t1', { startMs: 3000, endMs: 5000 })],
    [6000, speech('Do you like it?')],
    [7000, { type: 'speech.interrupted', lineId: 'l', spokenMs: 1000, by: 'candidate' }],
    [7000, turnStarted('t2')],
    [9000, turnEnded('t2', { startMs: 6700, endMs: 8000 })],
    [10_000, turnStarted('t3')],
    [16_000, turnEnded('t3', { speechMs: 0, reason: 'silence' })],
    [17_000, turnStarted('t4')],
    [20_000, final('t4', 'yes I do')],
    [20_000, turnEnded('t4', { typed: true, reason: 'typed' })],
    [21_000, turnStarted('t5')],
    [22_500, { type: 'candidate.requested', turnId: null, request: 'repeat' }],
    [23_000, { type: 'session.ended', status: 'ended', why: '' }],
  );
  const answers = sessionAnswers(events);
  expect(answers[0]).toMatchObject({
    kind: 'audio',
    fromMs: 2700,
    toMs: 5300,
    delayMs: 700,
    interrupts: false,
    part: 1,
  });
  expect(answers[1]).toMatchObject({ kind: 'audio', fromMs: 6400, delayMs: 400, interrupts: true, part: null });
  expect(answers.slice(2)).toMatchObject([
    { kind: 'silence', silenceMs: 6000 },
    { kind: 'text', text: 'yes I do', delayMs: 1800 },
    { kind: 'press', press: 'repeat', delayMs: 1500 },
  ]);
});

it('a turn that the key ended before a word was said becomes the key', () => {
  const events = logOf(
    [0, started()],
    [100, speech('Where do you live?')],
    [2000, turnStarted('t1')],
    [4500, turnEnded('t1', { speechMs: 0, reason: 'finishedKey' })],
    [5000, { type: 'session.ended', status: 'ended', why: '' }],
  );
  expect(sessionAnswers(events)).toMatchObject([{ kind: 'press', press: 'finished', delayMs: 2500 }]);
});

it('a turn that was taken up again becomes an answer that goes on', () => {
  const rejoined = { turnId: 't1', moment: 'interview', silenceMs: 900, endedSequence: 4 } as const;
  const events = logOf(
    [0, started()],
    [100, speech('Where do you live?')],
    [2000, turnStarted('t1')],
    [5700, turnEnded('t1', { startMs: 3000, endMs: 5000 })],
    [5700, speech('Do you like it?')],
    [6000, { type: 'turn.rejoined', ...rejoined }],
    [9000, turnEnded('t1', { startMs: 3000, endMs: 8000 })],
    [9100, turnStarted('t2')],
    [12_000, turnEnded('t2', { startMs: 10_000, endMs: 11_000 })],
  );
  expect(sessionAnswers(events)).toMatchObject([{ toMs: 8300, goesOn: true }, { goesOn: false }]);
});

it('what was recognised becomes a cassette whose partials follow the words', () => {
  const words = [
    { text: 'near', startMs: 3000, endMs: 3400, confidence: 0.9 },
    { text: 'here', startMs: 3500, endMs: 4000, confidence: null },
  ];
  const transcript = { ...final('t1', 'near here'), words } as SessionEventBody;
  const cassette = recogniserCassette(
    logOf([2000, turnStarted('t1')], [6000, transcript], [6000, turnEnded('t1', { startMs: 2900, endMs: 4100 })]),
  );
  expect(cassette?.messages).toMatchObject([
    { type: 'partial', turn: 1, sentMs: 1120, text: 'near' },
    { type: 'partial', turn: 1, sentMs: 1720, text: 'near here' },
    {
      type: 'final',
      turn: 1,
      sentMs: 1520,
      words: [
        ['near', 420, 820, 0.9],
        ['here', 920, 1420, null],
      ],
    },
  ]);
  expect(recogniserCassette(logOf([0, turnEnded('t1', { typed: true })]))).toBe(null);
});

it('an answer that was cut into goes on to its real end, and the examiner’s echo is none of it', () => {
  const spoken = joined(tone(1000), silence(400), tone(600), silence(3000));
  expect(answerEnd(spoken, silence(5000), 1000)).toBe(2300);
  expect(answerEnd(joined(tone(1000), silence(3000)), silence(4000), 1000)).toBe(1000);
  const echo = joined(
    tone(1000),
    silence(200),
    tone(1000).map((sample) => sample / 4),
    silence(1000),
  );
  expect(answerEnd(echo, joined(silence(1200), tone(1000), silence(1000)), 1000)).toBe(1000);
});

it('redaction takes whole words and phrases, and keeps every length', () => {
  const redact = redaction(['Anna', 'Green Street']);
  expect(redact.text('Anna, hannah and ANNA’s: green street 5.')).toBe('xxxx, hannah and xxxx’s: xxxxx xxxxxx 5.');
  expect(redact.indices(['my', 'Anna', 'in', 'green', 'street', 'green'])).toEqual([1, 3, 4]);
  expect(redaction([]).text('nothing')).toBe('nothing');
});

it('redaction takes a phrase out that begins in one stretch of an answer and ends in the next, and half a name', () => {
  const words = (text: string): [string, number, number, null][] => text.split(' ').map((word) => [word, 0, 1, null]);
  const final = (turn: number, fromMs: number, text: string): CassetteMessage => ({
    type: 'final',
    turn,
    answer: 1,
    fromMs,
    sentMs: 900,
    text,
    confidence: null,
    words: words(text),
  });
  const partial = (turn: number, text: string): CassetteMessage => ({ type: 'partial', turn, sentMs: 100, text });
  const messages = [
    partial(1, 'I live in green'),
    partial(1, 'I live in grin'),
    final(1, 0, 'I live in Green'),
    partial(2, 'street five'),
    final(2, 1000, 'Street five'),
  ];
  const header = { audio: 'a' } as Cassette['header'];
  const texts = redactedTexts({ header, messages }, redaction(['green street']), { audio: 'b' });
  expect(texts.messages.map((message) => ('text' in message ? message.text : ''))).toEqual([
    'I live in xxxxx',
    'I live in xxxx',
    'I live in xxxxx',
    'xxxxxx five',
    'xxxxxx five',
  ]);
  expect(JSON.stringify(texts)).not.toMatch(/green|street/i);
});

it('redaction leaves the examiner’s own lines, and changes what a language model made of an answer', () => {
  const line = (text: string) => ({
    type: 'line' as const,
    key: lineKey(text),
    text,
    sampleRate: 16_000,
    samples: 1,
    audibleFrom: 0,
    audibleTo: 1,
  });
  const suggestion: CassetteMessage = {
    type: 'modelAnswer',
    key: 'a'.repeat(64),
    occurrence: 1,
    purpose: 'examiner',
    text: '',
    calls: [['ask_follow_up', JSON.stringify({ question: 'Why did "Daniel" go?' })]],
    reason: 'toolCalls',
    usage: { inputTokens: 1, outputTokens: 1, exact: true },
  };
  const header = { audio: 'a' } as Cassette['header'];
  const said = ['My name is Daniel Marsh.', 'Why did "Daniel" go?'];
  const recorded = { header, messages: [...said.map(line), suggestion] };
  const redact = redaction(['daniel']);
  const texts = redactedTexts(recorded, redact, { audio: 'b' });
  const { messages } = rekeyedCassette(recorded, texts, redact, new FollowedKeys());
  const lines = messages.flatMap((message) => (message.type === 'line' ? [[message.text, message.key]] : []));
  const left = ['My name is Daniel Marsh.', 'Why did "xxxxxx" go?'];
  expect(lines).toEqual(left.map((text) => [text, lineKey(text)]));
});

it('a language model suggests again what it suggested in a session, after the same answers', async () => {
  const told = (events: readonly SessionEvent[]): readonly unknown[] =>
    events.flatMap((event) =>
      event.type === 'followUp.accepted' || event.type === 'followUp.refused'
        ? [[event.type, event.turnId, event.action, event.text, 'reason' in event ? event.reason : null]]
        : [],
    );
  const session = await replay('fixtures/follow-ups');
  expect(told(session.events)).toHaveLength(4);
  const model = sessionModel(session.events);
  const again = await replay('fixtures/follow-ups', { providers: { languageModel: model } });
  expect(told(again.events)).toEqual(told(session.events));
  expect(sessionModel([])).toBeNull();
});
