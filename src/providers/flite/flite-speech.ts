/** flite, a small English voice that Linux distributions carry. */
import type { Availability } from '../../engine/ports/availability.js';
import { ProviderError } from '../../engine/ports/provider-error.js';
import type { TextToSpeech } from '../../engine/ports/text-to-speech.js';
import { safeText } from '../../engine/text/safe-text.js';
import { askProgram } from '../child-process/ask-program.js';
import { findProgram } from '../child-process/find-program.js';
import { plainAsciiSpeech } from '../child-process/plain-speech.js';
import { speechProgram } from '../child-process/speech-program.js';

/** The clearest of the voices that come with it; `rms` is its male counterpart, `awb` Scottish. */
export const DEFAULT_FLITE_VOICE = 'slt';
const REMEDY = 'Install it with: sudo apt-get install flite';

export interface FliteOptions {
  /** A voice named by `flite -lv`. */
  readonly voice?: string;
  readonly program?: string;
}

export async function detectFlite(options: FliteOptions = {}): Promise<Availability> {
  const { voice = DEFAULT_FLITE_VOICE, program = 'flite' } = options;
  const path = await findProgram(program);
  if (path === null) return { available: false, why: 'flite is not installed', remedy: REMEDY };
  const voices = await installedVoices(path);
  return voices.includes(voice)
    ? { available: true, detail: `flite, voice ${voice}` }
    : { available: false, why: `flite has no voice ${safeText(voice)}`, remedy: choiceOf(voices) };
}

/** Rejects with a ProviderError (`invalidRequest`) that names the voices when there is no such voice. */
export async function createFlite(options: FliteOptions = {}): Promise<TextToSpeech> {
  const { voice = DEFAULT_FLITE_VOICE, program = 'flite' } = options;
  const [about, voices] = await Promise.all([askProgram(program, '--version'), installedVoices(program)]);
  // flite itself would quietly speak with another voice, and would load a path or an address as one.
  if (!voices.includes(voice) && (voices.length > 0 || voice !== DEFAULT_FLITE_VOICE)) throw noVoice(voice, voices);
  return speechProgram({
    id: `flite:${voice}`,
    version: /version:\s*(?:flite-)?(\S+)/.exec(about)?.[1] ?? 'unknown',
    provider: 'flite',
    program,
    args: ({ text, sound }) => ['-voice', voice, '-f', text, '-o', sound],
    prepare: plainAsciiSpeech,
    remedy: REMEDY,
  });
}

/** Empty when it does not say. */
async function installedVoices(program: string): Promise<readonly string[]> {
  const listed = /Voices available:(.*)/.exec(await askProgram(program, '-lv'))?.[1] ?? '';
  return listed.split(/\s+/).filter((name) => name !== '');
}

function noVoice(voice: string, voices: readonly string[]): ProviderError {
  return new ProviderError({
    provider: 'flite',
    kind: 'invalidRequest',
    message: `flite has no voice ${safeText(voice)}.`,
    remedy: choiceOf(voices),
    retryable: false,
  });
}

function choiceOf(voices: readonly string[]): string {
  return voices.length > 0 ? `Choose one of ${voices.join(', ')}.` : REMEDY;
}
