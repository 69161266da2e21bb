import { describe, expect, it } from 'vitest';
import { parseEvent, type SessionEvent } from '../../src/engine/session/log/events.js';
import { jsonOutput } from '../../src/ui/json-output.js';
import { plainOutput, type PlainOutputOptions } from '../../src/ui/plain-output.js';
import { openStartingScreen } from '../../src/ui/starting-screen.js';
import { FakeLiveSession } from '../support/fake-live-session.js';
import { RATED, final, speech, started, turnEnded, turnStarted } from '../support/session-events.js';

function plain(options: PlainOutputOptions = { liveBands: true }): { session: FakeLiveSession; lines: string[] } {
  const lines: string[] = [];
  const session = new FakeLiveSession();
  session.observe(plainOutput((line) => lines.push(line), options));
  return { session, lines };
}

const BANDS = {
  type: 'bands.estimated',
  bands: { fluency: { band: 6, low: 5, high: 7 }, lexical: null, grammar: null, pronunciation: null },
} as const;

describe('plain output', () => {
  it('writes one line per thing worth knowing, with its time', () => {
    const { session, lines } = plain();
    session.emit(started(), { type: 'part.started', part: 'part1' });
    session.show({ atMs: 61_000 });
    session.emit(
      { type: 'topic.announced', topicId: 'home', title: 'Your home' },
      speech('Where do you live?', 'repeat'),
      { type: 'speech.ended', lineId: 'l1' },
      turnStarted('t1'),
      { type: 'transcript.partial', turnId: 't1', text: 'in' },
      final('t1', 'in Tartu', ['Tartu']),
      turnEnded('t1', { startMs: 62_000 }),
      BANDS,
      { type: 'card.shown', cardId: 'c', topic: 'Describe a walk.', points: ['where'], closing: 'and explain why' },
      { type: 'preparation.started', durationMs: 60_000 },
      { type: 'preparation.ended', reason: 'timeUp' },
      { type: 'candidate.muted', muted: true },
    );
    expect(lines).toEqual([
      '[0:00] Part 1: interview',
      '[1:01] Topic: Your home',
      '[1:01] Examiner (repeated): Where do you live?',
      '[1:02] You: in Tartu(?)',
      '[1:01] Running estimate  Fluency 6 (5-7)  Lexical ?  Grammar ?  Pronunciation ?',
      '[1:01] Task card: Describe a walk.',
      '[1:01] Task card: You should say:',
      '[1:01] Task card: - where',
      '[1:01] Task card: and explain why',
      '[1:01] Preparation: 1:00',
      '[1:01] Preparation: over',
      '[1:01] Microphone: muted',
    ]);
  });

  it('tells an estimate once while it stays as it is, and none before there is one', () => {
    const { session, lines } = plain();
    session.emit(
      started(),
      { type: 'bands.estimated', bands: { fluency: null, lexical: null, grammar: null, pronunciation: null } },
      BANDS,
      BANDS,
    );
    expect(lines).toEqual(['[0:00] Running estimate  Fluency 6 (5-7)  Lexical ?  Grammar ?  Pronunciation ?']);
  });

  it('says that it is the bands that are waited for', () => {
    const { session, lines } = plain();
    session.emit(started(), { type: 'part.ended', part: 'closing', reason: 'completed', durationMs: 3000 });
    expect(lines).toEqual(['[0:00] The test is over: working out the bands']);
  });

  it('ends with the report, and without running bands when they are hidden', () => {
    const { session, lines } = plain({ liveBands: false });
    session.emit(started(), BANDS, { type: 'session.scored', score: RATED });
    session.end('completed');
    expect(lines[0]).toBe('[0:00] Session: completed');
    expect(lines).toContain('Speaking: 6.0 (mean 6.25, range 5.6 to 6.8)');
    expect(lines).toContain('This is a practice estimate, not an official IELTS score.');
    expect(lines.join('\n')).not.toContain('Running estimate');
  });

  it('writes nothing of a resumed test again, and reports the whole of it', () => {
    const before = new FakeLiveSession();
    const earlier: SessionEvent[] = [];
    before.observe({ onEvent: (event) => earlier.push(event) });
    before.emit(started({ candidate: 'Ana' }), { type: 'part.started', part: 'part1' }, { type: 'session.paused' });
    const { session, lines } = plain({ liveBands: true, earlier });
    session.emit({ type: 'session.resumed', fromSequence: 3, recordingPath: null });
    session.emit({ type: 'session.scored', score: RATED });
    session.end('completed');
    expect(lines.slice(0, 3)).toEqual([
      '[0:00] Note: The session goes on where it stopped.',
      '[0:00] Session: completed',
      'IELTS Speaking practice: Ana',
    ]);
  });
});

describe('JSON output', () => {
  it('writes stored events as they are, one per line, without partial transcripts', () => {
    const stored: string[] = [];
    const session = new FakeLiveSession();
    session.observe(jsonOutput((line) => stored.push(line)));
    session.emit(started(), { type: 'transcript.partial', turnId: 't1', text: 'in' }, turnEnded('t1'));
    expect(stored.map((line) => parseEvent(JSON.parse(line)).type)).toEqual(['session.started', 'turn.ended']);
  });

  it('escapes what a terminal or a line reader could act on', () => {
    const lines: string[] = [];
    const session = new FakeLiveSession();
    session.observe(jsonOutput((line) => lines.push(line)));
    const text = 'a\u009b2J\u007f\u2028\u001b[H\nb';
    session.emit(final('t1', text));
    expect(lines[0]).toMatch(/^[ -~]+$/);
    expect(JSON.parse(lines[0]!)).toMatchObject({ text });
  });
});

describe('the starting screen', () => {
  function written(replaceSteps: boolean, isTTY = true): string {
    let text = '';
    const screen = openStartingScreen(
      { isTTY, columns: 40, write: (more) => (text += more) },
      'Practice',
      replaceSteps,
    );
    screen.step('opening the microphone');
    screen.step('loading a recogniser with a very long name');
    screen.close();
    screen.close();
    return text;
  }

  it('replaces its step on a terminal, never wider than it, and takes the last away', () => {
    const rows = written(true).split('\r\u001b[2K');
    expect(rows[0]).toBe('Practice\n');
    expect(rows[1]).toBe('Starting: opening the microphone ...');
    expect(rows[2]).toHaveLength(39);
    expect(rows.slice(3)).toEqual(['']);
  });

  it('breaks its title between words, in a narrow terminal', () => {
    let text = '';
    openStartingScreen({ isTTY: true, columns: 20, write: (more) => (text += more) }, 'practice IELTS Speaking here');
    expect(text).toBe('practice IELTS\n  Speaking here\n');
  });

  it('writes plain lines where lines cannot be replaced', () => {
    for (const text of [written(false), written(true, false)]) {
      expect(text.split('\n')).toHaveLength(4);
      expect(text).not.toContain('\u001b');
    }
  });
});
