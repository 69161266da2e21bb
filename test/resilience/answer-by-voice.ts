/** The short test by voice that every case of recognition's fault matrix takes, and what must hold after it. */
import { expect } from 'vitest';
import { seededRandom } from '../../src/engine/statistics/seeded-random.js';
import type { Clock } from '../../src/engine/ports/clock.js';
import type { SpeechToText } from '../../src/engine/ports/speech-to-text.js';
import { ProviderNotices } from '../../src/engine/session/log/provider-notices.js';
import { Patience } from '../../src/providers/resilience/patience.js';
import { createResilientRecogniser } from '../../src/providers/resilience/recognition/resilient-recogniser.js';
import { NetworkClock, notHeld, type LocalNetwork } from '../support/servers/local-network.js';
import { sayInTones } from '../support/servers/tone-speech.js';
import { toneRecogniser, toneWords } from '../support/tone-recogniser.js';
import { runVirtualSession } from '../support/virtual-session.js';
import type { MatrixResult } from './fault-table.js';
import { SHORT_PLAN, WAIT_LIMIT_MS } from './short-test.js';

const ANSWERS = [
  'my family name is green and my first name is anna',
  'please call me anna because everybody does that at home',
  'yes of course here is the passport that you wanted to see',
  'well the people are friendly there and the parks are very beautiful in spring',
] as const;

/** The test completes, the transcript has each word once, and nobody waits 4 s; behind the recogniser is an embedded one. */
export async function answerByVoice(
  network: LocalNetwork,
  create: (clock: Clock) => SpeechToText,
): Promise<Pick<MatrixResult, 'longestWaitMs' | 'servedBy'>> {
  const clock = new NetworkClock(network);
  const notices = new ProviderNotices();
  const patience = new Patience(clock);
  notices.deadlines.push(patience);
  const speechToText = createResilientRecogniser({
    recognisers: [create(notHeld(clock))],
    lastResort: toneRecogniser('embedded'),
    clock,
    random: seededRandom(11),
    monitor: notices,
    patience,
  });
  const { result, of } = await runVirtualSession({
    plan: SHORT_PLAN,
    answers: ANSWERS.map(
      (text) => ({ kind: 'audio', samples: sayInTones(text, 16_000).samples, delayMs: 400 }) as const,
    ),
    options: { clock, speechToText, notices },
  });
  expect(result.status).toBe('completed');
  const turns = of('turn.ended').filter(({ speechMs }) => speechMs > 0);
  expect(turns).toHaveLength(ANSWERS.length);
  const finals = of('transcript.final');
  expect(turns.map(({ turnId }) => finals.filter((final) => final.turnId === turnId).map(({ text }) => text))).toEqual(
    ANSWERS.map((text) => [toneWords(text)]),
  );
  const waits = of('turn.responded').map(({ latency }) => latency.totalMs);
  expect(waits).toHaveLength(turns.length);
  const longestWaitMs = Math.max(...waits);
  expect(longestWaitMs).toBeLessThan(WAIT_LIMIT_MS);
  return { longestWaitMs, servedBy: finals.at(-1)!.provider };
}
