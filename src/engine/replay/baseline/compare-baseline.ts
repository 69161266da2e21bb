/** What is different from the baseline, beyond the tolerances: words, events, bands and figures. */
import type { Tolerances } from '../fixture/tolerances.js';
import type { ReplayFailure } from '../result.js';
import { normaliseWords } from '../transcript/normalise-words.js';
import { compareWords } from '../transcript/word-errors.js';
import { align } from '../transcript/align.js';
import type { Baseline, BaselineEvent, BaselineLine } from './baseline.js';
import { secondsText } from '../../text/seconds-text.js';

/** More changes than this are consequences of the first ones. */
const SHOWN_EVENTS = 12;
const SHOWN_LINES = 12;

/** Empty when nothing differs. */
export function compareBaseline(before: Baseline, now: Baseline, tolerances: Tolerances): readonly ReplayFailure[] {
  if (before.eventLogSha256 === now.eventLogSha256) return [];
  return [
    ...(before.status === now.status ? [] : [failure(`the session is ${now.status}, and was ${before.status}`)]),
    ...compareTranscripts(before.transcript, now.transcript),
    ...compareEvents(before.events, now.events, tolerances.time),
    ...compareBands(before.bands, now.bands, tolerances.bands),
    ...compareFigures(before.figures, now.figures, tolerances, otherReferences(before, now).length === 0),
  ];
}

/**
 * Answers whose references are not those that the baseline's word error rate was counted against: edited, new or gone.
 * None where it has no such rate, or does not tell its references.
 */
export function otherReferences(
  { figures, references: old }: Baseline,
  { references = {} }: Baseline,
): readonly number[] {
  if (figures.wer === null || old === undefined) return [];
  return Object.keys({ ...old, ...references })
    .filter((answer) => old[answer] !== references[answer])
    .map(Number)
    .sort((one, other) => one - other);
}

/** Where nothing may differ. */
const EXACT: Tolerances = { turns: 0, time: 0, latency: 0, bands: 0, wer: 0, cost: 0 };

/** Whether only measures, word times and the like differ: nothing that a baseline tells does, however little. */
export function differsUntold(before: Baseline, now: Baseline): boolean {
  return before.eventLogSha256 !== now.eventLogSha256 && compareBaseline(before, now, EXACT).length === 0;
}

function failure(message: string): ReplayFailure {
  return { expectation: 'baseline', message };
}

function compareTranscripts(before: readonly BaselineLine[], now: readonly BaselineLine[]): readonly ReplayFailure[] {
  const changed = align(before, now, lineChange).filter((pair) => pair.before?.text !== pair.after?.text);
  if (changed.length === 0) return [];
  const differences = changed.slice(0, SHOWN_LINES).map((pair) => ({
    label: (pair.after ?? pair.before)?.speaker ?? 'candidate',
    words: compareWords(pair.before?.text ?? '', pair.after?.text ?? ''),
  }));
  const left = changed.length - differences.length;
  const more = left === 0 ? '' : `, the first ${String(differences.length)} of them`;
  const lines =
    changed.length === 1
      ? '1 line of the conversation differs'
      : `${String(changed.length)} lines of the conversation differ`;
  return [{ ...failure(`${lines}${more}`), differences }];
}

/** Lines of the same speaker are the same line when they share words. */
function lineChange(before: BaselineLine, now: BaselineLine): number {
  if (before.speaker !== now.speaker) return 2;
  if (before.text === now.text) return 0;
  const [one, other] = [new Set(normaliseWords(before.text)), new Set(normaliseWords(now.text))];
  const shared = [...one].filter((word) => other.has(word)).length;
  return 2 - (2 * shared) / Math.max(1, one.size, other.size);
}

function compareEvents(
  before: readonly BaselineEvent[],
  now: readonly BaselineEvent[],
  toleranceMs: number,
): readonly ReplayFailure[] {
  const aligned = align(before, now, ([, one], [, other]) => (one === other ? 0 : 2));
  const changes = aligned.flatMap((pair) => {
    if (pair.before !== null && pair.after !== null) return [];
    return [pair.before === null ? `+ ${told(pair.after)}` : `- ${told(pair.before)}`];
  });
  const failures: ReplayFailure[] = [];
  if (changes.length > 0) {
    failures.push(changed('events that are gone (-) or new (+):', changes));
  }
  const moved = movedEvents(aligned, toleranceMs);
  if (moved.length > 0) {
    const lines = moved.map(
      ({ what, gapMs, beforeMs }) =>
        `${gapMs < beforeMs ? '<' : '>'} ${what}: ${secondsText(gapMs, 2)} after the event before it, was ${secondsText(beforeMs, 2)}`,
    );
    failures.push(changed('events that come sooner (<) or later (>):', lines));
  }
  return failures;
}

function changed(what: string, changes: readonly string[]): ReplayFailure {
  return { ...failure([what, ...firstOf(changes)].join('\n')), ...(changes.length > SHOWN_EVENTS ? { changes } : {}) };
}

function firstOf(changes: readonly string[]): readonly string[] {
  const left = changes.length - SHOWN_EVENTS;
  return left <= 0 ? changes : [...changes.slice(0, SHOWN_EVENTS), `  and ${String(left)} more`];
}

interface MovedEvent {
  readonly what: string;
  readonly gapMs: number;
  readonly beforeMs: number;
}

/** By the time since the event before, so that one longer answer does not move everything after it. */
function movedEvents(aligned: ReturnType<typeof align<BaselineEvent>>, toleranceMs: number): readonly MovedEvent[] {
  const moved: MovedEvent[] = [];
  let last: { readonly before: number; readonly after: number } | null = null;
  for (const { before, after } of aligned) {
    if (before === null || after === null) {
      last = null;
      continue;
    }
    if (last !== null) {
      const [beforeMs, gapMs] = [before[0] - last.before, after[0] - last.after];
      if (Math.abs(gapMs - beforeMs) > toleranceMs) moved.push({ what: told(after), gapMs, beforeMs });
    }
    last = { before: before[0], after: after[0] };
  }
  return moved;
}

function compareBands(before: Baseline['bands'], now: Baseline['bands'], tolerance: number): readonly ReplayFailure[] {
  if (before === null || now === null) {
    if (before === now) return [];
    return [failure(now === null ? 'the session is not scored any more' : 'the session is scored, and was not')];
  }
  /** Names of bands by what is different; often it is the same of all of them. */
  const changes = new Map<string, string[]>();
  for (const name of Object.keys({ ...before, ...now })) {
    const [old, present] = [before[name], now[name]];
    if (isSameBand(old, present, tolerance)) continue;
    const change = `${bandText(present)}, was ${bandText(old)}`;
    changes.set(change, [...(changes.get(change) ?? []), name]);
  }
  if (changes.size === 0) return [];
  return [
    failure(`practice bands: ${[...changes].map(([change, names]) => `${names.join(', ')} ${change}`).join('; ')}`),
  ];
}

type Band = NonNullable<Baseline['bands']>[string] | undefined;

/** What cannot be rated for want of words is no other band with some words more or less. */
function isSameBand(old: Band, present: Band, tolerance: number): boolean {
  if (old?.rateable === true && present?.rateable === true)
    return (['band', 'low', 'high'] as const).every((figure) => {
      const [before, now] = [old[figure], present[figure]];
      return Math.abs(before - now) <= tolerance || tenths(before) === tenths(now);
    });
  return bandText(old).replace(/\d+/g, '') === bandText(present).replace(/\d+/g, '');
}

function bandText(band: Band): string {
  if (band === undefined) return 'nothing';
  if (!band.rateable) return `not rateable (${band.reason})`;
  return `${tenths(band.band)} (${tenths(band.low)} to ${tenths(band.high)})`;
}

/** Nobody reads more of a band, and less than this is no other one. */
function tenths(band: number): string {
  return band.toFixed(1);
}

function compareFigures(
  before: Baseline['figures'],
  now: Baseline['figures'],
  tolerances: Tolerances,
  haveSameReferences: boolean,
): readonly ReplayFailure[] {
  const rateCounts = haveSameReferences && before.wer !== null;
  const figures: readonly (readonly [string, number | null, number | null, number, (value: number) => string])[] = [
    ['answers cut into', before.cutIns, now.cutIns, 0, String],
    ['answers that nobody heard', before.missedTurns, now.missedTurns, 0, String],
    // References that were written or edited since are no change of the session.
    [
      'word error rate',
      rateCounts ? before.wer : null,
      rateCounts ? now.wer : null,
      tolerances.wer,
      (rate) => `${(rate * 100).toFixed(1)} %`,
    ],
    ['wait p50', before.response?.p50Ms ?? null, now.response?.p50Ms ?? null, tolerances.latency, milliseconds],
    ['wait p95', before.response?.p95Ms ?? null, now.response?.p95Ms ?? null, tolerances.latency, milliseconds],
    ['longest wait', before.response?.maxMs ?? null, now.response?.maxMs ?? null, tolerances.latency, milliseconds],
    ['cost', before.costUsd, now.costUsd, tolerances.cost, (usd) => `$${usd.toFixed(4)}`],
  ];
  const changes = figures.flatMap(([name, old, present, tolerance, text]) => {
    if (old === present || (old !== null && present !== null && Math.abs(old - present) <= tolerance)) return [];
    const shown = (value: number | null): string => (value === null ? 'nothing' : text(value));
    return [`${name} ${shown(present)}, was ${shown(old)}`];
  });
  return changes.length === 0 ? [] : [failure(`figures: ${changes.join('; ')}`)];
}

function told(event: BaselineEvent | null): string {
  return event === null ? '' : `${secondsText(event[0], 2)} ${event[1]}`;
}

function milliseconds(ms: number): string {
  return `${String(Math.round(ms))} ms`;
}
