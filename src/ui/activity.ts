/** What is going on right now, and which keys are useful. Pure, and derived from the view, so it agrees with the transcript. */
import { spokenMs } from '../engine/speech/spoken-ms.js';
import { clockText } from './text-format.js';
import type { SessionView } from './view-types.js';

export type Activity = 'speaking' | 'listening' | 'thinking' | 'preparing' | 'paused' | 'scoring' | 'ended';

export function activityOf(view: SessionView): Activity {
  if (view.ended !== null) return 'ended';
  if (view.paused) return 'paused';
  if (view.scoring) return 'scoring';
  if (view.preparing) return 'preparing';
  if (view.examinerLine !== null) return 'speaking';
  return view.turn === null ? 'thinking' : 'listening';
}

/** Whether the examiner is saying something that the candidate will answer. */
export function isAsking(view: SessionView): boolean {
  return activityOf(view) === 'speaking' && view.examinerLine?.asks === true;
}

/**
 * Whether what is typed now in a typed session is meant for the question to come: the letters of somebody who is ahead of the
 * greeting must not become commands. In Part 2 notes may come first.
 */
export function mayTypeAhead(view: SessionView): boolean {
  if (view.acoustic || view.part === 'closing') return false;
  const activity = activityOf(view);
  return isAsking(view) || (view.part !== 'part2' && (activity === 'speaking' || activity === 'thinking'));
}

export interface ActivityContext {
  readonly candidateSpeaking: boolean;
  /** What the answer field holds; null while it is closed. */
  readonly answer: string | null;
  /** The running countdown, such as `0:43`; null when none runs. */
  readonly countdown: string | null;
}

/** @returns one short line for the screen */
export function activityText(view: SessionView, { candidateSpeaking, answer, countdown }: ActivityContext): string {
  const left = countdown === null ? '' : `, ${countdown} left`;
  switch (activityOf(view)) {
    case 'speaking':
      return answer !== null && !view.acoustic && isAsking(view)
        ? 'The examiner is asking: you may type your answer'
        : 'The examiner is speaking';
    case 'thinking':
      return 'One moment ...';
    case 'preparing':
      return `Preparation${left}${view.watched ? '' : ': make notes'}`;
    case 'paused':
      return 'Paused';
    case 'scoring':
      return 'The test is over: working out your bands ...';
    case 'ended':
      return 'Finished';
    case 'listening':
      return `${listeningText(view, candidateSpeaking, answer)}${left}`;
  }
}

function listeningText(view: SessionView, candidateSpeaking: boolean, answer: string | null): string {
  if (!view.acoustic && view.turn?.moment === 'longTurn') {
    // No clock runs over typing: the talk is as long as saying it would take.
    const said = spokenMs(answer ?? '');
    return `Your turn: type your talk${said === 0 ? '' : `, ${clockText(said)} so far`}`;
  }
  if (!view.acoustic) return 'Your turn: type your answer';
  if (answer !== null) return 'You are typing: the examiner waits';
  if (view.muted) return 'Listening, but your microphone is muted';
  if (candidateSpeaking) return 'You are speaking';
  return view.turn?.moment === 'longTurn' ? 'Listening: speak about your card' : 'Listening: please answer';
}

export type KeyIntent = 'finished' | 'repeat' | 'type' | 'notes' | 'mute' | 'pause' | 'quit';

export interface KeyHint {
  readonly key: string;
  readonly label: string;
  readonly intent: KeyIntent;
}

/** @returns the keys that have an effect now, always in the same order */
export function possibleKeys(view: SessionView): readonly KeyHint[] {
  const activity = activityOf(view);
  if (activity === 'ended' || activity === 'scoring') return [];
  const keys: KeyHint[] = view.watched ? [] : answeringKeys(view, activity);
  keys.push({ key: 'p', label: view.paused ? 'continue' : 'pause', intent: 'pause' });
  keys.push({ key: 'q', label: 'quit', intent: 'quit' });
  return keys;
}

function answeringKeys(view: SessionView, activity: Activity): KeyHint[] {
  const keys: KeyHint[] = [];
  if (activity === 'preparing') {
    keys.push({ key: 'space', label: 'start speaking', intent: 'finished' });
    keys.push({ key: 'n', label: 'notes', intent: 'notes' });
  }
  if (activity === 'listening') {
    keys.push({ key: 'space', label: 'finished', intent: 'finished' });
    if (view.turn?.moment !== 'longTurn') keys.push({ key: 'r', label: 'repeat', intent: 'repeat' });
    keys.push({ key: 't', label: 'type', intent: 'type' });
  }
  if (view.acoustic && activity !== 'paused') {
    keys.push({ key: 'm', label: view.muted ? 'unmute' : 'mute', intent: 'mute' });
  }
  return keys;
}

/** Columns between two keys of the row. */
export const KEY_GAP = 3;

/** The rows that the keys need: a key is never parted from its label. */
export function keyRows(view: SessionView, columns: number): number {
  let rows = 1;
  let used = 0;
  for (const { key, label } of possibleKeys(view)) {
    const width = `${key} ${label}`.length;
    const end = used === 0 ? width : used + KEY_GAP + width;
    if (end > columns && used > 0) rows += 1;
    used = end > columns ? width : end;
  }
  return rows;
}
