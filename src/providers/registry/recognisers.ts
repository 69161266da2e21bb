/** Speech recognition, in the order of a profile. */
import { BUILT_IN_PROFILES } from '../../config/profiles/built-in-profiles.js';
import type { ProfileEntry } from '../../config/profiles/profile-schema.js';
import type { OptionsOf } from '../../config/profiles/provider-options.js';
import type { Clock } from '../../engine/ports/clock.js';
import type { SpeechToText } from '../../engine/ports/speech-to-text.js';
import { accountKey } from './accounts.js';
import type { RegisteredProvider } from './choose.js';
import { withoutUndefined } from './without-undefined.js';
import type { NetworkContext } from './network.js';

/** The ones that run on this machine, best first. */
export async function recognisers(clock: Clock): Promise<readonly RegisteredProvider<SpeechToText>[]> {
  const entries = BUILT_IN_PROFILES['offline']?.speechToText ?? [];
  return await Promise.all(entries.map(({ provider }) => embeddedRecogniser(provider, clock)));
}

/** @param clock the session's */
export async function recogniser(
  entry: ProfileEntry,
  clock: Clock,
  network: NetworkContext,
): Promise<RegisteredProvider<SpeechToText>> {
  if (entry.provider === 'deepgram')
    return await deepgram(entry.options as OptionsOf<'speechToText', 'deepgram'>, network);
  if (entry.provider === 'openai' || entry.provider === 'groq')
    return await transcription(entry.provider, entry.options as OptionsOf<'speechToText', 'openai'>, network);
  return await embeddedRecogniser(entry.provider, clock);
}

async function deepgram(
  options: OptionsOf<'speechToText', 'deepgram'>,
  { accounts, clock }: NetworkContext,
): Promise<RegisteredProvider<SpeechToText>> {
  const { apiKey, unavailable, offered } = await accountKey(accounts, 'deepgram');
  return {
    name: 'deepgram',
    networked: true,
    offered,
    detect: async () => unavailable ?? (await import('../deepgram/deepgram.js')).detectDeepgram({ apiKey }),
    create: async () =>
      (await import('../deepgram/deepgram.js')).createDeepgram({
        apiKey: apiKey ?? '',
        clock,
        ...withoutUndefined(options),
      }),
  };
}

async function transcription(
  vendor: 'openai' | 'groq',
  options: OptionsOf<'speechToText', 'openai'>,
  { accounts, clock }: NetworkContext,
): Promise<RegisteredProvider<SpeechToText>> {
  const { apiKey, unavailable, offered } = await accountKey(accounts, vendor);
  const load = () => import('../openai-transcription/openai-transcription.js');
  return {
    name: vendor,
    networked: true,
    offered,
    detect: async () => unavailable ?? (await load()).detectOpenAiTranscription({ apiKey, vendor }),
    create: async () =>
      (await load()).createOpenAiTranscription({ apiKey: apiKey ?? '', clock, vendor, ...withoutUndefined(options) }),
  };
}

async function embeddedRecogniser(name: string, clock: Clock): Promise<RegisteredProvider<SpeechToText>> {
  return name === 'sherpa' ? await sherpa(clock) : await registeredPocketsphinx(clock);
}

async function registeredPocketsphinx(clock: Clock): Promise<RegisteredProvider<SpeechToText>> {
  const { POCKETSPHINX_WARNING, pocketsphinx } = await import('../pocketsphinx/pocketsphinx.js');
  const { detectPocketsphinx } = await import('../pocketsphinx/detect.js');
  return {
    name: 'pocketsphinx',
    detect: () => detectPocketsphinx(),
    create: () => Promise.resolve(pocketsphinx({ clock })),
    warning: POCKETSPHINX_WARNING,
  };
}

async function sherpa(clock: Clock): Promise<RegisteredProvider<SpeechToText>> {
  const { findInstalledModel } = await import('../models/installed-models.js');
  const model = await findInstalledModel('recognition');
  if (model === null) return notPulled;
  const { detectSherpaRecogniser, sherpaRecogniser } = await import('../sherpa/sherpa-recogniser.js');
  return {
    name: 'sherpa',
    detect: () => detectSherpaRecogniser(model),
    create: () => Promise.resolve(sherpaRecogniser({ clock, model })),
  };
}

const notPulled: RegisteredProvider<SpeechToText> = {
  name: 'sherpa',
  detect: () =>
    Promise.resolve({
      available: false,
      why: 'no neural recognition model is installed',
      remedy: 'ielts-examiner models pull zipformer-en-20m',
    }),
  create: () => Promise.reject(new Error('a recogniser without a model was chosen')),
};
