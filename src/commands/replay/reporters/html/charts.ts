/** How long the candidate waited after each turn, and the bands against what was expected. */
import type { BandExpectation } from '../../../../engine/replay/fixture/expect-schema.js';
import type { BandResults, FixtureResult } from '../../../../engine/replay/result.js';
import type { SessionEvent } from '../../../../engine/session/log/events.js';
import { settledEvents } from '../../../../engine/session/log/settled-events.js';
import { escaped } from '../../../../engine/text/escape-markup.js';
import { share } from './share.js';
import { STAGES, waitText } from './stages.js';
import { secondsText } from '../../../../engine/text/seconds-text.js';

const STEPS_MS = [500, 1000, 2000, 5000, 10_000, 20_000, 60_000];
/** As many lines as have room for their labels. */
const MOST_STEPS = 4;

/** One bar per answered turn, stacked by stage. Empty when nobody was answered. */
export function latencyChart(events: readonly SessionEvent[]): string {
  const turns = settledEvents(events).flatMap((event) => (event.type === 'turn.responded' ? [event] : []));
  if (turns.length === 0) return '';
  const longest = Math.max(...turns.map(({ latency }) => latency.totalMs));
  const stepMs = STEPS_MS.find((step) => longest <= step * MOST_STEPS) ?? longest / MOST_STEPS;
  const steps = Math.max(1, Math.ceil(longest / stepMs));
  const topMs = steps * stepMs;
  const marks = Array.from({ length: steps + 1 }, (_, index) => (steps - index) * stepMs);
  const lines = marks.map((ms) => {
    const y = share(topMs - ms, topMs);
    return `<line class="grid" x1="0" x2="100%" y1="${y}" y2="${y}"/>`;
  });
  const width = 100 / turns.length;
  const bars = turns.map(({ turnId, latency }, index) => {
    let below = 0;
    const pieces = STAGES.map(({ key, className }) => {
      below += latency[key];
      return `<rect class="${className}" x="${(index * width + width * 0.15).toFixed(2)}%" width="${(width * 0.7).toFixed(2)}%" y="${share(topMs - below, topMs)}" height="${share(latency[key], topMs)}"/>`;
    });
    return `<g><title>${escaped(turnId)}: ${waitText(latency)}</title>${pieces.join('')}</g>`;
  });
  const labels = marks.map((ms) => `<span>${ms === 0 ? '0' : secondsText(ms)}</span>`);
  return `<section><h3>Wait after each turn</h3><div class="chart"><div class="scale" aria-hidden="true">${labels.join('')}</div>
<svg width="100%" height="140" role="img" aria-label="Waiting times of ${String(turns.length)} turns, the longest ${String(Math.round(longest))} ms; the transcript below tells each">${lines.join('')}${bars.join('')}</svg></div></section>`;
}

const CRITERIA = ['fluency', 'lexical', 'grammar', 'pronunciation'] as const;
const BANDS = ['overall', ...CRITERIA] as const;

export function bandsChart({ bands, expectedBands, tolerances }: FixtureResult): string {
  if (bands === null) return '';
  const reason = sharedReason(bands);
  const nothing = reason === null ? '' : `<p>Not rateable: ${escaped(reason)}</p>`;
  const heading = `<section><h3>Bands</h3><p class="note">A practice estimate, never an official score.</p>${nothing}`;
  if (reason !== null && expectedBands === undefined) return `${heading}</section>`;
  const rows = BANDS.map((name) => {
    const result = bands[name];
    const expected = expectedBands?.[name];
    const range = expected === undefined ? null : rangeOf(expected, tolerances?.bands ?? 0);
    const shapes = [
      ...(range !== null ? [expectedZone(range)] : []),
      ...(result.rateable
        ? [
            `<rect class="interval" x="${share(result.low, 9)}" width="${share(result.high - result.low, 9)}" y="10" height="4" rx="2"/>`,
            `<circle class="band" cx="${share(result.band, 9)}" cy="12" r="6"/>`,
          ]
        : []),
    ].join('');
    const value = result.rateable
      ? `<b>${result.band.toFixed(1)}</b> <small>${result.low.toFixed(1)}–${result.high.toFixed(1)}</small>`
      : `<small>not rateable${reason === null ? `: ${escaped(result.reason)}` : ''}</small>`;
    // Limits that are the same are one figure.
    const wanted = range !== null ? [...new Set(range)].join('–') : expected?.rateable === false ? 'not rateable' : '';
    // Why there is no band takes the place of the plot, unless limits are drawn there.
    if (!result.rateable && range === null)
      return `<tr><th scope="row">${name}</th><td colspan="2">${value}</td><td>${wanted}</td></tr>`;
    return `<tr><th scope="row">${name}</th><td class="figure">${value}</td><td class="plot"><svg width="100%" height="24" aria-hidden="true"><line class="grid" x1="0" x2="100%" y1="12" y2="12"/>${shapes}</svg></td><td>${wanted}</td></tr>`;
  });
  return `${heading}
<table class="bands"><thead><tr><th scope="col">criterion</th><th scope="col">band</th><th scope="col" class="plot">0 to 9</th><th scope="col">expected</th></tr></thead><tbody>${rows.join('')}</tbody></table></section>`;
}

/** Why nothing is rateable, where that is the same of all criteria: said once then. */
function sharedReason({ overall, ...criteria }: BandResults): string | null {
  const reasons = new Set(CRITERIA.map((name) => (criteria[name].rateable ? null : criteria[name].reason)));
  const [reason = null] = reasons;
  if (reasons.size > 1 || reason === null || overall.rateable) return null;
  // That of the whole says what it needs besides.
  return overall.reason.includes(reason) ? overall.reason : `${overall.reason} ${reason}`;
}

/** A single band would be too narrow to see. */
const NARROWEST_ZONE = 0.2;

function expectedZone([min, max]: readonly [number, number]): string {
  const wide = Math.max(max - min, NARROWEST_ZONE);
  const from = Math.min(Math.max((min + max - wide) / 2, 0), 9 - wide);
  return `<rect class="expected" x="${share(from, 9)}" width="${share(wide, 9)}" y="2" height="20" rx="3"/>`;
}

/** Both limits together, within the scale; null where no figure is expected. */
function rangeOf({ min, max, is, tolerance }: BandExpectation, usual: number): readonly [number, number] | null {
  if (min === undefined && max === undefined && is === undefined) return null;
  const around = tolerance ?? usual;
  const low = Math.max(0, min ?? 0, is === undefined ? 0 : is - around);
  return [low, Math.max(low, Math.min(9, max ?? 9, is === undefined ? 9 : is + around))];
}
