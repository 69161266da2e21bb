/** What was wrong with the recording, in words a candidate can act on. */
import type { SessionEvent } from '../session/log/events.js';
import { lostAnswers } from '../session/log/lost-answers.js';
import { recordingPathOf } from '../session/log/recording-path.js';
import { safeText } from '../text/safe-text.js';
import { settledEvents } from '../session/log/settled-events.js';

export function audioWarnings(events: readonly SessionEvent[]): readonly string[] {
  const clipped = events.flatMap((event) => (event.type === 'audio.clipped' ? [event.share] : []));
  const noisy = events.flatMap((event) => (event.type === 'audio.noisy' ? [event.snrDb] : []));
  const quiet = events.flatMap((event) => (event.type === 'audio.quiet' ? [event.levelDb] : []));
  return [
    ...(clipped.length > 0
      ? [`Clipped: up to ${percent(Math.max(...clipped))} of the audio is cut off. Turn the microphone down.`]
      : []),
    ...(noisy.length > 0
      ? [
          `Noisy: speech is at worst only ${Math.min(...noisy).toFixed(0)} dB above the noise. Find a quieter place or a headset.`,
        ]
      : []),
    ...(quiet.length > 0
      ? [
          `Quiet: speech is at ${Math.min(...quiet).toFixed(0)} dB below full scale. Come closer to the microphone or turn it up.`,
        ]
      : []),
    ...notUnderstood(events),
  ];
}

/** True before and after the session is rated again: its log stays as it was. */
function notUnderstood(events: readonly SessionEvent[]): readonly string[] {
  const { length } = lostAnswers(settledEvents(events));
  if (length === 0) return [];
  const answers = length === 1 ? 'one answer' : `${String(length)} answers`;
  const first = events[0];
  const again =
    first?.type !== 'session.started' || recordingPathOf(events) === null
      ? ''
      : ` Rate them from the recording: ielts-examiner score --rescore ${safeText(first.sessionId)}`;
  return [`Not understood: words of ${answers} were lost in the test, since speech recognition failed.${again}`];
}

function percent(share: number): string {
  return `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`;
}
