/** flite, a small English voice that Linux distributions carry. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Availability } from '../../engine/ports/availability.js';
import type { TextToSpeech } from '../../engine/ports/text-to-speech.js';
import { findProgram } from '../child-process/find-program.js';
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
    : {
        available: false,
        why: `flite has no voice ${voice}`,
        remedy: voices.length > 0 ? `Choose one of ${voices.join(', ')}.` : REMEDY,
      };
}

export function createFlite(options: FliteOptions = {}): TextToSpeech {
  const { voice = DEFAULT_FLITE_VOICE, program = 'flite' } = options;
  return speechProgram({
    id: `flite:${voice}`,
    cacheKey: 'flite 1',
    provider: 'flite',
    program,
    args: ({ text, sound }) => ['-voice', voice, '-f', text, '-o', sound],
    remedy: REMEDY,
  });
}

async function installedVoices(path: string): Promise<readonly string[]> {
  try {
    const { stdout } = await promisify(execFile)(path, ['-lv'], { timeout: 5000 });
    return /Voices available:(.*)/.exec(stdout)?.[1]?.trim().split(/\s+/) ?? [];
  } catch {
    return [];
  }
}
