/** Passes the earlier answers of a resumed session to its scorer, with their audio from the recording. */
import type { ObservingScorer } from '../../engine/scoring/score-session.js';
import { turnsFromEvents } from '../../engine/scoring/turns-from-events.js';
import type { SessionEvent } from '../../engine/session/log/events.js';
import { recordingPathOf } from '../../engine/session/log/recording-path.js';

/** @returns how many spoken answers have no audio any more */
export async function restoreScores(scorer: ObservingScorer, events: readonly SessionEvent[]): Promise<number> {
  for (const event of events) scorer.onEvent(event);
  // Not that of the session that goes on: what was spoken before counts in one that is typed from here on, too.
  const recordingPath = recordingPathOf(events);
  const { readCandidateRange } = await import('../../providers/recording/read-recording.js');
  let unheard = 0;
  for (const turn of turnsFromEvents(events)) {
    // Without audio, as when the recording was moved, an answer still counts for words and grammar.
    const samples =
      turn.typed || recordingPath === null
        ? null
        : await readCandidateRange(recordingPath, turn.startMs, turn.endMs).catch(() => null);
    if (samples === null && !turn.typed) unheard += 1;
    await scorer.assess({ ...turn, samples });
  }
  return unheard;
}
