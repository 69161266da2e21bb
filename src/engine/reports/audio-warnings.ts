/** What was wrong with the recording, in words a candidate can act on. */
import type { SessionEvent } from '../session/log/events.js';

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
  ];
}

function percent(share: number): string {
  return `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`;
}
