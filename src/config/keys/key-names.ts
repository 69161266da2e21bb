/** The accounts whose keys the program knows. */
import { didYouMean } from '../../engine/text/nearest.js';
import { safeText } from '../../engine/text/safe-text.js';
import { AppError } from '../../engine/errors.js';

export const KEYS = {
  deepgram: { label: 'Deepgram', variable: 'DEEPGRAM_API_KEY' },
  groq: { label: 'Groq', variable: 'GROQ_API_KEY' },
  openai: { label: 'OpenAI', variable: 'OPENAI_API_KEY' },
  elevenlabs: { label: 'ElevenLabs', variable: 'ELEVENLABS_API_KEY' },
  azure: { label: 'Azure Speech', variable: 'AZURE_SPEECH_KEY' },
} as const;

export type KeyName = keyof typeof KEYS;
export const KEY_NAMES = Object.keys(KEYS) as readonly KeyName[];

export function isKeyName(name: string): name is KeyName {
  return Object.hasOwn(KEYS, name);
}

/** Throws AppError `keys.unknown` (exit code 2). */
export function keyNameOf(name: string): KeyName {
  if (isKeyName(name)) return name;
  throw new AppError({
    code: 'keys.unknown',
    // The key itself may have been given instead of its name.
    message:
      name.length > 20
        ? 'This is no name of a key.'
        : `There is no key "${safeText(name)}"${didYouMean(name, KEY_NAMES)}`,
    remedy: `Choose one of: ${KEY_NAMES.join(', ')}. The key itself is asked for, never given on the command line.`,
    exitCode: 2,
  });
}
