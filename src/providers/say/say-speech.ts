/** The voices of macOS. */
import { release } from 'node:os';
import type { Availability } from '../../engine/ports/availability.js';
import type { TextToSpeech } from '../../engine/ports/text-to-speech.js';
import { findProgram } from '../child-process/find-program.js';
import { speechProgram } from '../child-process/speech-program.js';

const REMEDY = 'Voices are managed in System Settings > Accessibility > Spoken Content; `say -v ?` lists them.';
const SAMPLE_RATE = 22_050;

export interface SayOptions {
  /** British English comes with every macOS as Daniel. */
  readonly voice?: string;
  readonly program?: string;
  readonly platform?: NodeJS.Platform;
}

export async function detectSay(options: SayOptions = {}): Promise<Availability> {
  const { voice = 'Daniel', program = 'say', platform = process.platform } = options;
  // Other systems may have a program of that name.
  if (platform !== 'darwin')
    return { available: false, why: 'say is a program of macOS', remedy: 'Use another voice.' };
  return (await findProgram(program)) === null
    ? { available: false, why: 'say was not found on the search path', remedy: REMEDY }
    : { available: true, detail: `macOS say, voice ${voice}` };
}

export function createSay({ voice = 'Daniel', program = 'say' }: SayOptions = {}): TextToSpeech {
  return speechProgram({
    id: `say:${voice}`,
    // The voices come with the system: its version is theirs.
    version: release(),
    settings: String(SAMPLE_RATE),
    provider: 'say',
    program,
    args: ({ text, sound }) => [
      ...['-v', voice, '-f', text, '-o', sound],
      ...['--file-format=WAVE', `--data-format=LEI16@${String(SAMPLE_RATE)}`],
    ],
    remedy: REMEDY,
  });
}
