/** What every voice must do, tested on the real program or model. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SpeechChunk, TextToSpeech } from '../../../src/engine/ports/text-to-speech.js';

export interface VoiceTraits {
  /** Its loudest sample is above this in every line. */
  readonly peak?: number;
  /** It gives a line whole, at once: there is nothing to take back or to cut short. */
  readonly instant?: boolean;
}

export function textToSpeechContract(
  name: string,
  create: () => TextToSpeech | Promise<TextToSpeech>,
  { peak: loudest = 3000, instant = false }: VoiceTraits = {},
): void {
  describe(`${name} as a voice`, () => {
    let voice: TextToSpeech;
    beforeAll(async () => {
      voice = await create();
    });
    afterAll(() => voice.close());
    const say = async (text: string): Promise<readonly SpeechChunk[]> => chunks(voice, text);

    it('says a line at a plausible length and level', async () => {
      const spoken = await say("Now, let's talk about your home town. Where do you live?");
      const seconds = duration(spoken);
      expect(seconds).toBeGreaterThan(1.5);
      expect(seconds).toBeLessThan(8);
      expect(peak(spoken)).toBeGreaterThan(loudest);
    });

    it('gives the same sound for the same line, another for another', async () => {
      const [first, other, again] = [await say('Thank you.'), await say('Why is that?'), await say('Thank you.')];
      expect(again).toEqual(first);
      expect(other).not.toEqual(first);
    });

    it('keeps lines apart that are made at the same time', async () => {
      const lines = ['Thank you.', 'Why is that?', 'Do you work or study?'];
      const together = await Promise.all(lines.map(say));
      for (const [index, line] of lines.entries()) expect(await say(line)).toEqual(together[index]);
    });

    it.each([
      ['an option', '-w /tmp/owned --version'],
      ['a shell command', '$(touch /tmp/owned); `id` | cat > /tmp/owned'],
      ['markup', '<speak><audio src="file:///etc/passwd"/>hello</speak>'],
      ['control characters', 'hello\u0007 \u001b[31mred\u0001+30S world\u0000 again'],
      ['emoji and half a character', 'well done 🙂👩‍👩‍👧 🇬🇧 \ud800 now'],
      ['several lines', 'first line.\n\n-f other.txt\nlast line.'],
    ])('speaks %s as words', async (_, text) => {
      expect(duration(await say(text))).toBeGreaterThan(0.5);
    });

    it('takes no commands in brackets from a line', async () => {
      expect(await say('hello [[volm 0.1]] there')).toEqual(await say('hello volm 0.1 there'));
    });

    it('reads no signs of markup and no emoji out', async () => {
      expect(await say('<b>well</b> *done* 🙂 now\udc00')).toEqual(await say('b well /b done now'));
    });

    it.each(['', '   \n', '...', '[[]]', '<>', '* _ #', '🙂', '\ud800'])('says nothing for "%s"', async (text) => {
      expect(await say(text)).toEqual([]);
    });

    it('ends quietly when it is no longer wanted, before and during a line, and goes on after', async () => {
      expect(await chunks(voice, 'Hello.', AbortSignal.abort())).toEqual([]);
      const controller = new AbortController();
      const speaking = chunks(
        voice,
        'This is a rather long line that nobody is going to hear. '.repeat(20),
        controller.signal,
      );
      controller.abort();
      if (instant) await speaking.catch(() => undefined);
      else expect(await speaking).toEqual([]);
      expect(duration(await say('Thank you.'))).toBeGreaterThan(0.2);
    });

    it('has a name and says what besides the text changes the sound', () => {
      expect(voice.id).toMatch(/^[\w:.+-]+$/);
      expect(voice.cacheKey).toContain(voice.id);
      expect(voice.cacheKey).not.toContain('unknown');
    });

    it('rejects the line under way and every later one once it is closed, twice if need be', async () => {
      const closing = await create();
      const closed = { code: 'provider.unavailable', remedy: expect.stringMatching(/new session/) as string };
      const line = chunks(closing, 'This line is going to be cut short. '.repeat(20));
      const speaking = instant ? line.catch(() => undefined) : expect(line).rejects.toMatchObject(closed);
      await new Promise((resolve) => setImmediate(resolve));
      await closing.close();
      await closing.close();
      await speaking;
      await expect(chunks(closing, 'Hello.')).rejects.toMatchObject(closed);
    });
  });
}

export async function chunks(
  voice: TextToSpeech,
  text: string,
  signal = new AbortController().signal,
): Promise<readonly SpeechChunk[]> {
  const all: SpeechChunk[] = [];
  for await (const chunk of voice.synthesize({ text, signal })) all.push(chunk);
  return all;
}

/** Seconds. */
function duration(spoken: readonly SpeechChunk[]): number {
  return spoken.reduce((sum, { samples, sampleRate }) => sum + samples.length / sampleRate, 0);
}

function peak(spoken: readonly SpeechChunk[]): number {
  return spoken.reduce(
    (most, { samples }) => samples.reduce((top, sample) => Math.max(top, Math.abs(sample)), most),
    0,
  );
}
