import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ProviderErrorKind } from '../../../src/engine/ports/provider-error.js';
import { VirtualClock } from '../../../src/engine/time/virtual-clock.js';
import { createDeepgram } from '../../../src/providers/deepgram/deepgram.js';
import { createResilientRecogniser } from '../../../src/providers/resilience/recognition/resilient-recogniser.js';
import { untilDone } from '../../support/pass-time.js';
import { NotedMonitor } from '../../support/provider-monitor.js';
import { startDeepgramServer, type DeepgramServer } from '../../support/servers/deepgram-server.js';
import { CLOSE_CODES, type Misbehaviour } from '../../support/servers/misbehaviour.js';
import { spell, spelledText } from '../../support/servers/spelled-speech.js';
import { pushAll, recordingListener } from '../../support/speech-frames.js';
import { spelledRecogniser } from '../../support/spelled-recogniser.js';

const KEY = 'test-key-of-deepgram';
/** Real waits: for a server that stalls as short as can be, since nothing else is told than that it stalled... */
const BRIEF = { connectMs: 600, finalMs: 400, closeMs: 50 };
/** ...and for all others so long that no machine is too slow. */
const PATIENT = { connectMs: 120_000, finalMs: 120_000, silenceMs: 120_000, closeMs: 50 };
const NOVA = 'nova-3';
const FLUX = 'flux-general-en';

/** `any`: how it is noticed depends on how fast the machine is. */
type Case = readonly [model: string, fault: Misbehaviour, kind: ProviderErrorKind | 'any' | null];

const KIND_OF_CLOSE: Readonly<Record<number, ProviderErrorKind>> = {
  1002: 'badResponse',
  1003: 'badResponse',
  1007: 'badResponse',
  1008: 'invalidRequest',
  1009: 'invalidRequest',
  1011: 'overloaded',
  1012: 'overloaded',
  1013: 'rateLimited',
};

const CASES: readonly Case[] = [
  [NOVA, { type: 'refuse' }, 'interrupted'],
  [NOVA, { type: 'status', status: 400 }, 'invalidRequest'],
  [NOVA, { type: 'status', status: 401 }, 'authentication'],
  [NOVA, { type: 'status', status: 402 }, 'quota'],
  [NOVA, { type: 'status', status: 403 }, 'authentication'],
  [NOVA, { type: 'status', status: 429, retryAfterS: 7 }, 'rateLimited'],
  [NOVA, { type: 'status', status: 500 }, 'overloaded'],
  [NOVA, { type: 'status', status: 503 }, 'overloaded'],
  [NOVA, { type: 'stallBeforeFirstByte' }, 'timeout'],
  [NOVA, { type: 'stallInTheMiddle', after: 4 }, 'timeout'],
  ...CLOSE_CODES.map((code): Case => [NOVA, { type: 'close', after: 3, code }, KIND_OF_CLOSE[code] ?? 'interrupted']),
  [NOVA, { type: 'close', after: 3, code: 1011, reason: 'see https://dpgr.am/net0001' }, 'interrupted'],
  [NOVA, { type: 'close', after: 3, code: 1011, reason: 'NET-0000' }, 'overloaded'],
  [NOVA, { type: 'close', after: 3, code: 1008, reason: 'DATA-0000' }, 'invalidRequest'],
  [NOVA, { type: 'garbage', after: 3 }, 'badResponse'],
  [NOVA, { type: 'garbage', after: 3, content: '{"type":"Results","start":"soon"}' }, 'badResponse'],
  [NOVA, { type: 'cutCharacter', after: 3 }, 'badResponse'],
  [NOVA, { type: 'huge', after: 3 }, 'any'],
  [NOVA, { type: 'garbage', after: 3, content: '{"type":"NewsOfTomorrow"}' }, null],
  [NOVA, { type: 'duplicate', after: 0 }, null],
  [NOVA, { type: 'reorder', after: 5 }, null],
  [FLUX, { type: 'stallInTheMiddle', after: 4 }, 'timeout'],
  [FLUX, { type: 'close', after: 3, code: 1006 }, 'interrupted'],
  [FLUX, { type: 'garbage', after: 3 }, 'badResponse'],
  [FLUX, { type: 'duplicate', after: 0 }, null],
  [FLUX, { type: 'reorder', after: 5 }, null],
];

const words = (from: number) => Array.from({ length: 7 }, (_, index) => ({ number: from + index }));

describe('when Deepgram misbehaves', () => {
  let server: DeepgramServer;
  beforeEach(async () => {
    server = await startDeepgramServer({ apiKey: KEY });
  });
  afterEach(() => server.close());

  async function session(model: string, fault: Misbehaviour, turns: number) {
    server.mischief.next(fault);
    const clock = new VirtualClock();
    const monitor = new NotedMonitor();
    const bounds = fault.type.startsWith('stall') ? BRIEF : PATIENT;
    const stream = await untilDone(
      clock,
      createResilientRecogniser({
        recognisers: [createDeepgram({ apiKey: KEY, clock, model, hosted: true, baseUrl: server.url, bounds })],
        lastResort: spelledRecogniser({ id: 'embedded' }),
        clock,
        random: { below: () => 0 },
        monitor,
      }).open(),
    );
    const texts: string[] = [];
    for (let turn = 0; turn < turns; turn++) {
      stream.beginTurn({ turnId: `t${String(turn)}`, keyterms: [] }, recordingListener(clock));
      await pushAll(stream, spell(words(turn * 10)), clock, () => server.settled());
      texts.push((await untilDone(clock, stream.endTurn())).text);
    }
    await stream.close();
    return { texts, monitor };
  }

  it.each(CASES)('%s, %j: every word is heard once, and it is told as %s', async (model, fault, kind) => {
    const { texts, monitor } = await session(model, fault, 2);
    expect(texts).toEqual([spelledText(words(0)), spelledText(words(10))]);
    const failures = monitor.notes.flatMap((note) => (note.type === 'failed' ? [note] : []));
    if (kind !== 'any') expect(failures[0]?.kind ?? null).toBe(kind);
    for (const { message } of failures) expect(message).not.toContain(KEY);
  });

  it('a server that dies in the middle of a turn and stays away leaves the session to the embedded recogniser', async () => {
    const clock = new VirtualClock();
    const monitor = new NotedMonitor();
    const recogniser = createResilientRecogniser({
      recognisers: [createDeepgram({ apiKey: KEY, clock, baseUrl: server.url, bounds: PATIENT })],
      lastResort: spelledRecogniser({ id: 'embedded' }),
      clock,
      random: { below: () => 0 },
      monitor,
    });
    const stream = await untilDone(clock, recogniser.open());
    stream.beginTurn({ turnId: 't', keyterms: [] }, recordingListener(clock));
    const frames = spell(words(0));
    await pushAll(stream, frames.slice(0, 50), clock, () => server.settled());
    await server.close();
    await pushAll(stream, frames.slice(50), clock);
    expect(await untilDone(clock, stream.endTurn())).toMatchObject({
      text: spelledText(words(0)),
      provider: 'embedded',
    });
    expect(monitor.notes.at(-1)).toMatchObject({ type: 'switched', to: 'embedded' });
    await stream.close();
    server = await startDeepgramServer({ apiKey: KEY });
  });
});
