/** A pure reducer from events to a view model. It decides what can be seen of a session, never how it looks. */
import type { LinePurpose } from '../engine/exam/types.js';
import { safeLine } from '../engine/text/safe-text.js';
import { DEMO_INPUT } from '../engine/session/log/demo-input.js';
import { heardAtMs, type SessionEvent, type SessionEventOf } from '../engine/session/log/events.js';
import { PORT_NAMES } from '../engine/reports/wording.js';
import { isCloud, goesOnNote, reasonOf, recoveredNote, switchedNote } from './provider-notes.js';
import { shownWords } from '../engine/reports/shown-words.js';
import { sentence } from './text-format.js';
import type { LineFlag, OpenTurn, SessionView, UnnumberedLine } from './view-types.js';

export const EMPTY_VIEW: SessionView = {
  candidate: null,
  timing: 'standard',
  acoustic: true,
  watched: false,
  part: 'introduction',
  heading: null,
  topic: null,
  lines: [],
  examinerLine: null,
  turn: null,
  awaiting: null,
  card: null,
  preparing: false,
  muted: false,
  paused: false,
  scoring: false,
  bands: null,
  scored: false,
  ended: null,
  warned: [],
};

/** The view after one more event. Events must come in the log's order; partial transcripts belong to it. */
export function viewAfter(view: SessionView, event: SessionEvent): SessionView {
  switch (event.type) {
    case 'session.started':
      return {
        ...view,
        candidate: event.candidate === null ? null : safeLine(event.candidate),
        timing: event.timing,
        acoustic: event.acoustic,
        watched: event.input === DEMO_INPUT,
      };
    case 'session.resumed':
      return note(afterInterruption(view, event), event, 'The session goes on where it stopped.');
    case 'session.paused':
      return note({ ...view, paused: true }, event, 'Paused.');
    case 'session.unpaused':
      return note({ ...view, paused: false }, event, 'Going on.');
    case 'part.started':
      return {
        ...flushed(view),
        part: event.part,
        heading: { kind: 'part', atMs: event.atMs, part: event.part },
        topic: null,
        warned: [],
      };
    case 'part.ended':
      return { ...flushed(view), scoring: event.part === 'closing' || view.scoring };
    case 'topic.announced':
      return { ...headed(view), topic: safeLine(event.title) };
    case 'card.shown':
      return afterCardShown(view, event);
    case 'card.hidden':
      return { ...view, card: null, preparing: false };
    case 'preparation.started':
      return { ...view, preparing: true };
    case 'preparation.ended':
      return { ...view, preparing: false };
    case 'candidate.muted':
      return { ...view, muted: event.muted };
    case 'bands.estimated':
      return append({ ...view, bands: event.bands }, { kind: 'bands', atMs: event.atMs, bands: event.bands });
    case 'session.scored':
      return { ...view, scored: true, scoring: false };
    case 'session.ended':
      return {
        // A line that was being said is under its heading, though nobody heard its end.
        ...withExaminerLine(flushed(view), ['interrupted']),
        heading: null,
        turn: null,
        scoring: false,
        ended: { status: event.status, why: safeLine(event.why), atMs: event.atMs },
      };
    case 'speech.started':
      return afterSpeechStarted(headed(flushed(view)), event);
    case 'speech.ended':
      return withExaminerLine(view, []);
    case 'speech.interrupted':
      return withExaminerLine(view, ['interrupted']);
    case 'turn.started':
      return {
        ...headed(flushed(view)),
        turn: {
          turnId: event.turnId,
          questionId: event.questionId,
          moment: event.moment,
          goesOnAtMs: null,
          words: [],
          partial: '',
        },
      };
    case 'turn.rejoined':
      return afterRejoined(view, event);
    case 'transcript.partial':
      return withTurn(view, event.turnId, (turn) => ({ ...turn, partial: safeLine(event.text) }));
    case 'transcript.final':
      return afterFinal(view, event);
    case 'turn.ended':
      return afterTurnEnded(view, event);
    default:
      return afterNotice(view, event);
  }
}

/** What was said before stands in a line of its own only where the turn was taken to be over. */
function afterRejoined(view: SessionView, event: SessionEventOf<'turn.rejoined'>): SessionView {
  const { turnId, moment, atMs } = event;
  const open = view.turn?.turnId === turnId ? view.turn : null;
  const isShown = open === null && view.awaiting?.turnId !== turnId;
  const goesOnAtMs = isShown ? atMs : (open?.goesOnAtMs ?? null);
  const words = open?.words ?? [];
  return { ...view, turn: { turnId, questionId: null, moment, goesOnAtMs, words, partial: '' }, awaiting: null };
}

/** Closes everything that was open when the process ended; the events after it open again what goes on. */
function afterInterruption(view: SessionView, event: SessionEventOf<'session.resumed'>): SessionView {
  return {
    ...withExaminerLine(flushed(view), ['interrupted']),
    acoustic: event.acoustic ?? view.acoustic,
    turn: null,
    card: null,
    preparing: false,
    muted: false,
    paused: false,
    scoring: false,
    scored: false,
    ended: null,
  };
}

/** Adds a warning or provider note, once per part, so that a bad microphone does not bury the transcript. */
function afterNotice(view: SessionView, event: SessionEvent): SessionView {
  switch (event.type) {
    case 'audio.clipped':
      return warnOnce(view, event, 'Your microphone is too loud and distorts: move back or lower its level.');
    case 'audio.noisy':
      return warnOnce(view, event, 'There is much background noise: words may be missed.');
    case 'audio.quiet':
      return warnOnce(view, event, 'Your voice is very quiet: move closer or raise the microphone level.');
    case 'provider.failed':
      return afterProviderFailed(view, event);
    case 'provider.switched':
      return afterProviderSwitched(view, event);
    case 'provider.recovered':
      return note(view, event, recoveredNote(event));
    default:
      return view;
  }
}

function afterProviderFailed(view: SessionView, event: SessionEventOf<'provider.failed'>): SessionView {
  const key = `${event.port} ${event.provider} ${reasonOf(event)}`;
  if (isCloud(event.provider)) {
    const noted: SessionView = { ...view, warned: [...view.warned, key] };
    if (event.port !== 'languageModel' && event.port !== 'pronunciation') return noted;
    // Different reasons may have the same wording.
    const text = goesOnNote(event);
    return view.warned.includes(text) ? noted : note({ ...noted, warned: [...noted.warned, text] }, event, text);
  }
  // There is but one recorder, and what it says of itself tells everything.
  const who = event.port === 'recorder' ? '' : `${PORT_NAMES[event.port]} (${safeLine(event.provider)}) failed: `;
  const text = `${who}${sentence(safeLine(event.message))} ${sentence(safeLine(event.remedy))}`.trim();
  return warnOnce(view, event, text, key);
}

function afterProviderSwitched(view: SessionView, event: SessionEventOf<'provider.switched'>): SessionView {
  if (isCloud(event.from)) {
    const failure = view.warned.findLast((key) => key.startsWith(`${event.port} ${event.from} `));
    return note(view, event, switchedNote(event, failure?.split(' ').at(-1) ?? null));
  }
  // "Works again" was shown when it recovered.
  if (isCloud(event.to)) return view;
  return note(
    view,
    event,
    `${PORT_NAMES[event.port]} changed from ${safeLine(event.from)} to ${safeLine(event.to)}: ${sentence(safeLine(event.why))}`,
  );
}

function afterCardShown(view: SessionView, event: SessionEventOf<'card.shown'>): SessionView {
  const card = { topic: safeLine(event.topic), points: event.points.map(safeLine), closing: safeLine(event.closing) };
  return append({ ...view, card }, { kind: 'card', atMs: event.atMs, card });
}

function afterSpeechStarted(view: SessionView, event: SessionEventOf<'speech.started'>): SessionView {
  const said = view.examinerLine === null ? view : withExaminerLine(view, []);
  return {
    ...said,
    examinerLine: {
      atMs: heardAtMs(event),
      text: safeLine(event.text),
      flags: flagsOfPurpose(event.purpose),
      asks: ASKING.has(event.purpose),
    },
  };
}

/** The purposes of lines after which the examiner listens. */
const ASKING: ReadonlySet<string> = new Set<LinePurpose>([
  'identity',
  'question',
  'followUp',
  'roundingOff',
  'repeat',
  'rephrase',
  'explanation',
  'prompt',
  'reassurance',
  'longTurnStart',
]);

function flagsOfPurpose(purpose: string): readonly LineFlag[] {
  if (purpose === 'repeat') return ['repeated'];
  if (purpose === 'rephrase') return ['rephrased'];
  return purpose === 'prompt' ? ['prompt'] : [];
}

function withExaminerLine(view: SessionView, more: readonly LineFlag[]): SessionView {
  const line = view.examinerLine;
  if (line === null) return view;
  return append(
    { ...view, examinerLine: null },
    {
      kind: 'speech',
      atMs: line.atMs,
      speaker: 'examiner',
      words: shownWords(line.text, []),
      flags: [...line.flags, ...more],
    },
  );
}

function withTurn(view: SessionView, turnId: string, change: (turn: OpenTurn) => OpenTurn): SessionView {
  return view.turn?.turnId === turnId ? { ...view, turn: change(view.turn) } : view;
}

function afterFinal(view: SessionView, event: SessionEventOf<'transcript.final'>): SessionView {
  const words = shownWords(event.text, event.words);
  if (view.awaiting?.turnId === event.turnId) {
    return candidateLine({ ...view, awaiting: null }, view.awaiting.atMs, words, view.awaiting.flags);
  }
  return withTurn(view, event.turnId, (turn) => ({ ...turn, words: [...turn.words, ...words], partial: '' }));
}

function afterTurnEnded(view: SessionView, event: SessionEventOf<'turn.ended'>): SessionView {
  const open = view.turn?.turnId === event.turnId ? view.turn : null;
  const words = open?.words ?? [];
  const atMs = open?.goesOnAtMs ?? event.startMs;
  const closed: SessionView = { ...view, turn: null };
  const flags: LineFlag[] = [];
  if (event.typed) flags.push('typed');
  if (event.reason === 'timeLimit') flags.push('timeUp');
  if (words.length > 0) return candidateLine(closed, atMs, words, flags);
  if (event.speechMs > 0 || event.typed) {
    return { ...closed, awaiting: { turnId: event.turnId, atMs, flags } };
  }
  return candidateLine(closed, event.endMs, [], [...flags, 'noAnswer']);
}

/** Finishes the turn that still waits for its transcript, as an answer without words. */
function flushed(view: SessionView): SessionView {
  if (view.awaiting === null) return view;
  const { atMs, flags } = view.awaiting;
  return candidateLine({ ...view, awaiting: null }, atMs, [], [...flags, 'notRecognised']);
}

function candidateLine(
  view: SessionView,
  atMs: number,
  words: ReturnType<typeof shownWords>,
  flags: readonly LineFlag[],
): SessionView {
  return append(view, { kind: 'speech', atMs, speaker: 'candidate', words, flags });
}

function note(view: SessionView, event: SessionEvent, text: string): SessionView {
  return append(view, { kind: 'note', atMs: event.atMs, tone: 'information', text });
}

function warnOnce(view: SessionView, event: SessionEvent, text: string, key: string = event.type): SessionView {
  if (view.warned.includes(key)) return view;
  return append({ ...view, warned: [...view.warned, key] }, { kind: 'note', atMs: event.atMs, tone: 'warning', text });
}

function append(view: SessionView, line: UnnumberedLine): SessionView {
  const { heading, lines } = headed(view);
  return { ...view, heading, lines: [...lines, { ...line, number: lines.length + 1 }] };
}

/** A part's heading comes with the first that happens in it: a test that is stopped at once leaves none with nothing under it. */
function headed(view: SessionView): SessionView {
  const { heading, lines } = view;
  if (heading === null) return view;
  return { ...view, heading: null, lines: [...lines, { ...heading, number: lines.length + 1 }] };
}
