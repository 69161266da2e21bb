/** Notes to the candidate about cloud providers: one short line when another takes over. Details are in the report. */
import { safeLine } from '../engine/text/safe-text.js';
import type { SessionEventOf } from '../engine/session/log/events.js';
import { PORT_NAMES } from '../engine/reports/wording.js';

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

/** Whether a provider is in the cloud. Others stand by for it, so its failure alone is not worth a warning. */
export function isCloud(provider: string): boolean {
  return Object.hasOwn(CLOUDS, vendorOf(provider));
}

/** Why it failed, for {@link switchedNote}. */
export function reasonOf({ code, setting }: SessionEventOf<'provider.failed'>): string {
  return setting === undefined ? code : `${code}.${setting}`;
}

/** @param reason the newest failure of the provider that was replaced; null when there was none */
export function switchedNote({ port, from, to }: SessionEventOf<'provider.switched'>, reason: string | null): string {
  return `${PORT_NAMES[port]}: ${failureText(from, reason)}; going on with ${nameOf(to)}.`;
}

export function recoveredNote({ port, provider }: SessionEventOf<'provider.recovered'>): string {
  return `${PORT_NAMES[port]}: ${nameOf(provider)} works again.`;
}

/** The note for a port that goes on without a provider: the question bank replaces a language model, and a report needs no assessor. */
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
