/** What was spoken before an interruption is rated by its sound, however the test goes on. */
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { restoreScores } from '../../../src/commands/practice/restore-scores.js';
import type { SessionEventBody } from '../../../src/engine/session/log/events.js';
import { FRAME_SAMPLES, SILENT_FRAME } from '../../../src/engine/speech/frame.js';
import type { ScoredTurn } from '../../../src/engine/scoring/types.js';
import { createRecorder } from '../../../src/providers/recording/recorder.js';
import { madeSession, numbered } from '../../support/stored-session.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { NO_SCORER } from '../../support/virtual-session.js';

const recordingPath = join(temporaryFolder(), 'session.wav');
beforeAll(async () => {
  const recorder = createRecorder({ path: recordingPath });
  for (let frame = 0; frame < 14 * 50; frame++) {
    recorder.write(new Int16Array(FRAME_SAMPLES).fill(frame), SILENT_FRAME);
  }
  await recorder.close();
});

const resumedWith = (path: string | null): SessionEventBody => ({
  type: 'session.resumed',
  fromSequence: 1,
  recordingPath: path,
  acoustic: path !== null,
});

it.each([
  ['spoken, then typed', recordingPath, null],
  ['typed, then spoken, then typed', null, recordingPath],
])('%s: the answers that were spoken are heard again in the recording', async (_how, first, second) => {
  const log = madeSession({ sessionId: 'session', recordingPath: first, turns: 1 });
  const events = [...log, ...numbered([resumedWith(second), resumedWith(null)], undefined, log.length + 1)];
  const assessed: ScoredTurn[] = [];
  const scorer = {
    ...NO_SCORER,
    onEvent: () => undefined,
    assess: (answer: ScoredTurn) => {
      assessed.push(answer);
      return NO_SCORER.assess(answer);
    },
  };
  await restoreScores(scorer, events);
  // From 10 s to 14 s.
  expect(assessed.map(({ samples }) => [samples?.length, samples?.[0]])).toEqual([[4 * 16_000, 10 * 50]]);
});
