/** espeak-ng as installed on the system. It is another program under the GPL; only its command line is used. */
import type { Availability } from '../../engine/ports/availability.js';
import type { TextToSpeech } from '../../engine/ports/text-to-speech.js';
import { askProgram } from '../child-process/ask-program.js';
import { findProgram } from '../child-process/find-program.js';
import { speechProgram } from '../child-process/speech-program.js';
import { espeakArguments, espeakVoice, UNKNOWN_VOICE_REMEDY } from './espeak-voice.js';
import type { EspeakOptions } from './espeak-voice.js';

const REMEDY = 'Install it with: sudo apt-get install espeak-ng (macOS: brew install espeak-ng)';

export interface EspeakProgramOptions extends EspeakOptions {
  readonly program?: string;
}

export async function detectEspeakProgram(options: EspeakProgramOptions = {}): Promise<Availability> {
  const path = await findProgram(options.program ?? 'espeak-ng');
  return path === null
    ? { available: false, why: 'espeak-ng is not installed', remedy: REMEDY }
    : { available: true, detail: `espeak-ng, voice ${espeakVoice(options).voice}` };
}

export async function createEspeakProgram(options: EspeakProgramOptions = {}): Promise<TextToSpeech> {
  const voice = espeakVoice(options);
  const { program = 'espeak-ng' } = options;
  return speechProgram({
    id: `espeak-ng:${voice.voice}`,
    version: /text-to-speech:\s*(\S+)/.exec(await askProgram(program, '--version'))?.[1] ?? 'unknown',
    settings: String(voice.wordsPerMinute),
    provider: 'espeak-ng',
    program,
    args: ({ text, sound }) => espeakArguments(voice, text, sound),
    remedy: REMEDY,
    unknownVoice: { said: /voice does not exist/, remedy: UNKNOWN_VOICE_REMEDY },
  });
}
