/** How long saying a typed text would take, when its writer does not tell: 150 words a minute, an easy pace. */
import { spacedWords } from '../text/words.js';

const SPOKEN_WORD_MS = 400;

export function spokenMs(text: string): number {
  return spacedWords(text).length * SPOKEN_WORD_MS;
}
