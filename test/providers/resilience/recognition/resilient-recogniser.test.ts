import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ProviderErrorKind } from '../../../../src/engine/ports/provider-error.js';
import type { SpeechToText } from '../../../../src/engine/ports/speech-to-text.js';
import { FRAME_MS, type Frame } from '../../../../src/engine/speech/frame.js';
import { VirtualClock } from '../../../../src/engine/time/virtual-clock.js';
import { createResilientRecogniser } from '../../../../src/providers/resilience/recognition/resilient-recogniser.js';
import { describeSpeechToText } from '../../../support/contracts/speech-to-text.contract.js';
import { untilDone } from '../../../support/pass-time.js';
import { NotedMonitor } from '../../../support/provider-monitor.js';
import { spell, spelledText, type SpelledWord } from '../../../support/servers/spelled-speech.js';
import { pushAll, recordingListener } from '../../../support/speech-frames.js';
import { bench, cloud, embedded, LONGEST_WAIT_MS, words } from './recogniser-bench.js';
import { spelledRecogniser, type SpelledFault, type SpelledRecogniser } from '../../../support/spelled-recogniser.js';

describe('recognition when nothing fails', () => {
  it('is the preferred recogniser’s, which is named with the words, and nobody is told of anything', async () => {
    const { say, monitor } = await bench([cloud()], embedded());
    const { transcript, waitedMs } = await say(words(8));
    expect(transcript).toMatchObject({ text: spelledText(words(8)), provider: 'cloud' });
    expect(waitedMs).toBeLessThanOrEqual(FRAME_MS);
    expect(monitor.notes).toEqual([]);
  });

  it('tells what each turn took: seconds of audio and the time to the first word', async () => {
    const { say, monitor } = await bench([spelledRecogniser({ id: 'deepgram:nova-3' })], embedded());
    await say(words(10));
    const [usage] = monitor.usage;
    expect(usage).toMatchObject({ provider: 'deepgram:nova-3', audioSeconds: 3, firstByteMs: 80, discarded: false });
    expect(usage?.costUsd).toBeCloseTo((3 / 60) * 0.0077, 9);
  });

  it('tells of nothing to pay for what the embedded one has heard', async () => {
    const { say, monitor } = await bench([cloud([{ at: 'frame', frame: 30, kind: 'quota' }])], embedded());
    await say(words(4));
    expect(monitor.usage).toMatchObject([
      { provider: 'cloud', audioSeconds: 0.6, discarded: true },
      { provider: 'embedded', costUsd: 0, discarded: false },
    ]);
  });

  it('has the last resort ready without giving it any audio', async () => {
    const last = embedded();
    const { say } = await bench([cloud()], last);
    await say(words(4));
    expect([last.opened, last.heardFrames]).toEqual([1, 0]);
  });
});

describe('a test that begins while no cloud can be reached', () => {
  /** Takes that long to connect or load. */
  const slow = (inner: SpelledRecogniser, clock: VirtualClock, ms: number): SpeechToText => ({
    id: inner.id,
    capabilities: inner.capabilities,
    open: async () => {
      await new Promise<void>((resolve) => void clock.setTimer(ms, resolve));
      return await inner.open();
    },
  });

  it.each([4_000, 45_000])('waits for the embedded recogniser on a busy machine: %d ms', async (ms) => {
    const clock = new VirtualClock();
    const options = { clock, random: { below: () => 0 }, monitor: new NotedMonitor() };
    const recognisers = [slow(cloud(), clock, 30_000)];
    const guarded = createResilientRecogniser({ ...options, recognisers, lastResort: slow(embedded(), clock, ms) });
    const stream = await untilDone(clock, guarded.open());
    stream.beginTurn({ turnId: 't1', keyterms: [] }, recordingListener(clock));
    await pushAll(stream, spell(words(3)), clock);
    expect(await untilDone(clock, stream.endTurn())).toMatchObject({
      provider: 'embedded',
      text: spelledText(words(3)),
    });
  });
});

describe('a recogniser that is lost in the middle of a turn', () => {
  it('is connected again, and only the audio that is not settled goes over the line once more', async () => {
    const first = cloud([{ at: 'frame', frame: 120, kind: 'interrupted' }]);
    const last = embedded();
    const { say, monitor } = await bench([first], last);
    const { transcript, listener } = await say(words(12));
    expect(transcript.text).toBe(spelledText(words(12)));
    expect(first.opened).toBe(2);
    expect(last.heardFrames).toBe(0);
    // 180 frames were said; six words of fifteen frames had been settled when 120 were sent.
    expect(first.heardFrames).toBeLessThan(180 + 50);
    expect(monitor.notes).toMatchObject([
      { type: 'failed', provider: 'cloud', kind: 'interrupted' },
      { type: 'recovered', provider: 'cloud' },
    ]);
    expect(listener.failures).toEqual([]);
  });

  it('never takes words back from the screen that were there before', async () => {
    const { say } = await bench([cloud([{ at: 'frame', frame: 120, kind: 'interrupted' }])], embedded());
    const texts = (await say(words(12))).listener.partials.map(({ text }) => text.split(' ').length);
    const afterLoss = texts.slice(texts.findIndex((count, index) => count < (texts[index - 1] ?? 0)));
    expect(Math.min(...afterLoss)).toBeGreaterThanOrEqual(6);
  });

  it('leaves the turn to the next one when connecting fails, and that one to the embedded one', async () => {
    const faults = [
      { at: 'frame', frame: 60, kind: 'interrupted' } as const,
      { at: 'open', kind: 'unavailable' } as const,
    ];
    const second = cloud(
      [
        { at: 'open', kind: 'overloaded' },
        { at: 'open', kind: 'overloaded' },
      ],
      'second',
    );
    const { say, monitor } = await bench([cloud(faults), second], embedded());
    const { transcript, waitedMs } = await say(words(12));
    expect(transcript).toMatchObject({ text: spelledText(words(12)), provider: 'embedded' });
    expect(waitedMs).toBeLessThanOrEqual(FRAME_MS);
    expect(monitor.notes.filter(({ type }) => type === 'switched')).toMatchObject([{ from: 'cloud', to: 'embedded' }]);
  });

  it.each<ProviderErrorKind>(['authentication', 'quota', 'rateLimited', 'timeout'])(
    'is not asked again in the turn after an error that will stay (%s)',
    async (kind) => {
      const first = cloud([{ at: 'frame', frame: 30, kind }]);
      const { say } = await bench([first], embedded());
      expect((await say(words(6))).transcript).toMatchObject({ text: spelledText(words(6)), provider: 'embedded' });
      expect((await say(words(6))).transcript.provider).toBe('embedded');
      expect(first.opened).toBe(1);
    },
  );
});

describe('a final transcript', () => {
  it('that does not come is given up while the candidate still has patience; the next one hears the rest', async () => {
    const { say, monitor } = await bench([cloud([{ at: 'silence', frame: 100 }])], embedded());
    const { transcript, waitedMs } = await say(words(12));
    expect(transcript.text).toBe(spelledText(words(12)));
    expect(waitedMs).toBeLessThanOrEqual(LONGEST_WAIT_MS);
    expect(monitor.notes[0]).toMatchObject({ type: 'failed', kind: 'timeout' });
  });

  it('that nobody can give is what was heard so far', async () => {
    const { say } = await bench(
      [
        cloud([
          { at: 'silence', frame: 101 },
          { at: 'silence', frame: 1 },
        ]),
      ],
      null,
    );
    const { transcript, waitedMs } = await say(words(12));
    // Frame 100 is the tenth of the seventh word.
    expect(transcript.text).toBe(spelledText(words(7)));
    expect(waitedMs).toBeLessThanOrEqual(LONGEST_WAIT_MS);
  });

  it('that is thrown away by us is nobody’s failure, however often', async () => {
    const first = cloud();
    const { say, stream, clock, monitor } = await bench([first], embedded());
    for (let turn = 0; turn < 5; turn++) {
      stream.beginTurn({ turnId: `false-start-${String(turn)}`, keyterms: [] }, recordingListener(clock));
      await pushAll(stream, spell(words(2)), clock);
      await stream.cancelTurn();
    }
    expect((await say(words(3))).transcript.provider).toBe('cloud');
    expect(monitor.notes).toEqual([]);
    expect(monitor.usage.map(({ discarded }) => discarded)).toEqual([true, true, true, true, true, false]);
    expect(first.opened).toBe(1);
  });
});

describe('the preferred recogniser', () => {
  it('is used again once it can be opened, which costs no audio', async () => {
    const first = cloud([
      { at: 'frame', frame: 20, kind: 'timeout' },
      { at: 'open', kind: 'unavailable' },
    ]);
    const { say, clock, monitor } = await bench([first], embedded());
    expect((await say(words(4))).transcript.provider).toBe('embedded');
    const heard = first.heardFrames;
    await clock.elapse(11_000);
    await clock.settle();
    // Opened in vain: the breaker waits twice as long.
    expect((await say(words(4))).transcript.provider).toBe('embedded');
    await clock.elapse(25_000);
    await clock.settle();
    expect([first.opened, first.heardFrames]).toEqual([3, heard]);
    expect((await say(words(4))).transcript.provider).toBe('cloud');
    expect(monitor.notes.slice(-2)).toMatchObject([
      { type: 'recovered', provider: 'cloud' },
      { type: 'switched', from: 'embedded', to: 'cloud' },
    ]);
  });

  it('that cannot be opened at the start leaves the session to the next one', async () => {
    const { say } = await bench([cloud([{ at: 'open', kind: 'authentication' }])], embedded());
    expect((await say(words(4))).transcript.provider).toBe('embedded');
  });

  it('is all there is: a session that cannot open it does not begin', async () => {
    await expect(bench([cloud([{ at: 'open', kind: 'authentication' }])], null)).rejects.toMatchObject({
      code: 'provider.authentication',
    });
  });
});

describe('closing', () => {
  it('leaves nothing open, also what was being opened', async () => {
    const [first, last] = [cloud(), embedded()];
    const { stream, say } = await bench([first], last);
    await say(words(2));
    await stream.close();
    await Promise.resolve();
    expect([first.live, last.live]).toEqual([0, 0]);
  });
});

describe('whatever fails, and whenever', () => {
  const kinds = fc.constantFrom<ProviderErrorKind>(
    'interrupted',
    'overloaded',
    'badResponse',
    'rateLimited',
    'timeout',
  );
  const fault = fc.oneof<fc.Arbitrary<SpelledFault | null>[]>(
    fc.constant(null),
    kinds.map((kind) => ({ at: 'open', kind }) as const),
    kinds.map((kind) => ({ at: 'end', kind }) as const),
    fc.record({ at: fc.constant('frame' as const), frame: fc.integer({ min: 1, max: 300 }), kind: kinds }),
    fc.record({ at: fc.constant('silence' as const), frame: fc.integer({ min: 1, max: 300 }) }),
  );
  const spoken = fc.array(
    fc.record({ length: fc.integer({ min: 3, max: 20 }), pause: fc.integer({ min: 0, max: 40 }) }),
    { minLength: 1, maxLength: 20 },
  );

  it('each word is in the transcript once and in order, at its place, and comes in time', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(spoken, { minLength: 1, maxLength: 3 }),
        fc.array(fault, { maxLength: 4 }),
        fc.array(fault, { maxLength: 3 }),
        fc.integer({ min: 0, max: 4 }),
        async (turns, faults, otherFaults, settledWords) => {
          const { say, stream } = await bench(
            [
              spelledRecogniser({ id: 'first', faults, settledWords }),
              spelledRecogniser({ id: 'second', faults: otherFaults, settledWords }),
            ],
            embedded(),
          );
          for (const turn of turns) {
            const numbered = turn.map((word, index) => ({ ...word, number: index + 1 }));
            const { transcript, waitedMs } = await say(numbered);
            expect(transcript.text).toBe(spelledText(numbered));
            expect(transcript.words.map(({ startMs, endMs }) => [startMs, endMs])).toEqual(placesOf(numbered));
            expect(waitedMs).toBeLessThanOrEqual(LONGEST_WAIT_MS);
          }
          await stream.close();
        },
      ),
      { seed: 20_261_125, numRuns: 60 },
    );
  });
});

function placesOf(spoken: readonly SpelledWord[]): number[][] {
  let atMs = 0;
  return spoken.map(({ length = 10, pause = 5 }) => {
    const startMs = atMs;
    atMs += (length + pause) * FRAME_MS;
    return [startMs, startMs + length * FRAME_MS];
  });
}

const sample = (from: number): { frames: readonly Frame[]; text: string } => ({
  frames: spell(words(9, from)),
  text: spelledText(words(9, from)),
});

describeSpeechToText({
  name: 'several recognisers, the first of which fails in every other stream',
  missing: null,
  create: (clock) =>
    createResilientRecogniser({
      recognisers: [cloud([{ at: 'frame', frame: 33, kind: 'interrupted' }, null])],
      lastResort: embedded(),
      clock,
      random: { below: () => 0 },
      monitor: new NotedMonitor(),
    }),
  samples: () => [sample(1), sample(40)],
});
