/** The conversation in words: each line leads to its place in the timeline, each answer shows where it was misheard. */
import type { FixtureResult } from '../../../../engine/replay/result.js';
import { clock } from '../../../../engine/reports/wording.js';
import { settledEvents } from '../../../../engine/session/log/settled-events.js';
import { wordErrorRate, type WordDifference } from '../../../../engine/replay/transcript/word-errors.js';
import { escaped } from '../../../../engine/text/escape-markup.js';
import type { TranscriptLine } from '../../../../engine/replay/transcript/transcript-lines.js';
import type { SessionEvent } from '../../../../engine/session/log/events.js';
import type { AnswerAudio } from './answer-audio.js';
import { turnEnd } from './turn-ends.js';
import { unheardOf } from './unheard.js';

export function transcript(result: FixtureResult, audio: readonly AnswerAudio[]): string {
  if (result.transcript.length === 0) return '';
  const startMs = new Map<string, number>();
  const ends = new Map<string, string>();
  /** Turns in which nobody spoke. */
  const silent = new Set<string>();
  const events = settledEvents(result.events);
  for (const event of events) {
    if (event.type !== 'turn.ended') continue;
    startMs.set(event.turnId, event.startMs);
    ends.set(event.turnId, turnEnd(event));
    if (!event.typed && event.speechMs === 0) silent.add(event.turnId);
  }
  const waits = new Map(
    events.flatMap((event) =>
      event.type === 'turn.responded' ? [[event.turnId, event.latency.totalMs] as const] : [],
    ),
  );
  const unheard = new Map(unheardOf(result).map(({ turnId, fromMs, toMs }) => [turnId, toMs - fromMs]));
  const lines = withSilentTurns(result.transcript, events).map(({ speaker, atMs, text, turnId }) => {
    const fromMs = Math.round((turnId === null ? undefined : startMs.get(turnId)) ?? atMs);
    const compared = result.compared?.find((each) => each.turnId === turnId);
    const clip = audio.find((each) => each.turnId === turnId);
    const wait = turnId === null ? undefined : waits.get(turnId);
    const notes = [
      ...(turnId === null ? [] : [`${turnId}${ends.has(turnId) ? `: ${ends.get(turnId) ?? ''}` : ''}`]),
      ...(wait === undefined ? [] : [`waited ${String(Math.round(wait))} ms`]),
      ...(compared === undefined ? [] : [`word errors ${(wordErrorRate(compared.errors) * 100).toFixed(0)} %`]),
    ];
    const cutMs = turnId === null ? undefined : unheard.get(turnId);
    const differs = compared?.differences.some(({ kind }) => kind !== 'same') ?? false;
    return `<li class="${speaker}" data-at="${String(fromMs)}"><button type="button" class="at" aria-label="Go to ${clock(fromMs)}">${clock(fromMs)}</button><div><b>${speaker}</b> <span class="said">${escaped(text) || `<i>(${turnId !== null && silent.has(turnId) ? 'no answer' : 'nothing was understood'})</i>`}</span>${
      differs
        ? `<p class="diff"><span class="note">against the reference:</span> ${(compared?.differences ?? []).map(word).join(' ')}</p>`
        : ''
    }${notes.length === 0 ? '' : `<p class="note">${escaped(notes.join(' · '))}</p>`}${
      cutMs === undefined
        ? ''
        : `<p class="note cut">cut into: the answer went on for ${(cutMs / 1000).toFixed(1)} s</p>`
    }${clip === undefined ? '' : player(clip)}</div></li>`;
  });
  return `<section><h3>Transcript</h3><ol class="transcript">${lines.join('')}</ol></section>`;
}

/** A turn of which there are no words is a line of its own, before what the examiner said to that. */
function withSilentTurns(
  lines: readonly TranscriptLine[],
  events: readonly SessionEvent[],
): readonly Omit<TranscriptLine, 'part'>[] {
  const heard = new Set(lines.map(({ turnId }) => turnId));
  const all: Omit<TranscriptLine, 'part'>[] = [...lines];
  for (const event of events) {
    if (event.type !== 'turn.ended' || heard.has(event.turnId)) continue;
    const { atMs, turnId } = event;
    const next = all.findIndex((line) => line.atMs >= atMs);
    all.splice(next === -1 ? all.length : next, 0, { speaker: 'candidate', atMs, text: '', turnId });
  }
  return all;
}

function player({ startMs, source, turnId }: AnswerAudio): string {
  return `<audio controls preload="metadata" data-start="${String(Math.round(startMs))}" aria-label="Answer ${escaped(turnId)}" src="${source}"></audio>`;
}

/** Struck out what was expected, underlined what was heard: colour is never the only sign. */
export function word(difference: WordDifference): string {
  switch (difference.kind) {
    case 'same':
      return escaped(difference.word);
    case 'missing':
      return `<del>${escaped(difference.expected)}</del>`;
    case 'added':
      return `<ins>${escaped(difference.word)}</ins>`;
    case 'substituted':
      return `<del>${escaped(difference.expected)}</del> <ins>${escaped(difference.word)}</ins>`;
  }
}
