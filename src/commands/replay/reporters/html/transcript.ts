/** The conversation in words: each line leads to its place in the timeline, each answer shows where it was misheard. */
import type { FixtureResult } from '../../../../engine/replay/result.js';
import type { TranscriptLine } from '../../../../engine/replay/transcript/transcript-lines.js';
import { markedWord, wordErrorRate, type WordDifference } from '../../../../engine/replay/transcript/word-errors.js';
import { clock } from '../../../../engine/reports/wording.js';
import type { SessionEvent } from '../../../../engine/session/log/events.js';
import { settledEvents } from '../../../../engine/session/log/settled-events.js';
import { escaped } from '../../../../engine/text/escape-markup.js';
import { momentsOf, type Moment } from './moments.js';
import type { Clip } from './sounds.js';
import { waitText } from './stages.js';
import { turnEnd } from './turn-ends.js';
import { unheardOf } from './unheard.js';
import { secondsText } from '../../../../engine/text/seconds-text.js';

/** Of a player, in letters. */
const LONGEST_NAME = 80;

type Line = Omit<TranscriptLine, 'part'>;

/** What is known of a turn beside its words. */
interface Turn {
  startMs?: number;
  end?: string;
  wait?: string;
  isSilent?: boolean;
}

/** @param clips by turn */
export function transcript(result: FixtureResult, clips: ReadonlyMap<string, Clip>): string {
  if (result.transcript.length === 0) return '';
  const events = settledEvents(result.events);
  const turns = turnsOf(events);
  const unheard = new Map(unheardOf(result).map(({ turnId, fromMs, toMs }) => [turnId, toMs - fromMs]));
  let asked = '';
  let answers = 0;
  const lines = withSilentTurns(result.transcript, events).map((line) => {
    if (line.speaker === 'examiner') asked = line.text;
    else answers++;
    const clip = clips.get(line.turnId ?? '');
    return {
      atMs: line.atMs,
      html: lineHtml(line, result, {
        turn: turns.get(line.turnId ?? '') ?? {},
        cutMs: unheard.get(line.turnId ?? ''),
        player: clip === undefined ? '' : player(clip, `answer ${String(answers)}, to “${shortened(asked)}”`),
      }),
    };
  });
  for (const moment of momentsOf(result.events)) {
    const next = lines.findIndex(({ atMs }) => atMs > moment.atMs);
    lines.splice(next === -1 ? lines.length : next, 0, { atMs: moment.atMs, html: momentHtml(moment) });
  }
  return `<section><h3>Transcript</h3><ol class="transcript">${lines.map(({ html }) => html).join('')}</ol></section>`;
}

function turnsOf(events: readonly SessionEvent[]): ReadonlyMap<string, Turn> {
  const turns = new Map<string, Turn>();
  for (const event of events) {
    if (event.type === 'turn.ended') {
      const isSilent = !event.typed && event.speechMs === 0;
      turns.set(event.turnId, { startMs: event.startMs, end: turnEnd(event), isSilent });
    } else if (event.type === 'turn.responded') {
      turns.set(event.turnId, { ...turns.get(event.turnId), wait: waitText(event.latency) });
    }
  }
  return turns;
}

function lineHtml(
  { speaker, atMs, text, turnId }: Line,
  { compared: all }: FixtureResult,
  { turn, cutMs, player }: { readonly turn: Turn; readonly cutMs: number | undefined; readonly player: string },
): string {
  const compared = turnId === null ? undefined : all.find((each) => each.turnId === turnId);
  const notes = [
    ...(turnId === null ? [] : [`${turnId}${turn.end === undefined ? '' : `: ${turn.end}`}`]),
    ...(turn.wait === undefined ? [] : [`waited ${turn.wait}`]),
    ...(compared === undefined ? [] : [`word errors ${(wordErrorRate(compared.errors) * 100).toFixed(0)} %`]),
  ];
  const differences = compared?.differences.some(({ kind }) => kind !== 'same') === true ? compared.differences : [];
  const nothing = turn.isSilent === true ? 'no answer' : 'nothing was understood';
  return [
    `<li class="${speaker}" data-at="${String(Math.round(turn.startMs ?? atMs))}">${goTo(turn.startMs ?? atMs)}`,
    `<div><b>${speaker}</b> <span class="said">${escaped(text) || `<i>(${nothing})</i>`}</span>`,
    ...(differences.length === 0
      ? []
      : [`<p class="diff"><span class="note">against the reference:</span> ${differences.map(word).join(' ')}</p>`]),
    ...(notes.length === 0 ? [] : [`<p class="note">${escaped(notes.join(' · '))}</p>`]),
    ...(cutMs === undefined ? [] : [`<p class="note cut">cut into: the answer went on for ${secondsText(cutMs)}</p>`]),
    player,
    '</div></li>',
  ].join('');
}

function momentHtml({ atMs, className, text }: Moment): string {
  return `<li class="moment" data-at="${String(Math.round(atMs))}">${goTo(atMs)}<p class="note"><i class="${className}"></i>${escaped(text)}</p></li>`;
}

function goTo(ms: number): string {
  return `<button type="button" class="at" aria-label="Go to ${clock(ms)}">${clock(ms)}</button>`;
}

/** A turn of which there are no words is a line of its own, before what the examiner said to that. */
function withSilentTurns(lines: readonly TranscriptLine[], events: readonly SessionEvent[]): readonly Line[] {
  const heard = new Set(lines.map(({ turnId }) => turnId));
  const all: Line[] = [...lines];
  for (const event of events) {
    if (event.type !== 'turn.ended' || heard.has(event.turnId)) continue;
    const { atMs, turnId } = event;
    const next = all.findIndex((line) => line.atMs >= atMs);
    all.splice(next === -1 ? all.length : next, 0, { speaker: 'candidate', atMs, text: '', turnId });
  }
  return all;
}

/** The end says what was asked. */
function shortened(question: string): string {
  return question.length <= LONGEST_NAME ? question : `…${question.slice(-LONGEST_NAME)}`;
}

/**
 * Hidden until the page finds its sound. Its five controls are for the pointer: with the keyboard, the line's button plays it, which
 * is one stop of Tab instead of six.
 */
function player({ soundId, startMs, fromMs, untilMs }: Clip, name: string): string {
  const until = untilMs === null ? '' : ` data-until="${String(Math.round(untilMs))}"`;
  return `<audio hidden controls tabindex="-1" preload="metadata" data-sound="${soundId}" data-start="${String(Math.round(startMs))}" data-from="${String(Math.round(fromMs))}"${until} aria-label="${escaped(name)}"></audio>`;
}

/** Struck out what was expected, underlined what was heard: colour is never the only sign. */
export function word(difference: WordDifference): string {
  return markedWord(difference, {
    same: escaped,
    missing: (text) => `<del>${escaped(text)}</del>`,
    added: (text) => `<ins>${escaped(text)}</ins>`,
  });
}
