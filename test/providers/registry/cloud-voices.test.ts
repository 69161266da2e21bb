/** What a profile says of a voice is what its service is asked for, through the unmodified packages. */
import { expect, it } from 'vitest';
import type { ProfileEntry } from '../../../src/config/profiles/profile-schema.js';
import { cloudVoice } from '../../../src/providers/registry/cloud-voices.js';
import { SystemClock } from '../../../src/providers/system-clock/system-clock.js';
import { chunks } from '../../support/contracts/text-to-speech.contract.js';
import { silentMonitor } from '../../support/provider-monitor.js';
import { serveAzureSpeech } from '../../support/servers/azure-speech-server.js';
import { serveElevenLabs } from '../../support/servers/elevenlabs-server.js';
import type { HttpServer, ServedRequest } from '../../support/servers/http-server.js';
import { serveOpenAiSpeech } from '../../support/servers/openai-speech-server.js';

const KEY = 'planted-key-0123456789abcdef';
const accounts = { key: async () => KEY, azureRegion: 'westeurope', quiet: true };

async function asked(server: HttpServer, { provider, options }: ProfileEntry): Promise<ServedRequest> {
  const network = { accounts, clock: new SystemClock(), monitor: silentMonitor() };
  const voice = await (await cloudVoice({ provider, options }, network)).create();
  const spoken = await chunks(voice, "What's new in Anna's town?");
  await voice.close();
  await server.close();
  expect(spoken.length).toBeGreaterThan(0);
  return server.requests[0]!;
}

it('ElevenLabs: the voice with its own settings, the model, and sound that needs no conversion', async () => {
  const server = await serveElevenLabs({ apiKey: KEY });
  const settings = { stability: 0.6, similarityBoost: 0.7, style: 0.1, speakerBoost: false, speed: 0.9 };
  const own = { voice: 'JBFqnCBsd6RMkjVDRZzb', model: 'eleven_turbo_v2_5', ...settings };
  const { path, query, body } = await asked(server, {
    provider: 'elevenlabs',
    options: { baseUrl: server.baseUrl, ...own },
  });
  expect(path).toContain('/JBFqnCBsd6RMkjVDRZzb/stream');
  expect(query.get('output_format')).toBe('pcm_16000');
  expect(JSON.parse(body.toString())).toEqual({
    text: "What's new in Anna's town?",
    model_id: 'eleven_turbo_v2_5',
    voice_settings: { stability: 0.6, similarity_boost: 0.7, style: 0.1, use_speaker_boost: false, speed: 0.9 },
  });
});

it('ElevenLabs: the quick model, and the settings stored with the voice, where the profile says nothing', async () => {
  const server = await serveElevenLabs({ apiKey: KEY });
  const { body } = await asked(server, { provider: 'elevenlabs', options: { baseUrl: server.baseUrl } });
  expect(JSON.parse(body.toString())).toEqual({ text: "What's new in Anna's town?", model_id: 'eleven_flash_v2_5' });
});

it('Azure: the voice and its rate in SSML, in which the text stays text', async () => {
  const server = await serveAzureSpeech({ apiKey: KEY });
  const { headers, body } = await asked(server, {
    provider: 'azure',
    options: { baseUrl: server.baseUrl, voice: 'en-GB-RyanNeural', rate: '-5%' },
  });
  expect(headers['x-microsoft-outputformat']).toBe('raw-16khz-16bit-mono-pcm');
  expect(body.toString()).toContain(
    '<voice name="en-GB-RyanNeural"><prosody rate="-5%">What&apos;s new in Anna&apos;s town?</prosody></voice>',
  );
});

it('OpenAI: the voice and the model, as a stream of plain samples', async () => {
  const server = await serveOpenAiSpeech({ apiKey: KEY });
  const { body } = await asked(server, {
    provider: 'openai',
    options: { baseUrl: `${server.baseUrl}/v1`, voice: 'sage', model: 'gpt-4o-mini-tts' },
  });
  expect(JSON.parse(body.toString())).toMatchObject({
    voice: 'sage',
    model: 'gpt-4o-mini-tts',
    response_format: 'pcm',
  });
});
