import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hearLostAnswers } from '../../../src/commands/score/hear-lost-answers.js';
import { PatientClock } from '../../../src/commands/score/patient-clock.js';
import type { SessionEvent, SessionEventBody } from '../../../src/engine/session/log/events.js';
import { buildReport } from '../../../src/engine/reports/report-model.js';
import { turnsFromEvents } from '../../../src/engine/scoring/turns-from-events.js';
import { SILENT_FRAME } from '../../../src/engine/speech/frame.js';
import { createRecorder } from '../../../src/providers/recording/recorder.js';
import { spell, spelledText, type SpelledWord } from '../../support/servers/spelled-speech.js';
import { spelledRecogniser } from '../../support/spelled-recogniser.js';
import { numbered, started } from '../../support/stored-session.js';

const FIRST: readonly SpelledWord[] = [1, 2, 3, 4, 5].map((number) => ({ number }));
const SECOND: readonly SpelledWord[] = [6, 7, 8, 9].map((number) => ({ number }));
const FAILED: SessionEventBody = {
  type: 'provider.failed',
  port: 'speechToText',
  provider: 'cloud',
  code: 'provider.unavailable',
  message: 'It does not answer.',
  remedy: 'None.',
};

const RECOVERED: SessionEventBody = { type: 'provider.recovered', port: 'speechToText', provider: 'cloud' };
const REJOINED: SessionEventBody = {
  type: 'turn.rejoined',
  turnId: 't1',
  moment: 'interview',
  silenceMs: 500,
  endedSequence: null,
};

function used(provider: string, discarded: boolean): SessionEventBody {
  const nothing = { characters: null, inputTokens: null, outputTokens: null, costUsd: 0, firstByteMs: null };
  return { type: 'provider.used', port: 'speechToText', provider, audioSeconds: 1, ...nothing, discarded };
}

let folder = '';
let path = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lost-answers-'));
  path = join(folder, 'recording.wav');
  // Answers from the first second, and from the fifth.
  const recorder = createRecorder({ path });
  const silence = Array.from({ length: 50 }, () => SILENT_FRAME);
  const first = [...silence, ...spell(FIRST)];
  const rest = Array.from({ length: 250 - first.length }, () => SILENT_FRAME);
  for (const frame of [...first, ...rest, ...spell(SECOND), ...silence]) recorder.write(frame, SILENT_FRAME);
  await recorder.close();
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

function turn(
  turnId: string,
  startMs: number,
  spoken: readonly SpelledWord[],
  text: string,
  ...trouble: readonly SessionEventBody[]
) {
  const bodies: SessionEventBody[] = [
    { type: 'turn.started', turnId, questionId: turnId, part: 'part1', moment: 'interview' },
    ...trouble,
    { type: 'transcript.final', turnId, text, words: [], confidence: null, provider: 'cloud' },
    {
      type: 'turn.ended',
      turnId,
      questionId: turnId,
      part: 'part1',
      question: 'Why?',
      reason: 'endpoint',
      startMs,
      endMs: startMs + spoken.length * 300 - 100,
      speechMs: spoken.length * 250,
      segments: [],
      typed: false,
    },
  ];
  return bodies;
}

const logOf = (
  recordingPath: string | null,
  ...turns: readonly (readonly SessionEventBody[])[]
): readonly SessionEvent[] => numbered([started('lost', null, recordingPath), ...turns.flat()]);

async function heard(events: readonly SessionEvent[], recogniser = spelledRecogniser({ id: 'here' })) {
  const clock = new PatientClock();
  let opened = 0;
  const result = await hearLostAnswers(events, async () => {
    opened += 1;
    return { clock, recogniserId: recogniser.id, recogniser: () => recogniser.open() };
  });
  const said = turnsFromEvents(result.events).map(({ text, words }) => [text, words[0]?.startMs]);
  return { ...result, said, opened };
}

describe('rating a test again in which recognition failed', () => {
  it('is what its report advises, with the number of answers whose words were lost', () => {
    const lost = [turn('t1', 1000, FIRST, '', FAILED), turn('t2', 5000, SECOND, '')];
    const warned = (events: readonly SessionEvent[]) => buildReport(events).audioWarnings.join(' ');
    expect(warned(logOf(path, ...lost))).toMatch(/words of 2 answers were lost .*score --rescore lost$/);
    // Where there is nothing to hear again.
    expect(warned(logOf(null, ...lost))).toMatch(/words of 2 answers were lost .*failed\.$/);
    expect(warned(logOf(path, turn('t1', 1000, FIRST, 'as it was')))).toBe('');
  });

  it('hears the answers without words from the recording, at their times', async () => {
    const log = logOf(path, turn('t1', 1000, FIRST, '', FAILED), turn('t2', 5000, SECOND, ''));
    expect(await heard(log)).toMatchObject({
      lost: 2,
      recognised: 2,
      why: null,
      said: [
        [spelledText(FIRST), 1000],
        [spelledText(SECOND), 5000],
      ],
    });
  });

  it('hears again an answer that lost its end, and leaves others as they were', async () => {
    const log = logOf(path, turn('t1', 1000, FIRST, 'w1 w2', FAILED), turn('t2', 5000, SECOND, 'as it was'));
    const { said, lost } = await heard(log);
    expect([lost, said]).toEqual([
      1,
      [
        [spelledText(FIRST), 1000],
        ['as it was', undefined],
      ],
    ]);
  });

  it.each([
    ['another recogniser took the turn over', [FAILED, used('local', false)]],
    ['it was opened again and heard the turn', [FAILED, used('cloud', true), used('cloud', false)]],
    ['the only one was started again', [FAILED, { ...RECOVERED, provider: 'local' }]],
    ['one that rests failed again meanwhile', [FAILED, used('local', false), FAILED]],
  ] as const)('keeps fewer words, and opens no recogniser, where %s', async (_, trouble) => {
    const log = logOf(path, turn('t1', 1000, FIRST, 'right words', ...trouble));
    expect(await heard(log)).toMatchObject({ lost: 0, opened: 0, events: log });
  });

  it.each([
    ['the one that took over failed, too', [FAILED, used('local', true), { ...FAILED, provider: 'local' }]],
    ['the one that was started again failed again', [FAILED, RECOVERED, FAILED]],
    ['only what was said after its first end was heard', [FAILED, REJOINED, used('cloud', false)]],
  ] as const)('hears again what lost its end where %s', async (_, trouble) => {
    const log = logOf(path, turn('t1', 1000, FIRST, 'w1 w2', ...trouble));
    expect(await heard(log)).toMatchObject({ lost: 1, said: [[spelledText(FIRST), 1000]] });
  });

  it('hears again a wordless answer that somebody finished after a failure', async () => {
    const log = logOf(path, turn('t1', 1000, FIRST, '', FAILED, used('local', false)));
    expect(await heard(log)).toMatchObject({ lost: 1, recognised: 1 });
  });

  it('keeps what was heard in the test when it is more', async () => {
    const text = 'more words than anybody hears now';
    const log = logOf(path, turn('t1', 1000, FIRST, text, FAILED));
    expect(await heard(log)).toMatchObject({ lost: 1, recognised: 0, said: [[text, undefined]] });
  });

  it('opens no recogniser where none had failed', async () => {
    const log = logOf(path, turn('t1', 1000, FIRST, ''), turn('t2', 5000, SECOND, 'as it was'));
    expect(await heard(log)).toMatchObject({ lost: 0, opened: 0, events: log });
  });

  it.each([
    ['there is no recording', null, 'the test was not recorded'],
    ['the recording is gone', '/nowhere/recording.wav', 'nowhere'],
  ])('says why nothing could be heard when %s', async (_, recordingPath, why) => {
    const log = logOf(recordingPath, turn('t1', 1000, FIRST, '', FAILED));
    const { why: told, ...result } = await heard(log);
    expect(result).toMatchObject({ lost: 1, recognised: 0, said: [] });
    expect(told).toContain(why);
  });
});
