/** Splits a transcript into words to show, and marks the doubtful ones. */
import { safeLine } from '../engine/text/safe-text.js';
import type { Word } from '../engine/ports/word.js';
import type { LineFlag, ShownWord } from './view-types.js';

/** Below this confidence (0 to 1) a word is more likely wrong than right, and is marked. */
const UNCLEAR_BELOW = 0.5;

/**
 * The words of `text` (which carries the punctuation), each marked by the confidence of its recognised word. Where text and
 * words do not pair up one to one, the recognised words are shown themselves.
 */
export function shownWords(text: string, words: readonly Word[]): readonly ShownWord[] {
  const written = safeLine(text).split(' ').filter(Boolean);
  const unclear = words.map((word) => word.confidence !== null && word.confidence < UNCLEAR_BELOW);
  if (!unclear.includes(true)) return written.map((each) => ({ text: each, unclear: false }));
  if (written.length === words.length) {
    return written.map((each, index) => ({ text: each, unclear: unclear[index] === true }));
  }
  return words.map((word, index) => ({ text: safeLine(word.text), unclear: unclear[index] === true }));
}

/** The word with its mark as text, which needs no colour: `harbour(?)`. */
export function wordText(word: ShownWord): string {
  return word.unclear ? `${word.text}(?)` : word.text;
}

const FLAG_TEXTS: Readonly<Record<LineFlag, string>> = {
  interrupted: 'interrupted',
  repeated: 'repeated',
  rephrased: 'in other words',
  prompt: 'prompt',
  typed: 'typed',
  timeUp: 'time was up',
  noAnswer: 'no answer',
  notRecognised: 'words not recognised',
};

export function flagText(flag: LineFlag): string {
  return FLAG_TEXTS[flag];
}
