/**
 * The keyboard side of a test: which field is open, notes, the question whether to quit, leaving. A pure state machine: keys
 * and views go in, state and actions come out.
 */
import type { CandidateAction } from '../engine/session/actions.js';
import { isAsking, mayTypeAhead, possibleKeys, type KeyIntent } from './activity.js';
import { editedLine, type KeyPress } from './line-editor.js';
import type { SessionView } from './view-types.js';

export interface Interaction {
  /** Where keys go: to commands, the answer field, the notes or the question whether to quit. */
  readonly mode: 'keys' | 'answer' | 'notes' | 'quit';
  readonly answer: string;
  /** The first question that was open while the answer was in the field; null before, and while the field is empty. */
  readonly answerTo: string | null;
  /** An answer in the field was thrown away, since its question is no longer open. */
  readonly tooLate: boolean;
  readonly notes: readonly string[];
  /** The note in progress. */
  readonly note: string;
  /** Notes are opened by themselves once per card, the answer field of a typed session once before each turn and once with it. */
  readonly notesOffered: boolean;
  readonly offeredFor: string | null;
  readonly typedAtMs: number;
  /** A field was closed while the candidate was typing: keys are ignored until there is a pause. */
  readonly runOn: boolean;
  readonly leaving: 'no' | 'ending' | 'aborting';
}

export type ScreenAction = CandidateAction | { readonly type: 'abort' };

export interface InteractionStep {
  readonly interaction: Interaction;
  readonly actions: readonly ScreenAction[];
}

export const NO_INTERACTION: Interaction = {
  mode: 'keys',
  answer: '',
  answerTo: null,
  tooLate: false,
  notes: [],
  note: '',
  notesOffered: false,
  offeredFor: null,
  typedAtMs: Number.NEGATIVE_INFINITY,
  runOn: false,
  leaving: 'no',
};

/** A pause this long ends `runOn`. Typing is faster than this, and keys meant for a closed field must not become commands. */
const RUN_ON_MS = 1000;

/** The state after a new view: fields open and close as the session goes on. */
export function interactionAfterView(state: Interaction, view: SessionView): Interaction {
  let next = state;
  if (view.card === null && (next.notesOffered || next.notes.length > 0)) {
    next = { ...next, notes: [], note: '', notesOffered: false };
  }
  // What was typed ahead of the card stays in its field until the long turn.
  if (view.preparing && !view.watched && !next.notesOffered && (next.mode === 'keys' || next.mode === 'answer')) {
    next = { ...next, mode: 'notes', notesOffered: true };
  }
  if (next.mode === 'notes' && !view.preparing) next = { ...withNoteKept(next), mode: 'keys', runOn: true };
  next = withoutLateAnswer(next, view);
  if (!view.acoustic) next = withAnswerField(next, view);
  if (view.ended !== null || view.scoring) return next.mode === 'keys' ? next : { ...next, mode: 'keys', runOn: true };
  return next;
}

/** What was being typed when its question was left is no answer to the next one, and neither is the rest of that line. */
function withoutLateAnswer(state: Interaction, { turn, acoustic }: SessionView): Interaction {
  if (turn === null) return state.tooLate ? { ...state, tooLate: false } : state;
  // Begun ahead of its question.
  if (state.answer !== '' && state.answerTo === null) return { ...state, answerTo: turn.questionId };
  if (state.answerTo === null || turn.questionId === null || turn.questionId === state.answerTo) return state;
  const mode = acoustic ? 'keys' : 'answer';
  return { ...state, mode, answer: '', answerTo: null, offeredFor: turn.turnId, tooLate: true, runOn: true };
}

/** Opens the answer field of a typed session ahead of the question, which is read faster than it is said, and with each turn. */
function withAnswerField(state: Interaction, view: SessionView): Interaction {
  const opening = openingOf(view);
  if (opening !== null && opening !== state.offeredFor && state.mode === 'keys' && state.leaving === 'no') {
    return { ...state, mode: 'answer', offeredFor: opening, runOn: false };
  }
  if (opening === null && state.mode === 'answer' && state.answer === '') {
    return { ...state, mode: 'keys', offeredFor: null };
  }
  return state;
}

/** What the field is opened for; null: nothing. */
function openingOf(view: SessionView): string | null {
  if (view.turn !== null) return view.turn.turnId;
  return mayTypeAhead(view) ? 'the next turn' : null;
}

/**
 * The id of the turn that the candidate is answering by keyboard; null while nobody types. In a spoken session, opening the
 * field counts as typing; in a typed session the field is always open, and the first letter counts.
 */
export function typingTurnOf(state: Interaction, view: SessionView): string | null {
  if (state.mode !== 'answer' || view.turn === null) return null;
  return view.acoustic || state.answer !== '' ? view.turn.turnId : null;
}

/** One key. `nowMs` is any monotonic time. */
export function interactionAfterKey(
  state: Interaction,
  key: KeyPress,
  view: SessionView,
  nowMs: number,
): InteractionStep {
  const interrupts = interruptsIn(key);
  if (interrupts > 0) return leave(state, interrupts);
  const typed = { ...state, typedAtMs: nowMs };
  if (state.leaving !== 'no') return { interaction: state, actions: [] };
  const meantForClosed = state.runOn && nowMs - state.typedAtMs < RUN_ON_MS;
  if (meantForClosed && (state.mode === 'keys' || state.mode === 'answer')) return { interaction: typed, actions: [] };
  switch (state.mode) {
    case 'answer':
      return answerKey({ ...typed, runOn: false, tooLate: false }, key, view);
    case 'notes':
      return notesKey(typed, key);
    case 'quit':
      return quitKey(typed, key);
    case 'keys':
      return commandKey({ ...typed, runOn: false, tooLate: false }, key, view);
  }
}

/** Number of Ctrl-C in one piece of input: two quick presses, or a slow connection, may arrive together. */
function interruptsIn(key: KeyPress): number {
  if (key.ctrl === true && key.input === 'c') return 1;
  return key.input.split('\u0003').length - 1;
}

/** The first time the session ends politely, the second time at once. */
function leave(state: Interaction, times = 1): InteractionStep {
  const asked = state.leaving === 'no';
  const aborting = !asked || times > 1;
  return {
    interaction: { ...state, mode: 'keys', leaving: aborting ? 'aborting' : 'ending' },
    actions: [...(asked ? [QUIT] : []), ...(aborting ? [{ type: 'abort' } as const] : [])],
  };
}

const QUIT: ScreenAction = { type: 'quit' };

function answerKey(state: Interaction, key: KeyPress, view: SessionView): InteractionStep {
  if (key.escape === true) return { interaction: { ...state, mode: 'keys' }, actions: [] };
  const { text, submitted } = editedLine(state.answer, key);
  const begun = state.answer === '' ? (view.turn?.questionId ?? null) : state.answerTo;
  // Between turns nobody listens: the text stays in the field until the next turn. In a typed session an answer to what is being
  // asked stops the examiner.
  const isHeard = view.turn !== null || (!view.acoustic && isAsking(view));
  if (!submitted || text.trim() === '' || !isHeard || view.paused) {
    // Who has sent it begins anew, though it is kept.
    const answer = submitted && text.trim() !== '' ? `${text.trim()} ` : text;
    return { interaction: { ...state, answer, answerTo: answer === '' ? null : begun }, actions: [] };
  }
  return {
    interaction: { ...state, mode: 'keys', answer: '', answerTo: null },
    actions: [{ type: 'answer', text: text.trim() }],
  };
}

function notesKey(state: Interaction, key: KeyPress): InteractionStep {
  if (key.escape === true) return { interaction: { ...withNoteKept(state), mode: 'keys' }, actions: [] };
  const { text, submitted } = editedLine(state.note, key);
  const edited = { ...state, note: text };
  return { interaction: submitted ? withNoteKept(edited) : edited, actions: [] };
}

function withNoteKept(state: Interaction): Interaction {
  const note = state.note.trim();
  return { ...state, note: '', notes: note === '' ? state.notes : [...state.notes, note] };
}

function quitKey(state: Interaction, key: KeyPress): InteractionStep {
  if (/^y$/i.test(key.input)) return leave(state);
  if (/^n$/i.test(key.input) || key.escape === true) return { interaction: { ...state, mode: 'keys' }, actions: [] };
  return { interaction: state, actions: [] };
}

function commandKey(state: Interaction, key: KeyPress, view: SessionView): InteractionStep {
  const intent = intentOf(key, view);
  switch (intent) {
    case null:
      return { interaction: state, actions: [] };
    case 'type':
      return { interaction: { ...state, mode: 'answer' }, actions: [] };
    case 'notes':
      return { interaction: { ...state, mode: 'notes' }, actions: [] };
    case 'quit':
      return { interaction: { ...state, mode: 'quit' }, actions: [] };
    case 'mute':
      return { interaction: state, actions: [{ type: 'mute', muted: !view.muted }] };
    case 'pause':
      return { interaction: state, actions: [{ type: view.paused ? 'unpause' : 'pause' }] };
    case 'finished':
    case 'repeat':
      return { interaction: state, actions: [{ type: intent }] };
  }
}

function intentOf(key: KeyPress, view: SessionView): KeyIntent | null {
  if (key.ctrl === true || key.meta === true) return null;
  const name = key.return === true || key.input === ' ' ? 'space' : key.input.toLowerCase();
  return possibleKeys(view).find((each) => each.key === name)?.intent ?? null;
}
