/** What every recogniser must do, on real audio. */
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Clock } from '../../../src/engine/ports/clock.js';
import type { SpeechToText, SpeechToTextStream, TurnTranscript } from '../../../src/engine/ports/speech-to-text.js';
import { FRAME_MS, type Frame } from '../../../src/engine/speech/frame.js';
import { VirtualClock } from '../../../src/engine/time/virtual-clock.js';
import { SystemClock } from '../../../src/providers/system-clock/system-clock.js';
import { pushAll, recogniseTurn, recordingListener, silentFrames } from '../speech-frames.js';

export interface SpokenSample {
  readonly frames: readonly Frame[];
  /** The words that must be found, in order, lower case. */
  readonly text: string;
}

export interface SpeechToTextContract {
  readonly name: string;
  /** Why it cannot run here, or null. */
  readonly missing: string | null;
  create(clock: Clock): SpeechToText;
  /** Two clearly spoken samples with other words. */
  samples(): readonly [SpokenSample, SpokenSample];
  /**
   * For recognisers behind a server: resolves when what was sent is answered. Their words come when the network brings
   * them, so the media times of partials are not promised.
   */
  answered?(): Promise<void>;
  /** False: it listens to whole turns only. */
  readonly partials?: boolean;
  /** It takes a second to load: what does not close its stream leaves it to the next test. */
  readonly slowToOpen?: boolean;
}

const NOTHING: TurnTranscript = { text: '', words: [], confidence: null };

export function describeSpeechToText(contract: SpeechToTextContract): void {
  const { name, missing, create, samples, partials: hasPartials = true, slowToOpen = false } = contract;
  const answered = contract.answered?.bind(contract);
  const title = `${name} as a recogniser${missing === null ? '' : ` (skipped: ${missing})`}`;
  describe.skipIf(missing !== null)(title, () => {
    let clock: VirtualClock;
    let stream: SpeechToTextStream;
    let open = false;
    const say = (frames: readonly Frame[]) => recogniseTurn(stream, frames, clock, answered);

    const close = async () => {
      open = false;
      await stream.close();
    };

    beforeEach(async () => {
      if (open) return;
      clock = new VirtualClock();
      stream = await create(clock).open();
      open = true;
    });
    afterEach(async () => {
      if (!slowToOpen) await close();
    });
    afterAll(async () => {
      if (open) await close();
    });

    it('says what it is', () => {
      expect(create(clock).id).toMatch(/^[a-z][\w:-]+$/);
    });

    it('hears the words, and its final text is theirs', async () => {
      for (const sample of samples()) {
        const { transcript } = await say(sample.frames);
        expect(transcript.text).toBe(sample.text);
        expect(transcript.words.map(({ text }) => text).join(' ')).toBe(sample.text);
      }
    });

    it.skipIf(!hasPartials)('gives partials that grow while the candidate speaks', async () => {
      const [{ frames, text }] = samples();
      const { partials } = await say(frames);
      expect(partials.length).toBeGreaterThan(1);
      expect(partials[0]?.atMs).toBeLessThan((frames.length * FRAME_MS) / 2 + 500);
      const texts = partials.map((partial) => partial.text);
      expect(texts.every((partial, index) => partial !== '' && partial !== texts[index - 1])).toBe(true);
      expect(texts[0]?.length).toBeLessThan(text.length);
    });

    it('places every word inside the turn, one after the other, with a confidence', async () => {
      const [{ frames }] = samples();
      const { words, confidence } = (await say(frames)).transcript;
      let before = 0;
      for (const word of words) {
        expect(word.startMs).toBeGreaterThanOrEqual(before);
        expect(word.endMs).toBeGreaterThan(word.startMs);
        expect(word.confidence).toBeGreaterThan(0);
        expect(word.confidence).toBeLessThanOrEqual(1);
        before = word.endMs;
      }
      expect(before).toBeLessThanOrEqual(frames.length * FRAME_MS);
      const mean = words.reduce((sum, word) => sum + (word.confidence ?? 0), 0) / words.length;
      expect(confidence).toBeCloseTo(mean, 6);
    });

    it('counts word times from the turn, not from the session', async () => {
      const [first, second] = samples();
      await say(second.frames);
      const { words } = (await say(first.frames)).transcript;
      expect(words[0]?.startMs).toBeLessThan((first.frames.length * FRAME_MS) / 2);
    });

    it('shifts the times with silence before the words', async () => {
      const [{ frames }] = samples();
      const plain = (await say(frames)).transcript.words[0];
      const later = (await say([...silentFrames(1000), ...frames])).transcript.words.find(
        (word) => word.text === plain?.text,
      );
      expect(Math.abs((later?.startMs ?? 0) - (plain?.startMs ?? 0) - 1000)).toBeLessThan(150);
    });

    it('hears nothing in a turn without audio, and nothing in one shorter than a window', async () => {
      expect((await say([])).transcript).toEqual(NOTHING);
      expect((await say(silentFrames(FRAME_MS))).transcript.words).toEqual([]);
    });

    it('hears nothing in silence', async () => {
      expect((await say(silentFrames(2000))).transcript).toEqual(NOTHING);
    });

    it('is as new after a cancelled turn', async () => {
      const [first, second] = samples();
      const listener = recordingListener(clock);
      stream.beginTurn({ turnId: 'false-start', keyterms: [] }, listener);
      await pushAll(stream, first.frames.slice(0, 23), clock, answered);
      await stream.cancelTurn();
      const heard = listener.partials.length;
      expect((await say(second.frames)).transcript.text).toBe(second.text);
      expect(listener.partials).toHaveLength(heard);
    });

    it('forgets a turn that was never ended when the next begins', async () => {
      const [first, second] = samples();
      const listener = recordingListener(clock);
      stream.beginTurn({ turnId: 'left-open', keyterms: [] }, listener);
      await pushAll(stream, first.frames.slice(0, 40), clock, answered);
      expect((await say(second.frames)).transcript.text).toBe(second.text);
    });

    it('takes no frames and gives no partials outside a turn', async () => {
      const [first, second] = samples();
      await pushAll(stream, first.frames, clock);
      const listener = recordingListener(clock);
      stream.beginTurn({ turnId: 'ended', keyterms: [] }, listener);
      await pushAll(stream, second.frames, clock, answered);
      const ending = stream.endTurn();
      const heard = listener.partials.length;
      await pushAll(stream, first.frames, clock);
      expect((await ending).text).toBe(second.text);
      expect(listener.partials).toHaveLength(heard);
      expect(await stream.endTurn()).toEqual(NOTHING);
    });

    it.skipIf(answered !== undefined)('gives the same partials at the same media times in every session', async () => {
      const [first, second] = samples();
      const session = async (): Promise<unknown> => {
        const ownClock = new VirtualClock();
        const own = await create(ownClock).open();
        const turns = [
          await recogniseTurn(own, first.frames, ownClock),
          await recogniseTurn(own, second.frames, ownClock),
        ];
        await own.close();
        return turns;
      };
      const [once, again] = await Promise.all([session(), session()]);
      expect(again).toEqual(once);
    });

    it('never makes the frame path wait in real time', async () => {
      const [{ frames, text }] = samples();
      const live = await create(new SystemClock()).open();
      const partials: string[] = [];
      live.beginTurn(
        { turnId: 'live', keyterms: [] },
        {
          partial: (partial) => partials.push(partial),
          failed: (error) => {
            throw error;
          },
        },
      );
      for (const frame of frames) expect(live.push(frame)).toBeUndefined();
      expect((await live.endTurn()).text).toBe(text);
      await live.close();
    });

    it('may be closed twice, in the middle of a turn too, and asks nothing more of the listener', async () => {
      const [{ frames }] = samples();
      const listener = recordingListener(clock);
      stream.beginTurn({ turnId: 'closed', keyterms: [] }, listener);
      await pushAll(stream, frames.slice(0, 12), clock);
      await close();
      await expect(stream.close()).resolves.toBeUndefined();
      await stream.push(frames[0]!);
      await stream.cancelTurn();
      expect(listener.failures).toEqual([]);
    });

    it('rejects a final transcript that a close overtakes with a ProviderError', async () => {
      const [{ frames }] = samples();
      stream.beginTurn({ turnId: 'overtaken', keyterms: [] }, recordingListener(clock));
      for (const frame of frames) void stream.push(frame);
      const ending = stream.endTurn();
      await Promise.all([
        close(),
        expect(ending).rejects.toMatchObject({ name: 'ProviderError', provider: expect.any(String) }),
      ]);
    });
  });
}
