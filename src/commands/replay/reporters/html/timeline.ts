/** Who spoke when, and what the candidate waited for: one lane each, on the session's media time. */
import { heardAtMs, type SessionEvent } from '../../../../engine/session/log/events.js';
import { clock } from '../../../../engine/reports/wording.js';
import { settledEvents } from '../../../../engine/session/log/settled-events.js';
import { escaped } from '../../../../engine/text/escape-markup.js';
import { momentsOf, takenBack } from './moments.js';
import { share } from './share.js';
import { STAGES } from './stages.js';
import { turnEnd } from './turn-ends.js';
import type { Unheard } from './unheard.js';

const HEIGHT = 90;
const LANES = { examiner: 6, candidate: 34, wait: 62 } as const;
const LANE_HEIGHT = 22;
/** So that a second can be told from the next; longer sessions scroll. */
const PIXELS_PER_SECOND = 3;
/**
 * A turn that was taken up again is drawn once, as it came out; what the examiner had begun to say in it is drawn as it
 * was heard, and marked.
 */
export function timeline(log: readonly SessionEvent[], durationMs: number, unheard: readonly Unheard[] = []): string {
  const events = settledEvents(log);
  const bar = (lane: keyof typeof LANES, fromMs: number, toMs: number, className: string, title: string): string =>
    `<rect class="${className}" x="${share(fromMs, durationMs)}" y="${String(LANES[lane])}" width="${share(Math.max(0, toMs - fromMs), durationMs)}" height="${String(LANE_HEIGHT)}"><title>${escaped(title)}</title></rect>`;
  const shapes: string[] = [];
  const labels: string[] = [];
  const listening = new Map<string, number>();
  const endMs = new Map<string, number>();
  let line: { readonly atMs: number; readonly text: string } | null = null;
  for (const event of events) {
    switch (event.type) {
      case 'part.started':
        labels.push(partLabel(event.part, event.atMs, durationMs));
        shapes.push(vertical('boundary', event.atMs, durationMs, ''));
        break;
      case 'speech.started':
        line = { atMs: heardAtMs(event), text: event.text };
        break;
      case 'speech.ended':
      case 'speech.interrupted':
        if (line !== null) shapes.push(bar('examiner', line.atMs, heardAtMs(event), 'examiner', line.text));
        line = null;
        break;
      case 'turn.started':
        listening.set(event.turnId, event.atMs);
        break;
      case 'turn.ended': {
        const from = listening.get(event.turnId) ?? event.startMs;
        shapes.push(
          bar('candidate', from, event.atMs, 'listening', `listening, turn ${event.turnId}: ${turnEnd(event)}`),
        );
        for (const { startMs, endMs: to } of event.segments)
          shapes.push(bar('candidate', startMs, to, 'candidate', `speech, turn ${event.turnId}`));
        endMs.set(event.turnId, event.endMs);
        break;
      }
      case 'turn.responded': {
        let from = endMs.get(event.turnId) ?? event.atMs - event.latency.totalMs;
        for (const { key, name, className } of STAGES) {
          const ms = event.latency[key];
          if (ms > 0) shapes.push(bar('wait', from, from + ms, className, `${name} ${String(Math.round(ms))} ms`));
          from += ms;
        }
        break;
      }
      default:
        break;
    }
  }
  for (const { atMs, className, text } of momentsOf(log)) shapes.push(vertical(className, atMs, durationMs, text));
  for (const { fromMs, toMs, text } of takenBack(log))
    if (fromMs !== null) shapes.push(bar('examiner', fromMs, toMs, 'false-start', `taken back: ${text}`));
  for (const { turnId, fromMs, toMs } of unheard)
    shapes.push(bar('candidate', fromMs, Math.min(toMs, durationMs), 'unheard', `turn ${turnId} was cut into`));
  const drawing = shapes.join('');
  const width = Math.ceil((durationMs / 1000) * PIXELS_PER_SECOND);
  return `<div class="lanes"><div class="names" aria-hidden="true"><span>examiner</span><span>candidate</span><span>wait</span></div>
<div class="scroll" tabindex="0" role="region" aria-label="Timeline, from side to side"><div class="track" style="min-width:${String(width)}px"><div class="parts" aria-hidden="true">${labels.join('')}</div>
<svg height="${String(HEIGHT)}" width="100%" role="img" aria-label="Timeline of who spoke when; the transcript below says the same in words">${drawing}<line class="head" x1="0" x2="0" y1="0" y2="100%"/></svg>
<input class="seek" type="range" min="0" max="${String(Math.round(durationMs))}" step="100" value="0" aria-label="Position in the session" aria-valuetext="0:00">
<div class="ticks" aria-hidden="true">${ticks(durationMs)}</div></div></div></div>
<p class="legend">${LEGEND.filter(({ className }) => drawing.includes(`class="${className}"`))
    .map(({ name, className }) => `<span><i class="${className}"></i>${name}</span>`)
    .join(' ')}</p>`;
}

/** Of what is drawn: on a phone all of it takes as much room as the drawing. */
const LEGEND = [
  { className: 'examiner', name: 'examiner' },
  { className: 'candidate', name: 'candidate' },
  { className: 'listening', name: 'listening' },
  ...STAGES,
  { className: 'mark', name: 'interruption, repeat, failure' },
  { className: 'rejoin', name: 'turn taken up again' },
  { className: 'false-start', name: 'false start of the examiner' },
  { className: 'unheard', name: 'answer cut into' },
] as const;

function vertical(className: string, atMs: number, durationMs: number, title: string): string {
  const x = share(atMs, durationMs);
  return `<line class="${className}" x1="${x}" x2="${x}" y1="0" y2="86"><title>${escaped(title)}</title></line>`;
}

function ticks(durationMs: number): string {
  const stepMs = durationMs > 120_000 ? 60_000 : 20_000;
  return Array.from({ length: Math.floor(durationMs / stepMs) + 1 }, (_, index) => index * stepMs)
    .map((ms) => `<span style="left:${share(ms, durationMs)}">${clock(ms)}</span>`)
    .join('');
}

/** So near the end, a name stands before its place: a phone has no room for it behind. */
const LATE = 0.88;

function partLabel(part: string, atMs: number, durationMs: number): string {
  const late = atMs > durationMs * LATE ? ' class="late"' : '';
  return `<span${late} style="left:${share(atMs, durationMs)}">${partName(part)}</span>`;
}

function partName(part: string): string {
  return { introduction: 'Intro', part1: 'Part 1', part2: 'Part 2', part3: 'Part 3', closing: 'End' }[part] ?? part;
}
