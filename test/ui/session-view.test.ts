import { describe, expect, it } from 'vitest';
import { DEMO_INPUT } from '../../src/engine/session/log/demo-input.js';
import type { SessionEvent, SessionEventBody } from '../../src/engine/session/log/events.js';
import { EMPTY_VIEW, viewAfter } from '../../src/ui/session-view.js';
import { flagText, markedTexts } from '../../src/ui/shown-words.js';
import type { FinishedLine, SessionView } from '../../src/ui/view-types.js';
import { RATED, final, speech, started, turnEnded, turnStarted } from '../support/session-events.js';

function view(...bodies: readonly SessionEventBody[]): SessionView {
  return bodies.reduce(
    (before, body, index) =>
      viewAfter(before, { ...body, version: 1, sequence: index + 1, atMs: index * 100, wallTime: '' } as SessionEvent),
    EMPTY_VIEW,
  );
}

function texts(shown: SessionView): readonly string[] {
  return shown.lines.map(lineText);
}

function lineText(line: FinishedLine): string {
  if (line.kind === 'part') return `== ${line.part}`;
  if (line.kind === 'note') return `${line.tone}: ${line.text}`;
  if (line.kind !== 'speech') return `<${line.kind}>`;
  return [line.speaker, ...markedTexts(line.words), ...line.flags.map((flag) => `[${flagText(flag)}]`)].join(' ');
}

it('knows a demo by its input', () => {
  expect(view(started()).watched).toBe(false);
  expect(view(started({ input: DEMO_INPUT })).watched).toBe(true);
});

describe('the transcript', () => {
  it('has a line that was begun before the words came when it was heard, not when that was logged', () => {
    const begun = view(started(), { ...speech('Where do you live?'), heardFromMs: 40 } as SessionEventBody);
    expect(begun.examinerLine?.atMs).toBe(40);
  });

  it('keeps the examiner line live until it was said, then adds it', () => {
    const speaking = view(started(), speech('Where do you live?'));
    expect(speaking.examinerLine?.text).toBe('Where do you live?');
    expect(speaking.lines).toEqual([]);
    const said = view(started(), speech('Where do you live?'), { type: 'speech.ended', lineId: 'l1' });
    expect(said.examinerLine).toBeNull();
    expect(texts(said)).toEqual(['examiner Where do you live?']);
  });

  it('marks lines that were interrupted, repeated, rephrased or a prompt', () => {
    const interrupted: SessionEventBody = { type: 'speech.interrupted', lineId: 'l1', spokenMs: 400, by: 'candidate' };
    const ended: SessionEventBody = { type: 'speech.ended', lineId: 'l1' };
    expect(
      texts(
        view(speech('A?', 'repeat'), interrupted, speech('B?', 'rephrase'), ended, speech('Why?', 'prompt'), ended),
      ),
    ).toEqual(['examiner A? [repeated] [interrupted]', 'examiner B? [in other words]', 'examiner Why? [prompt]']);
  });

  it('loses no word of an answer that went on before the examiner had taken it for over', () => {
    const goesOn = (endedSequence: number | null): SessionEventBody => ({
      type: 'turn.rejoined',
      turnId: 't1',
      moment: 'interview',
      silenceMs: 1900,
      endedSequence,
    });
    const [first, rest] = [final('t1', 'please call me'), final('t1', 'anna')];
    const before = view(turnStarted('t1'), first, goesOn(null), rest, turnEnded('t1'));
    expect(texts(before)).toEqual(['candidate please call me anna']);
    // Once it was, the first words have their line.
    const after = view(turnStarted('t1'), first, turnEnded('t1'), goesOn(3), rest, turnEnded('t1'));
    expect(texts(after)).toEqual(['candidate please call me', 'candidate anna']);
    // And each line the time at which its own words began.
    expect(after.lines.map(({ atMs }) => atMs)).toEqual([1000, 300]);
  });

  it('collects several final transcripts of a turn into one line, one mark for unclear words in a row', () => {
    const shown = view(
      turnStarted('t1'),
      { type: 'transcript.partial', turnId: 't1', text: 'I live' },
      final('t1', 'I live in Tartu.', ['in', 'Tartu.']),
      final('t1', 'It is nice.'),
      turnEnded('t1'),
    );
    expect(texts(shown)).toEqual(['candidate I live in Tartu.(?) It is nice.']);
    expect(shown.turn).toBeNull();
  });

  it('of a resumed test holds what was said before; what was open when it stopped is closed', () => {
    const shown = view(
      started({ candidate: 'Ana' }),
      { type: 'part.started', part: 'part2' },
      { type: 'card.shown', cardId: 'c', topic: 'Describe a walk.', points: ['where'], closing: 'and explain why' },
      turnStarted('t1', 'longTurn'),
      { type: 'candidate.muted', muted: true },
      { type: 'session.ended', status: 'aborted', why: 'stopped' },
      { type: 'session.resumed', fromSequence: 6, recordingPath: null, acoustic: false },
    );
    const open = { turn: null, examinerLine: null, card: null, muted: false, ended: null };
    expect(shown).toMatchObject({ ...open, candidate: 'Ana', part: 'part2', acoustic: false });
    expect(texts(shown)).toEqual(['== part2', '<card>', 'information: The session goes on where it stopped.']);
  });

  it('shows partial words only while their turn is open', () => {
    const open = view(turnStarted('t1'), { type: 'transcript.partial', turnId: 't1', text: 'I live' });
    expect(open.turn?.partial).toBe('I live');
    const other = view(turnStarted('t2'), { type: 'transcript.partial', turnId: 't1', text: 'late' });
    expect(other.turn?.partial).toBe('');
    expect(view(turnStarted('t1'), final('t1', 'I live')).turn).toMatchObject({ partial: '', words: [{}, {}] });
  });

  it('says when an answer was typed, cut by time, missing or not recognised', () => {
    expect(
      texts(view(turnStarted('t1'), final('t1', 'Yes'), turnEnded('t1', { typed: true, reason: 'typed' }))),
    ).toEqual(['candidate Yes [typed]']);
    expect(texts(view(turnStarted('t1'), final('t1', 'and'), turnEnded('t1', { reason: 'timeLimit' })))).toEqual([
      'candidate and [time was up]',
    ]);
    expect(texts(view(turnStarted('t1'), turnEnded('t1', { reason: 'silence', speechMs: 0 })))).toEqual([
      'candidate [no answer]',
    ]);
    expect(texts(view(turnStarted('t1'), turnEnded('t1'), speech('Next?')))).toEqual([
      'candidate [words not recognised]',
    ]);
  });

  it('waits for a final transcript that comes after the end of its turn', () => {
    const waiting = view(turnStarted('t1'), turnEnded('t1'));
    expect(waiting.lines).toEqual([]);
    expect(texts(view(turnStarted('t1'), turnEnded('t1'), final('t1', 'Yes, I do')))).toEqual(['candidate Yes, I do']);
  });

  it('begins a part with its heading, unless the test is stopped before anything happened in it', () => {
    const closing = { type: 'part.started', part: 'closing' } as const;
    const kinds = (...events: readonly SessionEventBody[]) => view(...events).lines.map(({ kind }) => kind);
    expect(kinds(closing, speech('Thank you.'))).toEqual(['part']);
    const ended = { type: 'session.ended', status: 'aborted', why: 'stopped' } as const;
    expect(kinds(closing, ended)).toEqual([]);
    expect(kinds(closing, speech('Thank you.'), ended)).toEqual(['part', 'speech']);
  });

  it('numbers lines from one without gaps', () => {
    const shown = view({ type: 'part.started', part: 'part1' }, speech('A'), { type: 'speech.ended', lineId: 'l1' });
    expect(shown.lines.map((line) => line.number)).toEqual([1, 2]);
  });

  it('takes steering codes out of everything foreign', () => {
    const shown = view(
      started({ candidate: 'Eve\u001b[31m\u0007' }),
      turnStarted('t1'),
      final('t1', 'red\u001b]0;title\u0007 \u009b2Jtext'),
      turnEnded('t1'),
      { type: 'provider.switched', port: 'speechToText', from: 'a\u001b[2J', to: 'b\nc', why: '\u001b[H' },
    );
    expect(shown.candidate).toBe('Eve');
    expect(JSON.stringify(shown.lines)).not.toMatch(/\\u00(1b|07|9b)|2J|title/);
  });
});

describe('the state of the test', () => {
  const card: SessionEventBody = {
    type: 'card.shown',
    cardId: 'c',
    topic: 'Describe a walk.',
    points: ['where', 'when', 'with whom'],
    closing: 'and explain why',
  };

  it('shows the card from the moment it is given until it is taken back', () => {
    expect(view(card).card?.points).toEqual(['where', 'when', 'with whom']);
    const preparing = view(card, { type: 'preparation.started', durationMs: 60_000 });
    expect(preparing.preparing).toBe(true);
    const speaking = view(
      card,
      { type: 'preparation.started', durationMs: 1 },
      { type: 'preparation.ended', reason: 'skipped' },
    );
    expect(speaking).toMatchObject({ preparing: false, card: { topic: 'Describe a walk.' } });
    expect(view(card, { type: 'card.hidden' }).card).toBeNull();
  });

  it('warns of bad audio once in a part, again in the next one', () => {
    const clipped: SessionEventBody = { type: 'audio.clipped', share: 0.1 };
    const shown = view(clipped, clipped, { type: 'part.started', part: 'part2' }, clipped);
    expect(texts(shown).filter((text) => text.startsWith('warning'))).toHaveLength(2);
  });

  it('names the failing provider, why, and what to do', () => {
    const shown = view({
      type: 'provider.failed',
      port: 'textToSpeech',
      provider: 'flite',
      code: 'provider.exited',
      message: 'flite stopped',
      remedy: 'Install it again',
    });
    expect(texts(shown)).toEqual(["warning: The examiner's voice (flite) failed: flite stopped. Install it again."]);
    const full = {
      code: 'recording.full',
      message: 'The recording stopped: the disk is full',
      remedy: 'Free some space',
    };
    expect(texts(view({ type: 'provider.failed', port: 'recorder', provider: 'recording', ...full }))).toEqual([
      'warning: The recording stopped: the disk is full. Free some space.',
    ]);
  });

  it('follows pause, mute, running bands, the score and the end', () => {
    expect(view({ type: 'session.paused' }).paused).toBe(true);
    expect(view({ type: 'session.paused' }, { type: 'session.unpaused' }).paused).toBe(false);
    expect(view({ type: 'candidate.muted', muted: true }).muted).toBe(true);
    const bands = { fluency: { band: 6, low: 5, high: 7 }, lexical: null, grammar: null, pronunciation: null };
    expect(view({ type: 'bands.estimated', bands }).bands).toEqual(bands);
    const closing = view({ type: 'part.ended', part: 'closing', reason: 'completed', durationMs: 1 });
    expect(closing.scoring).toBe(true);
    const done = view(
      { type: 'session.scored', score: RATED },
      { type: 'session.ended', status: 'completed', why: '' },
    );
    expect(done).toMatchObject({ scored: true, scoring: false, ended: { status: 'completed' } });
  });
});
