/** The voice that does not fail, over real servers that do. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../../../src/engine/statistics/seeded-random.js';
import type { SpeechChunk, TextToSpeech } from '../../../src/engine/ports/text-to-speech.js';
import { LinePreparer } from '../../../src/engine/session/examiner/line-preparer.js';
import { createAzureSpeech } from '../../../src/providers/azure/azure-speech.js';
import { ResilientVoice } from '../../../src/providers/resilience/voice/resilient-voice.js';
import { createElevenLabsVoice } from '../../../src/providers/elevenlabs/elevenlabs-voice.js';
import { createOpenAiSpeech } from '../../../src/providers/openai/openai-speech.js';
import { createResampler } from '../../../src/providers/resampler/resampler.js';
import { Patience } from '../../../src/providers/resilience/patience.js';
import { SystemClock } from '../../../src/providers/system-clock/system-clock.js';
import { chunks } from '../../support/contracts/text-to-speech.contract.js';
import { NotedMonitor, silentMonitor } from '../../support/provider-monitor.js';
import { serveAzureSpeech } from '../../support/servers/azure-speech-server.js';
import { serveElevenLabs } from '../../support/servers/elevenlabs-server.js';
import type { HttpServer } from '../../support/servers/http-server.js';
import { serveOpenAiSpeech } from '../../support/servers/openai-speech-server.js';
import { heardIn, pitchesOf, sayInTones } from '../../support/servers/tone-speech.js';

const KEY = 'planted-key-0123456789abcdef';
const TEXT = 'Now, let us talk about the town where you grew up, and the people there.';
const clock = new SystemClock();

let elevenLabs: HttpServer;
let azure: HttpServer;
let openAi: HttpServer;
beforeAll(async () => {
  elevenLabs = await serveElevenLabs({ apiKey: KEY });
  azure = await serveAzureSpeech({ apiKey: KEY });
  openAi = await serveOpenAiSpeech({ apiKey: KEY });
});
afterAll(() => Promise.all([elevenLabs, azure, openAi].map((server) => server.close())));
afterEach(() => {
  for (const server of [elevenLabs, azure, openAi]) server.mischief.behave();
});

const EMBEDDED: TextToSpeech = {
  id: 'flite:slt',
  cacheKey: 'flite:slt embedded',
  async *synthesize({ text }) {
    yield { samples: sayInTones(text, 8_000).samples, sampleRate: 8_000 };
  },
  close: async () => undefined,
};

async function voiceOf(order: readonly ('elevenLabs' | 'azure' | 'openAi')[]) {
  const monitor = new NotedMonitor();
  const quiet = { clock, monitor: silentMonitor(), apiKey: KEY };
  const made = {
    elevenLabs: await createElevenLabsVoice({ ...quiet, baseUrl: elevenLabs.baseUrl }),
    azure: createAzureSpeech({ ...quiet, region: '', baseUrl: azure.baseUrl }),
    openAi: await createOpenAiSpeech({ ...quiet, baseUrl: `${openAi.baseUrl}/v1` }),
  };
  const voice = new ResilientVoice({
    voices: order.map((name) => made[name]),
    lastResort: EMBEDDED,
    clock,
    random: seededRandom(5),
    monitor,
    patience: new Patience(clock),
  });
  return { voice, monitor };
}

/** As the engine hears it: at 16 kHz, through the preparer. */
async function heard(voice: TextToSpeech, text: string) {
  const kept = new Map<string, Int16Array>();
  const preparer = new LinePreparer({
    textToSpeech: voice,
    cache: { get: async () => null, put: async (key, samples) => void kept.set(key, samples) },
    createResampler,
    clock,
    onFailure: (error) => {
      throw error;
    },
  });
  const { line } = preparer.take(text);
  while (!line.done) await new Promise((resolve) => setTimeout(resolve, 5));
  await new Promise((resolve) => setImmediate(resolve));
  return { words: heardIn(line.samples()), voice: line.voice, keys: [...kept.keys()] };
}

const speakers = (spoken: readonly SpeechChunk[]) => [...new Set(spoken.map(({ speaker }) => speaker?.id))];

describe('a line whose voice breaks off', () => {
  it('goes on with the next voice at the next word: none is lost, none is said twice, where the voice tells its words', async () => {
    for (const after of [1, 3, 6]) {
      elevenLabs.mischief.next({ type: 'close', after, code: 1006 });
      const { voice } = await voiceOf(['elevenLabs', 'azure']);
      const { words, voice: spokenBy, keys } = await heard(voice, TEXT);
      expect(words.map(({ pitch }) => pitch)).toEqual(pitchesOf(TEXT));
      expect(words.filter(({ partial }) => partial)).toEqual([]);
      expect(spokenBy).toBe('elevenlabs:eleven_flash_v2_5, then azure:en-GB-SoniaNeural');
      expect(keys).toEqual([]);
    }
  });

  it('does so whether times count from the line’s beginning or from each chunk’s', async () => {
    const relative = await serveElevenLabs({ apiKey: KEY, relativeTimes: true });
    try {
      relative.mischief.next({ type: 'close', after: 4, code: 1006 });
      const first = await createElevenLabsVoice({
        clock,
        monitor: silentMonitor(),
        apiKey: KEY,
        baseUrl: relative.baseUrl,
      });
      const voice = new ResilientVoice({
        voices: [first],
        lastResort: EMBEDDED,
        clock,
        random: seededRandom(5),
        monitor: silentMonitor(),
        patience: new Patience(clock),
      });
      expect((await heard(voice, TEXT)).words.map(({ pitch }) => pitch)).toEqual(pitchesOf(TEXT));
    } finally {
      await relative.close();
    }
  });

  it('loses no word and says two again at most where the voice does not tell, also across sample rates', async () => {
    for (const order of [['azure'], ['openAi', 'azure'], ['azure', 'openAi']] as const) {
      const { voice } = await voiceOf(order);
      // A whole line first: its pace is known then.
      await chunks(voice, TEXT);
      (order[0] === 'azure' ? azure : openAi).mischief.next({ type: 'close', after: 9, code: 1006 });
      const pitches = (await heard(voice, TEXT)).words.map(({ pitch }) => pitch);
      const wanted = pitchesOf(TEXT);
      // Whatever is said twice is said in one place.
      const extra = pitches.length - wanted.length;
      expect(extra).toBeGreaterThanOrEqual(0);
      expect(extra).toBeLessThanOrEqual(2);
      const seams = wanted.map((_, at) => [...wanted.slice(0, at), ...wanted.slice(at - Math.min(at, extra))]);
      const whole = [wanted, ...seams].some(
        (each) => each.length === pitches.length && each.every((p, i) => Math.abs(p - pitches[i]!) <= 1),
      );
      const broken = wanted.some(
        (_, at) =>
          pitches
            .slice(0, at)
            .concat(pitches.slice(at + 1))
            .join() === wanted.join(),
      );
      expect(whole || broken, `${pitches.join()} for ${wanted.join()}`).toBe(true);
    }
  });

  it('is the embedded voice’s when all others fail, and says so', async () => {
    for (const server of [elevenLabs, azure, openAi]) server.mischief.always({ type: 'status', status: 503 });
    const { voice, monitor } = await voiceOf(['elevenLabs', 'azure', 'openAi']);
    const { words, voice: spokenBy, keys } = await heard(voice, TEXT);
    expect(words.map(({ pitch }) => pitch)).toEqual(pitchesOf(TEXT));
    expect(spokenBy).toBe('flite:slt');
    // Kept under the name of the voice that really spoke.
    expect(keys).toEqual([`flite:slt\nflite:slt embedded\n${TEXT}`]);
    expect(monitor.notes.at(-1)).toMatchObject({
      type: 'switched',
      from: 'elevenlabs:eleven_flash_v2_5',
      to: 'flite:slt',
    });
  });

  it('keeps to the preferred voice for everything while it works', async () => {
    const { voice, monitor } = await voiceOf(['elevenLabs', 'azure']);
    expect(speakers(await chunks(voice, TEXT))).toEqual(['elevenlabs:eleven_flash_v2_5']);
    expect((await heard(voice, TEXT)).keys).toEqual([`${voice.id}\n${voice.cacheKey}\n${TEXT}`]);
    expect(monitor.notes).toEqual([]);
  });

  it('asks for no more lines at a time than the smallest account may', async () => {
    const small = await serveElevenLabs({ apiKey: KEY, concurrency: 2, delayMs: 20 });
    try {
      const first = await createElevenLabsVoice({
        clock,
        monitor: silentMonitor(),
        apiKey: KEY,
        baseUrl: small.baseUrl,
      });
      const monitor = new NotedMonitor();
      const patience = new Patience(clock);
      const voice = new ResilientVoice({
        voices: [first],
        lastResort: EMBEDDED,
        clock,
        random: seededRandom(5),
        monitor,
        patience,
      });
      const lines = ['One.', 'Two.', 'Three.', 'Four.', 'Five.', 'Six.'];
      const spoken = await Promise.all(lines.map((line) => chunks(voice, line)));
      expect(spoken.flatMap(speakers)).toEqual(lines.map(() => first.id));
      expect(monitor.notes).toEqual([]);
    } finally {
      await small.close();
    }
  });
});
