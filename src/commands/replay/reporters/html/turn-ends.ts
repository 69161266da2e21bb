/** Why a turn ended, for people. */
import type { SessionEventOf } from '../../../../engine/session/log/events.js';
import { secondsText } from '../../../../engine/text/seconds-text.js';

const ENDS: Readonly<Record<SessionEventOf<'turn.ended'>['reason'], string>> = {
  endpoint: 'a pause ended it',
  silence: 'nobody spoke',
  timeLimit: 'the time was up',
  saidFinished: 'said that it was all',
  finishedKey: 'pressed “finished”',
  typed: 'typed',
};

/** "a pause ended it, 4.2 s of speech" */
export function turnEnd({ reason, typed, speechMs }: SessionEventOf<'turn.ended'>): string {
  if (typed || reason === 'silence') return ENDS[reason];
  return `${ENDS[reason]}, ${secondsText(speechMs)} of speech`;
}
