/** The output of `--plain`, and of anything but a terminal: one line per event worth knowing, each beginning with `[m:ss]`. The wording is stable. */
import type { SessionEvent } from '../engine/session/log/events.js';
import type { SessionObserver } from '../engine/session/running-session.js';
import { buildReport } from '../engine/reports/report-model.js';
import { terminalReport } from '../engine/reports/terminal.js';
import { runningBandsText } from './band-text.js';
import { PART_NAMES } from '../engine/reports/wording.js';
import { SPEAKER_NAMES } from './labels.js';
import { cardLines } from './screen-layout.js';
import { EMPTY_VIEW, viewAfter } from './session-view.js';
import { flagText, markedTexts } from './shown-words.js';
import { clockText, countdownText } from './text-format.js';
import type { FinishedLine, ShownBands } from './view-types.js';

export interface PlainOutputOptions {
  readonly liveBands: boolean;
  /** The stored events of a resumed session: not written again, but part of the report. */
  readonly earlier?: readonly SessionEvent[];
  /** Whether the report follows the end of the session. Default true. */
  readonly report?: boolean;
}

/** `write` gets a line without its line feed. */
export function plainOutput(write: (line: string) => void, options: PlainOutputOptions): SessionObserver {
  const { earlier = [], report = true } = options;
  let view = earlier.reduce(viewAfter, EMPTY_VIEW);
  let estimate = estimateText({});
  const events: SessionEvent[] = [...earlier];
  return {
    onEvent(event) {
      const before = view.lines.length;
      view = viewAfter(view, event);
      for (const line of view.lines.slice(before)) {
        if (line.kind === 'bands' && isKnown(line.bands)) continue;
        for (const text of plainTexts(line, options)) write(`[${clockText(line.atMs)}] ${text}`);
      }
      for (const text of textsOf(event)) write(`[${clockText(event.atMs)}] ${text}`);
      if (event.type !== 'transcript.partial') events.push(event);
      if (event.type === 'session.ended' && report) writeReport();
    },
  };

  /** After many answers the estimate is as it was; a screen reader would read it again. */
  function isKnown(bands: ShownBands): boolean {
    const before = estimate;
    estimate = estimateText(bands);
    return estimate === before;
  }

  function writeReport(): void {
    const lines = terminalReport(buildReport(events), Number.POSITIVE_INFINITY);
    for (const line of lines) write(line.map(({ text }) => text).join(''));
  }

  /** The lines for events that the screen shows in its live region. */
  function textsOf(event: SessionEvent): readonly string[] {
    switch (event.type) {
      case 'topic.announced':
        return [`Topic: ${view.topic ?? ''}`];
      case 'preparation.started':
        return [`Preparation: ${countdownText(event.durationMs)}`];
      case 'preparation.ended':
        return ['Preparation: over'];
      // A report by voice takes a while.
      case 'part.ended':
        return event.part === 'closing' ? ['The test is over: working out the bands'] : [];
      case 'candidate.muted':
        return [event.muted ? 'Microphone: muted' : 'Microphone: on'];
      case 'session.ended':
        return [`Session: ${event.status}${view.ended?.why ? ` (${view.ended.why})` : ''}`];
      default:
        return [];
    }
  }
}

function plainTexts(line: FinishedLine, { liveBands }: PlainOutputOptions): readonly string[] {
  switch (line.kind) {
    case 'part':
      return [PART_NAMES[line.part]];
    case 'note':
      return [`${line.tone === 'warning' ? 'Warning' : 'Note'}: ${line.text}`];
    case 'card':
      return cardLines(line.card).map((text) => `Task card: ${text.trim()}`);
    case 'bands':
      return liveBands ? [estimateText(line.bands)] : [];
    case 'speech': {
      const flags = line.flags.map(flagText).join(', ');
      const name = `${SPEAKER_NAMES[line.speaker]}${flags === '' ? '' : ` (${flags})`}`;
      return [`${name}: ${markedTexts(line.words).join(' ')}`.trimEnd()];
    }
  }
}

function estimateText(bands: ShownBands): string {
  return runningBandsText(bands, '-', Number.POSITIVE_INFINITY);
}
