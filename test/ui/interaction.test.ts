import { describe, expect, it } from 'vitest';
import type { KeyPress } from '../../src/ui/line-editor.js';
import {
  interactionAfterKey,
  interactionAfterView,
  NO_INTERACTION,
  typingTurnOf,
  type Interaction,
  type ScreenAction,
} from '../../src/ui/interaction.js';
import { activityOf, possibleKeys } from '../../src/ui/activity.js';
import { fieldText } from '../../src/ui/components/key-row.js';
import { EMPTY_VIEW } from '../../src/ui/session-view.js';
import type { SessionView } from '../../src/ui/view-types.js';

const listening: SessionView = {
  ...EMPTY_VIEW,
  part: 'part1',
  turn: { turnId: 't1', questionId: 'q1', moment: 'interview', goesOnAtMs: null, words: [], partial: '' },
};
const card = { topic: 'Describe a walk.', points: ['where'], closing: 'and explain why' };
const preparing: SessionView = { ...EMPTY_VIEW, part: 'part2', card, preparing: true };
const longTurn: SessionView = { ...listening, part: 'part2', card, turn: { ...listening.turn!, moment: 'longTurn' } };

const ENTER: KeyPress = { input: '\r', return: true };
const ESCAPE: KeyPress = { input: '', escape: true };
const CTRL_C: KeyPress = { input: 'c', ctrl: true };

/** Types each key 100 ms after the one before. */
function typed(
  view: SessionView,
  keys: readonly (string | KeyPress)[],
  from: Interaction = interactionAfterView(NO_INTERACTION, view),
  startMs = 10_000,
): { readonly state: Interaction; readonly actions: readonly ScreenAction[] } {
  let state = from;
  const actions: ScreenAction[] = [];
  keys.forEach((key, index) => {
    const step = interactionAfterKey(
      state,
      typeof key === 'string' ? { input: key } : key,
      view,
      startMs + index * 100,
    );
    state = step.interaction;
    actions.push(...step.actions);
  });
  return { state, actions };
}

const keysOf = (view: SessionView): string =>
  possibleKeys(view)
    .map((hint) => hint.key)
    .join(' ');

describe('keys', () => {
  it('are offered only when they do something', () => {
    expect(keysOf(listening)).toBe('space r t m p q');
    expect(keysOf(longTurn)).toBe('space t m p q');
    expect(keysOf(preparing)).toBe('space n m p q');
    expect(keysOf({ ...EMPTY_VIEW, examinerLine: { atMs: 0, text: 'Hello', flags: [], asks: false } })).toBe('m p q');
    expect(keysOf({ ...listening, paused: true })).toBe('p q');
    expect(keysOf({ ...listening, acoustic: false })).toBe('space r t p q');
    expect(keysOf({ ...EMPTY_VIEW, scoring: true })).toBe('');
  });

  it('in a demo are those of whoever watches it, and no notes are asked for', () => {
    const watched = { watched: true };
    for (const view of [listening, longTurn, preparing]) expect(keysOf({ ...view, ...watched })).toBe('p q');
    expect(typed({ ...listening, ...watched }, ['r', ' ', 't', 'm']).actions).toEqual([]);
    expect(interactionAfterView(NO_INTERACTION, { ...preparing, ...watched }).mode).toBe('keys');
  });

  it('do nothing when they are not offered', () => {
    expect(typed(longTurn, ['r']).actions).toEqual([]);
    expect(typed(EMPTY_VIEW, [' ', 'r', 't']).actions).toEqual([]);
  });

  it('repeat, finish, mute and pause', () => {
    expect(typed(listening, ['r', ' ', ENTER, 'm', 'p']).actions).toEqual([
      { type: 'repeat' },
      { type: 'finished' },
      { type: 'finished' },
      { type: 'mute', muted: true },
      { type: 'pause' },
    ]);
    expect(typed({ ...listening, muted: true, paused: true }, ['p']).actions).toEqual([{ type: 'unpause' }]);
  });

  it('ignore a paste', () => {
    expect(typed(listening, ['rmq']).actions).toEqual([]);
  });

  it('ask once before quitting', () => {
    expect(typed(listening, ['q']).actions).toEqual([]);
    expect(typed(listening, ['q', 'n']).state.mode).toBe('keys');
    expect(typed(listening, ['q', 'r', 'y']).actions).toEqual([{ type: 'quit' }]);
  });

  it('end politely with Ctrl-C, and stop at once with the second, in any field', () => {
    for (const before of [[], ['t', 'a'], ['q']]) {
      expect(typed(listening, [...before, CTRL_C, 'r', 'q', CTRL_C]).actions).toEqual([
        { type: 'quit' },
        { type: 'abort' },
      ]);
    }
  });
});

it('takes two interrupts that arrive in one piece as two', () => {
  expect(typed(listening, ['\u0003\u0003']).actions).toEqual([{ type: 'quit' }, { type: 'abort' }]);
});

describe('a typed answer', () => {
  it('is sent with enter, command letters being letters in it', () => {
    const { state, actions } = typed(listening, ['t', ...'pqrm t', ENTER]);
    expect(actions).toEqual([{ type: 'answer', text: 'pqrm t' }]);
    expect(state.mode).toBe('keys');
  });

  it('may arrive in one piece with its enter, its line feeds and codes harmless', () => {
    expect(typed(listening, ['t', 'first\nsecond\u001b[2J\r']).actions).toEqual([
      { type: 'answer', text: 'first second' },
    ]);
  });

  it('is kept, not sent, while nobody listens', () => {
    const open = typed(listening, ['t', 'y', 'e', 's']).state;
    const between = typed(EMPTY_VIEW, [ENTER], open);
    expect(between.actions).toEqual([]);
    expect(typed(listening, [ENTER], between.state).actions).toEqual([{ type: 'answer', text: 'yes' }]);
    // Who had sent it begins anew.
    expect(typed(listening, ['no', ENTER], between.state).actions).toEqual([{ type: 'answer', text: 'yes no' }]);
  });

  it('is thrown away, with the rest of its line, when its question is left, but not when that is only said again', () => {
    const next = { ...listening, turn: { ...listening.turn!, turnId: 't2', questionId: 'q2' } };
    const again = { ...listening, turn: { ...listening.turn!, turnId: 't2' } };
    for (const acoustic of [true, false]) {
      const on = (view: SessionView): SessionView => ({ ...view, acoustic });
      const open = typed(on(listening), acoustic ? ['t', ...'yes'] : [...'yes']).state;
      const between = interactionAfterView(open, on(EMPTY_VIEW));
      const repeated = interactionAfterView(between, on(again));
      expect(typed(on(again), [ENTER], repeated).actions).toEqual([{ type: 'answer', text: 'yes' }]);
      const left = interactionAfterView(between, on(next));
      expect(left).toMatchObject({ answer: '', tooLate: true });
      expect(fieldText(on(next), left)).toContain('too late');
      // 300 ms after the last letter.
      const runOn = typed(on(next), [...' it is', ENTER], left, 10_600);
      expect(runOn).toMatchObject({ actions: [], state: { answer: '', tooLate: true } });
      const answered = typed(on(next), acoustic ? ['t', ...'no', ENTER] : [...'no', ENTER], runOn.state, 13_000);
      expect(answered).toMatchObject({ actions: [{ type: 'answer', text: 'no' }], state: { tooLate: false } });
    }
  });

  it('may be begun while the next question is asked', () => {
    const between = typed(EMPTY_VIEW, [...'yes'], typed(listening, ['t']).state).state;
    const next = { ...listening, turn: { ...listening.turn!, questionId: 'q2' } };
    expect(typed(next, [ENTER], interactionAfterView(between, next)).actions).toEqual([
      { type: 'answer', text: 'yes' },
    ]);
  });

  it('is kept when the field is closed with escape, and empty ones are not sent', () => {
    expect(typed(listening, ['t', 'y', ESCAPE, 't', ENTER]).actions).toEqual([{ type: 'answer', text: 'y' }]);
    expect(typed(listening, ['t', ' ', ENTER]).actions).toEqual([]);
  });

  it('has its field open by itself where answers are typed, once per turn', () => {
    const typedView = { ...listening, acoustic: false };
    const open = interactionAfterView(NO_INTERACTION, typedView);
    expect(open.mode).toBe('answer');
    expect(interactionAfterView(typed(typedView, [ESCAPE], open).state, typedView).mode).toBe('keys');
    expect(interactionAfterView(open, { ...typedView, turn: null, paused: true }).mode).toBe('keys');
  });

  it('may be typed ahead of the greeting: its letters are kept for the first question, and are no commands', () => {
    const greeted = { atMs: 0, text: 'Hello.', flags: [], asks: false };
    const greeting: SessionView = { ...EMPTY_VIEW, acoustic: false, examinerLine: greeted };
    const early = typed(greeting, [...'I am Paul, quite', ENTER]);
    expect(early).toMatchObject({ actions: [], state: { mode: 'answer', answer: 'I am Paul, quite ' } });
    expect(fieldText(greeting, early.state)).toContain('Kept until the examiner listens');
    const turn: SessionView = { ...listening, acoustic: false };
    expect(typed(turn, [ENTER], interactionAfterView(early.state, turn)).actions).toEqual([
      { type: 'answer', text: 'I am Paul, quite' },
    ]);
    // It answers no other question than the first that was open.
    const second: SessionView = { ...turn, turn: { ...listening.turn!, turnId: 't2', questionId: 'q2' } };
    const left = interactionAfterView(interactionAfterView(early.state, turn), second);
    expect(left).toMatchObject({ answer: '', tooLate: true });
    // Escape leads to the keys until the turn begins.
    const keys = interactionAfterView(typed(greeting, [ESCAPE]).state, { ...greeting, examinerLine: null });
    expect(keys.mode).toBe('keys');
    expect(interactionAfterView(keys, turn).mode).toBe('answer');
  });

  it('typed ahead of the card waits while notes are made', () => {
    const thinking: SessionView = { ...EMPTY_VIEW, part: 'part1', acoustic: false };
    const early = typed(thinking, [...'and so']).state;
    const typing = { ...preparing, acoustic: false };
    const noting = typed(typing, [...'sea'], interactionAfterView(early, typing)).state;
    expect(noting).toMatchObject({ mode: 'notes', note: 'sea', answer: 'and so' });
    const talking = interactionAfterView(noting, { ...longTurn, acoustic: false });
    expect(talking).toMatchObject({ mode: 'answer', notes: ['sea'], answer: 'and so' });
  });

  it('may be typed and sent while the question is still being said, its letters being no commands', () => {
    const asked = { atMs: 4000, text: 'What is your name?', flags: [], asks: true };
    const asking: SessionView = { ...EMPTY_VIEW, acoustic: false, examinerLine: asked };
    const begun = typed(asking, [...'my cup, q']);
    expect(begun).toMatchObject({ actions: [], state: { mode: 'answer', answer: 'my cup, q' } });
    expect(typed(asking, [ENTER], begun.state)).toMatchObject({
      actions: [{ type: 'answer', text: 'my cup, q' }],
      state: { answer: '' },
    });
    const turn: SessionView = { ...listening, acoustic: false };
    const goesOn = interactionAfterView(begun.state, turn);
    expect(typed(turn, [...'uiet', ENTER], goesOn).actions).toEqual([{ type: 'answer', text: 'my cup, quiet' }]);
  });

  it('has its field for each line of the long turn that asks for it, not between them', () => {
    const line = { atMs: 0, text: 'Please begin now.', flags: [], asks: true };
    const between: SessionView = { ...EMPTY_VIEW, part: 'part2', acoustic: false, card };
    const modes = [{ ...between, examinerLine: line }, between, { ...between, examinerLine: { ...line, atMs: 900 } }];
    let state = NO_INTERACTION;
    expect(modes.map((view) => (state = interactionAfterView(state, view)).mode)).toEqual(['answer', 'keys', 'answer']);
  });

  it('has no field while the card is given or the test is closed, nor by itself where answers are spoken', () => {
    const announced = { atMs: 4000, text: 'I will give you a card.', flags: [], asks: false };
    for (const part of ['part2', 'closing'] as const) {
      const announcing: SessionView = { ...EMPTY_VIEW, part, acoustic: false, examinerLine: announced };
      expect(interactionAfterView(NO_INTERACTION, announcing).mode).toBe('keys');
    }
    const spoken: SessionView = { ...EMPTY_VIEW, examinerLine: { ...announced, asks: true } };
    expect(interactionAfterView(NO_INTERACTION, spoken).mode).toBe('keys');
  });

  it('tells the examiner that somebody types', () => {
    expect(typingTurnOf(typed(listening, ['t']).state, listening)).toBe('t1');
    expect(typingTurnOf(typed(listening, ['t', ESCAPE]).state, listening)).toBeNull();
    const typedView = { ...listening, acoustic: false };
    expect(typingTurnOf(typed(typedView, []).state, typedView)).toBeNull();
    expect(typingTurnOf(typed(typedView, ['a']).state, typedView)).toBe('t1');
  });
});

describe('notes', () => {
  it('open with the preparation, one line per enter, and stay until the card is taken back', () => {
    const { state } = typed(preparing, [...'sea', ENTER, ...'cold', { input: '', backspace: true }]);
    expect(state).toMatchObject({ mode: 'notes', notes: ['sea'], note: 'col' });
    const speaking = interactionAfterView(state, longTurn);
    expect(speaking).toMatchObject({ mode: 'keys', notes: ['sea', 'col'], note: '' });
    expect(interactionAfterView(speaking, listening).notes).toEqual([]);
  });

  it('can be left early to start speaking', () => {
    expect(typed(preparing, ['a', ESCAPE, ' ']).actions).toEqual([{ type: 'finished' }]);
    expect(typed(preparing, [ESCAPE, 'n']).state.mode).toBe('notes');
  });

  it('do not turn into commands when the time ends under the hands of a typist', () => {
    const { state } = typed(preparing, [...'long '], undefined, 10_000);
    const closed = interactionAfterView(state, longTurn);
    const runOn = typed(longTurn, [' ', 'q', ' '], closed, 10_500);
    expect(runOn).toMatchObject({ actions: [], state: { mode: 'keys' } });
    expect(typed(longTurn, [' '], runOn.state, 12_000).actions).toEqual([{ type: 'finished' }]);
  });
});

it('names what goes on', () => {
  expect(activityOf(listening)).toBe('listening');
  expect(activityOf(preparing)).toBe('preparing');
  expect(activityOf(EMPTY_VIEW)).toBe('thinking');
  expect(activityOf({ ...listening, paused: true })).toBe('paused');
});
