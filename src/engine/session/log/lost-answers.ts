/** Answers whose words were lost in the test, because recognisers failed. */
import type { SessionEvent, SessionEventOf } from './events.js';

/** Shorter sounds without a word are coughs and clicks. */
const SPEECH_MS = 1000;

/**
 * Spoken answers that no recogniser finished after one had failed in them, and wordless ones since the first that failed.
 * @param events without turns that were taken up again
 */
export function lostAnswers(events: readonly SessionEvent[]): readonly SessionEventOf<'turn.ended'>[] {
  const known = new Map(
    events.flatMap((event) => (event.type === 'transcript.final' ? [[event.turnId, event.text]] : [])),
  );
  let hasFailed = false;
  let hearing = new Hearing();
  const lost: SessionEventOf<'turn.ended'>[] = [];
  for (const event of events) {
    if (event.type === 'turn.started') hearing = new Hearing();
    hearing.notice(event);
    if (event.type === 'provider.failed' && event.port === 'speechToText') hasFailed = true;
    if (event.type !== 'turn.ended' || event.typed || event.speechMs < SPEECH_MS) continue;
    const isWordless = (known.get(event.turnId) ?? '').trim() === '';
    if (hearing.lost || (hasFailed && isWordless)) lost.push(event);
  }
  return lost;
}

/** Whether the recognisers of a turn heard it to its end. */
class Hearing {
  #failed = false;
  /** Who heard the turn's newest stretch to its end, after a failure or without one. */
  #finishedBy: string | null = null;
  #earlierLost = false;

  get lost(): boolean {
    return this.#earlierLost || (this.#failed && this.#finishedBy === null);
  }

  notice(event: SessionEvent): void {
    if (event.type === 'turn.rejoined') {
      this.#earlierLost = this.lost;
      this.#failed = false;
      this.#finishedBy = null;
    }
    if (!('port' in event) || event.port !== 'speechToText') return;
    if (event.type === 'provider.failed') {
      this.#failed = true;
      // Another one that rests and is tried meanwhile takes nothing away.
      if (event.provider === this.#finishedBy) this.#finishedBy = null;
    }
    // An embedded recogniser that is started again hears the turn from its beginning, and tells no use.
    const hasFinished = event.type === 'provider.recovered' || (event.type === 'provider.used' && !event.discarded);
    if (hasFinished) this.#finishedBy = event.provider;
  }
}
