/** What a speech program may be given: words to say, and nothing that it would take for a command. */
import { safeText } from '../../engine/text/safe-text.js';

/**
 * One line without control characters (espeak's embedded commands begin with one) and without square brackets
 * (`[[...]]` is phonemes to espeak and a command to macOS `say`). Empty when nothing is left to say.
 */
export function plainSpeech(text: string): string {
  const line = safeText(text)
    .replace(/[[\]\s]+/g, ' ')
    .trim();
  return /[\p{L}\p{N}]/u.test(line) ? line : '';
}
