import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { KeyName } from '../../../src/config/keys/key-names.js';
import { resolveProfile } from '../../../src/config/profiles/resolve-profile.js';
import { NO_ACCOUNTS } from '../../../src/providers/registry/accounts.js';
import { languageModel } from '../../../src/providers/registry/language-models.js';
import { openProviders } from '../../../src/providers/registry/open-providers.js';
import type { RequestedProviders } from '../../../src/providers/registry/types.js';
import { SystemClock } from '../../../src/providers/system-clock/system-clock.js';
import { silentMonitor } from '../../support/provider-monitor.js';

/** Nobody is asked: providers connect when a session opens them. */
async function chosenWith(
  keys: readonly KeyName[],
  requested: RequestedProviders = {},
  profile = 'auto',
  previous: RequestedProviders = {},
) {
  const looked: KeyName[] = [];
  const providers = await openProviders({
    clock: new SystemClock(),
    requested,
    previous,
    acoustic: true,
    profile: resolveProfile(profile, {}),
    accounts: {
      key: async (name) => {
        looked.push(name);
        return keys.includes(name) ? `planted-key-of-${name}` : null;
      },
      azureRegion: 'westeurope',
      quiet: profile === 'auto',
    },
  });
  providers.voiceActivity.close();
  const chosen = Object.fromEntries(providers.chosen.map(({ port, provider }) => [port, provider.split(':')[0]]));
  return {
    chosen,
    looked: new Set(looked),
    missing: providers.missing.map(({ provider }) => provider),
    model: providers.languageModel,
  };
}

describe('with keys, each port has its cloud on its own', () => {
  it('none: what this machine has, and nobody is told of clouds', async () => {
    const { chosen, missing, model } = await chosenWith([]);
    expect(chosen['speechToText']).not.toBe('deepgram');
    expect(model).toBeNull();
    for (const cloud of ['deepgram', 'elevenlabs', 'azure', 'openai', 'groq']) expect(missing).not.toContain(cloud);
  });

  it('some: those ports alone; the rest stays on this machine', async () => {
    const { chosen } = await chosenWith(['azure', 'groq', 'openai']);
    expect(chosen).toMatchObject({ textToSpeech: 'azure', languageModel: 'groq' });
    expect(chosen['speechToText']).not.toBe('deepgram');
  });

  it('a typed test hears nobody, and tells of a recogniser that does not exist all the same', async () => {
    const typed = { clock: new SystemClock(), acoustic: false };
    const { speechToText, voiceActivity } = await openProviders({ ...typed, requested: { speechToText: 'deepgram' } });
    voiceActivity.close();
    expect(speechToText).toBeNull();
    await expect(openProviders({ ...typed, requested: { speechToText: 'deepgrm' } })).rejects.toMatchObject({
      code: 'config.unknownProvider',
    });
  });

  it('a typed test that began as a spoken one has what rates the sound of the answers before', async () => {
    const typed = { clock: new SystemClock(), acoustic: false, requested: { textToSpeech: 'none', grammar: 'none' } };
    const alignerWhen = async (spokenBefore: boolean) => {
      const { wordAligner, speechToText, voiceActivity } = await openProviders({ ...typed, spokenBefore });
      voiceActivity.close();
      await wordAligner?.close();
      return [wordAligner?.id ?? null, speechToText];
    };
    expect(await alignerWhen(true)).toEqual(['soundswallower:en-us', null]);
    expect(await alignerWhen(false)).toEqual([null, null]);
  });

  it('all: the preferred cloud of each port', async () => {
    expect((await chosenWith(['deepgram', 'elevenlabs', 'azure', 'openai'])).chosen).toMatchObject({
      speechToText: 'deepgram',
      textToSpeech: 'elevenlabs',
      languageModel: 'openai',
    });
  });

  it('the profile cloud tells which keys are missing; offline looks for none', async () => {
    expect((await chosenWith([], {}, 'cloud')).missing).toEqual(
      expect.arrayContaining(['deepgram', 'elevenlabs', 'groq']),
    );
    expect((await chosenWith(['deepgram', 'groq'], {}, 'offline')).looked.size).toBe(0);
  });

  it('one that is asked for goes first, and embedded ones ask for no key', async () => {
    const requested = { textToSpeech: 'openai', speechToText: 'none', languageModel: 'none' };
    expect((await chosenWith(['elevenlabs', 'openai'], requested)).chosen).toMatchObject({ textToSpeech: 'openai' });
    const embedded = { textToSpeech: 'espeak', speechToText: 'none', languageModel: 'none' };
    expect((await chosenWith(['elevenlabs'], embedded)).looked.size).toBe(0);
    await expect(chosenWith([], { languageModel: 'groq' })).rejects.toMatchObject({
      code: 'provider.unavailable',
      remedy: expect.stringContaining('keys set groq'),
    });
  });

  it('what a test used until now goes first, what it did without stays away, and what is gone is replaced', async () => {
    const keys = ['elevenlabs', 'openai', 'groq'] as const;
    const { chosen, model } = await chosenWith(keys, {}, 'auto', { textToSpeech: 'openai', languageModel: 'none' });
    expect(chosen['textToSpeech']).toBe('openai');
    expect(model).toBeNull();
    const offline = { textToSpeech: 'espeak', speechToText: 'none', languageModel: 'none' };
    expect((await chosenWith(keys, {}, 'auto', offline)).chosen).toMatchObject({
      textToSpeech: 'espeak',
      speechToText: 'none',
    });
    const gone = await chosenWith(['openai'], {}, 'cloud', { textToSpeech: 'elevenlabs', languageModel: 'groq' });
    expect(gone.chosen).toMatchObject({ textToSpeech: 'openai', languageModel: 'openai' });
    expect(gone.missing).toContain('elevenlabs');
    const withGroq = await chosenWith(keys, { languageModel: 'groq' }, 'auto', { languageModel: 'none' });
    expect(withGroq.chosen).toMatchObject({ languageModel: 'groq' });
  });
});

describe('a model server on this machine', () => {
  it('is asked once who it is: one that is busy a moment later is used all the same', async () => {
    let asked = 0;
    const server = createServer((_, response) => {
      asked += 1;
      if (asked === 1) response.end('{"data":[{"id":"llama3.1:8b"}]}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const baseUrl = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/v1`;
    const context = { accounts: NO_ACCOUNTS, clock: new SystemClock(), monitor: silentMonitor() };
    const local = await languageModel({ provider: 'local', options: { baseUrl } }, context);
    expect(await local.detect()).toMatchObject({ available: true });
    expect((await local.create()).id).toBe('local:llama3.1:8b');
    expect(asked).toBe(1);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
});
