/** What can go wrong with audio devices, in words. */
import { ProviderError } from '../../engine/ports/provider-error.js';
import { safeText } from '../../engine/text/safe-text.js';
import type { AudioProcessProblem } from './protocol.js';

export type AudioEnd = 'microphone' | 'speaker' | 'devices';

export const PROVIDER = 'portaudio';

/** Always of kind `unavailable`. @param detail as the audio process or PortAudio put it */
export function audioProblem(
  end: AudioEnd,
  problem: AudioProcessProblem | 'silent' | 'slow',
  detail: string,
): ProviderError {
  const { message, remedy } = wording(end, problem, safeText(detail).replace(/\s+/g, ' ').slice(0, 300));
  return new ProviderError({ provider: PROVIDER, kind: 'unavailable', message, remedy, retryable: false });
}

const OTHER_ENDS: Readonly<Record<AudioEnd, string>> = {
  microphone: 'answer from files or by typing (--input FILE|FOLDER|text)',
  speaker: 'read the questions on the screen',
  devices: 'answer from files or by typing (--input FILE|FOLDER|text)',
};

function wording(
  end: AudioEnd,
  problem: AudioProcessProblem | 'silent' | 'slow',
  detail: string,
): { message: string; remedy: string } {
  const thing = end === 'devices' ? 'audio devices' : end;
  const otherwise = OTHER_ENDS[end];
  switch (problem) {
    case 'notInstalled':
      return { message: `Audio devices cannot be used: ${detail}.`, remedy: missingRemedy(detail) };
    case 'noDevice':
      return {
        message: `No ${thing} was found on this machine${detail}.`,
        remedy: `Plug in a headset and try again, or ${otherwise}.`,
      };
    case 'unknownDevice':
      return {
        message: `The ${thing} cannot be used: ${detail}.`,
        remedy: 'See ielts-examiner devices list for the names.',
      };
    case 'refused':
      return {
        message: `The ${thing} cannot be opened: ${detail}.`,
        remedy: `Close other programs that use it, see ielts-examiner devices list, or ${otherwise}.`,
      };
    case 'lost':
      // Asking for the devices is no use of one: a machine without sound ends the process too.
      if (end === 'devices') {
        return {
          message: `The audio devices of this machine cannot be listed: ${detail}.`,
          remedy: `Check that its sound works in other programs, or ${otherwise}.`,
        };
      }
      return {
        message: `The ${thing} is gone: ${detail}.`,
        remedy: `Plug it in again and resume, or ${otherwise}.`,
      };
    case 'silent':
      return {
        message: `The ${thing} delivers nothing: ${detail}.`,
        remedy: `Check that it is plugged in and not held by another program, or ${otherwise}.`,
      };
    case 'slow':
      return {
        message: `The ${thing} does not take any sound: ${detail}.`,
        remedy: `Check that it is plugged in and not held by another program, or ${otherwise}.`,
      };
  }
}

/** The package, or a library of the system that it needs. */
function missingRemedy(detail: string): string {
  return /libasound/.test(detail)
    ? "Install the system's sound library (Debian: apt install libasound2)."
    : 'Run npm install naudiodon, which needs Python, make and a C++ compiler.';
}
