/** What a candidate is told of providers in the cloud: one quiet line when another takes over. The report has the rest. */
import type { SessionEventOf } from '../engine/session/events.js';
import { PORT_NAMES } from '../engine/reports/text.js';
import { safeLine } from './text-format.js';

const CLOUDS: Readonly<Record<string, string>> = {
  deepgram: 'Deepgram',
  openai: 'OpenAI',
  groq: 'Groq',
  elevenlabs: 'ElevenLabs',
  azure: 'Azure',
  local: 'the local model',
};

const REASONS: Readonly<Record<string, string>> = {
  'provider.authentication': 'does not accept the key',
  'provider.quota': 'has no credit left',
  'provider.rateLimited': 'is asked too often',
  'provider.invalidRequest': 'refused the request',
  'provider.invalidRequest.model': 'does not know the model in your profile',
  'provider.invalidRequest.voice': 'does not know the voice in your profile',
};

/** Somebody stands by for these, so that their failure alone is not worth a warning. */
export function isCloud(provider: string): boolean {
  return Object.hasOwn(CLOUDS, vendorOf(provider));
}

/** Why it failed, for {@link switchedNote}. */
export function reasonOf({ code, setting }: SessionEventOf<'provider.failed'>): string {
  return setting === undefined ? code : `${code}.${setting}`;
}

/** @param reason of the newest failure of whoever served before, where there was one */
export function switchedNote({ port, from, to }: SessionEventOf<'provider.switched'>, reason: string | null): string {
  return `${PORT_NAMES[port]}: ${failureText(from, reason)}; going on with ${nameOf(to)}.`;
}

export function recoveredNote({ port, provider }: SessionEventOf<'provider.recovered'>): string {
  return `${PORT_NAMES[port]}: ${nameOf(provider)} works again.`;
}

/** Nobody stands by for a language model, the question bank does, nor for an assessor, without whom the report is made. */
export function goesOnNote(event: SessionEventOf<'provider.failed'>): string {
  return `${PORT_NAMES[event.port]}: ${failureText(event.provider, reasonOf(event))}; the test goes on.`;
}

function failureText(provider: string, reason: string | null): string {
  return `${nameOf(provider)} ${(reason === null ? undefined : REASONS[reason]) ?? 'is not answering'}`;
}

function nameOf(provider: string): string {
  return CLOUDS[vendorOf(provider)] ?? safeLine(vendorOf(provider));
}

function vendorOf(provider: string): string {
  return provider.split(':')[0] ?? provider;
}
