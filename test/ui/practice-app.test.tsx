import { cleanup, render } from 'ink-testing-library';
import { afterEach, describe, expect, it } from 'vitest';
import { PracticeApp } from '../../src/ui/components/practice-app.js';
import type { SessionEvent } from '../../src/engine/session/log/events.js';
import { ScreenController } from '../../src/ui/screen-controller.js';
import { terminalLook } from '../../src/ui/terminal-look.js';
import { eventually } from '../support/eventually.js';
import { FakeLiveSession } from '../support/fake-live-session.js';
import { final, speech, started, turnEnded, turnStarted } from '../support/session-events.js';

afterEach(cleanup);

function screen(
  options: {
    readonly liveBands?: boolean;
    readonly environment?: Readonly<Record<string, string>>;
    readonly earlier?: readonly SessionEvent[];
  } = {},
) {
  const session = new FakeLiveSession();
  const controller = new ScreenController(options.earlier);
  session.observe(controller);
  controller.steer(session);
  const look = terminalLook({ LANG: 'C.UTF-8', ...options.environment }, 'linux');
  const { lastFrame, stdin, frames } = render(
    <PracticeApp
      controller={controller}
      liveBands={options.liveBands ?? true}
      startLine="Microphone: default"
      look={look}
    />,
  );
  return { session, controller, stdin, frames, frame: () => lastFrame() ?? '' };
}

/** Screens renew at most ten times a second. */
async function settled(check: () => void): Promise<void> {
  await eventually(check);
}

describe('the practice screen', () => {
  it('shows of a resumed test what was before', () => {
    const before = new FakeLiveSession();
    const earlier: SessionEvent[] = [];
    before.observe({ onEvent: (event) => earlier.push(event) });
    before.emit(started({ candidate: 'Amina' }), speech('Where do you live?'), { type: 'speech.ended', lineId: 'l1' });
    const { frame } = screen({ earlier });
    expect(frame()).toContain('Amina');
    expect(frame()).toContain('Where do you live?');
  });

  it('shows the start line, part, clocks, candidate, the live partial and finished lines', async () => {
    const { session, frame } = screen();
    session.show({ atMs: 65_000, partElapsedMs: 20_000, partRemainingMs: 250_000 });
    session.emit(
      started({ candidate: 'Amina' }),
      { type: 'part.started', part: 'part1' },
      { type: 'topic.announced', topicId: 'home', title: 'Your home' },
      speech('Where do you live?'),
      { type: 'speech.ended', lineId: 'l1' },
      turnStarted('t1'),
      { type: 'transcript.partial', turnId: 't1', text: 'in a small' },
    );
    await settled(() => {
      expect(frame()).toContain('Microphone: default');
      expect(frame()).toContain('Part 1: interview · 0:20 (4:10 left) · test 1:05 · Your home · Amina');
      expect(frame()).toMatch(/1:05 Examiner Where do you live\?/);
      expect(frame()).toMatch(/You {6}in a small\n/);
      expect(frame()).toContain('Listening: please answer');
    });
    session.emit(final('t1', 'in a small town', ['small']), turnEnded('t1'));
    await settled(() => {
      expect(frame()).toMatch(/0:01 You {6}in a small town \(faint words were not heard clearly\)/);
      expect(frame()).toContain('One moment ...');
    });
  });

  it('says once what faint type means, and marks doubtful words instead where there is none', async () => {
    const answers = [final('t1', 'in a small town', ['a', 'small']), turnEnded('t1'), turnStarted('t2')];
    const more = [final('t2', 'near the sea', ['sea']), turnEnded('t2')];
    const [faint, marked] = [screen(), screen({ environment: { NO_COLOR: '1' } })];
    for (const { session } of [faint, marked]) session.emit(started(), turnStarted('t1'), ...answers, ...more);
    await settled(() => {
      expect(faint.frame()).toContain('near the sea');
      expect(faint.frame().match(/faint/g)).toHaveLength(1);
      expect(marked.frame()).toContain('near the sea(?)');
      expect(marked.frame()).toContain('in a small(?) town');
      expect(marked.frame()).not.toContain('faint');
    });
  });

  it('keeps the same height whatever is said, so that nothing jumps', async () => {
    const { session, frame } = screen();
    session.emit(started(), turnStarted('t1'));
    await settled(() => {
      expect(frame()).toContain('Listening');
    });
    const height = frame().split('\n').length;
    session.emit({ type: 'transcript.partial', turnId: 't1', text: 'very long words '.repeat(100) });
    await settled(() => {
      expect(frame()).toContain('… ');
    });
    expect(frame().split('\n').length).toBe(height);
  });

  it('carries keys to the session and shows what they do', async () => {
    const { session, stdin, frame } = screen();
    session.onAction = (action) => {
      if (action.type === 'mute') session.emit({ type: 'candidate.muted', muted: action.muted });
    };
    session.emit(started(), turnStarted('t1'));
    stdin.write('r');
    stdin.write('m');
    await settled(() => {
      expect(frame()).toContain('your microphone is muted');
      expect(frame()).toContain('m unmute');
    });
    stdin.write('q');
    await settled(() => {
      expect(frame()).toContain('End the test now?');
    });
    stdin.write('y');
    await settled(() => {
      expect(frame()).toContain('Ctrl-C again stops at once');
    });
    // The test is over then, and nobody listens any more: only its bands can be left.
    session.emit({ type: 'part.ended', part: 'closing', reason: 'completed', durationMs: 3000 });
    await settled(() => {
      expect(frame()).toContain('Ctrl-C again leaves without bands');
      expect(frame()).not.toContain('mic ');
    });
    expect(session.actions).toEqual([{ type: 'repeat' }, { type: 'mute', muted: true }, { type: 'quit' }]);
    stdin.write('\u0003');
    expect(session.aborts).toHaveLength(1);
  });

  it('sends a typed answer, telling the examiner that somebody types', async () => {
    const { session, stdin, frame } = screen();
    session.emit(started(), turnStarted('t1'));
    stdin.write('t');
    stdin.write('in a flat');
    await settled(() => {
      expect(frame()).toContain('(typing) in a flat');
      expect(frame()).toContain('You are typing: the examiner waits');
    });
    stdin.write('\r');
    expect(session.actions).toEqual([
      { type: 'typing', typing: true },
      { type: 'answer', text: 'in a flat' },
    ]);
  });

  it('shows the card, the countdown and notes; the notes stay during the long turn', async () => {
    const { session, stdin, frame } = screen();
    session.show({ countdownMs: 42_100 });
    session.emit(
      started(),
      {
        type: 'card.shown',
        cardId: 'c',
        topic: 'Describe a walk.',
        points: ['where', 'when', 'why'],
        closing: 'and explain it.',
      },
      { type: 'preparation.started', durationMs: 60_000 },
    );
    stdin.write('near the sea');
    stdin.write('\r');
    await settled(() => {
      expect(frame()).toContain('Describe a walk.');
      expect(frame()).toContain('- when');
      expect(frame()).toContain('Preparation, 0:43 left');
      expect(frame()).toContain('near the sea');
    });
    session.emit({ type: 'preparation.ended', reason: 'timeUp' }, turnStarted('t1', 'longTurn'));
    await settled(() => {
      expect(frame()).toContain('Listening: speak about your card');
      expect(frame()).toContain('near the sea');
      expect(frame()).not.toContain('r repeat');
    });
    session.emit({ type: 'card.hidden' });
    await settled(() => {
      expect(frame()).not.toContain('near the sea');
    });
  });

  it('shows the running bands with their ranges, or hides them as the real exam does', async () => {
    const bands = {
      fluency: { band: 6, low: 5, high: 7 },
      lexical: { band: 6, low: 5, high: 7 },
      grammar: { band: 5, low: 4.5, high: 6 },
      pronunciation: null,
    };
    const open = screen();
    open.session.emit(started(), { type: 'bands.estimated', bands });
    await settled(() => {
      expect(open.frame()).toContain('Fluency 6 (5–7)  Lexical 6 (5–7)  Grammar 5 (4.5–6)  Pronunciation ?');
    });
    const hidden = screen({ liveBands: false });
    hidden.session.emit(started({ candidate: 'Amina' }), { type: 'bands.estimated', bands });
    await settled(() => {
      expect(hidden.frame()).toContain('quit');
    });
    expect(hidden.frame()).not.toMatch(/Fluency|estimate/);
  });

  it('uses ASCII only where the terminal has no UTF-8', async () => {
    const { session, frame } = screen({ environment: { LANG: 'C' } });
    session.show({ levelDb: -20 });
    session.emit(started({ candidate: 'Amina' }), turnStarted('t1'), {
      type: 'transcript.partial',
      turnId: 't1',
      text: 'word '.repeat(200),
    });
    await settled(() => {
      expect(frame()).toContain('mic #######---');
      expect(frame()).toContain('... word');
    });
    expect(frame().replace(/[\n\u001b]/g, '')).toMatch(/^[ -~]*$/);
  });

  it('renews at most ten times a second however many events come', async () => {
    const { session, frames, frame } = screen();
    session.emit(started(), turnStarted('t1'));
    const before = frames.length;
    for (let index = 0; index < 500; index += 1) {
      session.emit({ type: 'transcript.partial', turnId: 't1', text: `word ${String(index)}` });
    }
    await settled(() => {
      expect(frame()).toContain('word 499');
    });
    expect(frames.length - before).toBeLessThan(10);
  });
});
