/** Words and flags of a line as text. */
import type { ShownWord } from '../engine/reports/shown-words.js';
import type { LineFlag } from './view-types.js';

/** Where there is no faint type, one mark behind each run of doubtful words: `old harbour(?)`. */
export function markedTexts(words: readonly ShownWord[]): readonly string[] {
  return words.map(({ text, unclear }, index) => (unclear && words[index + 1]?.unclear !== true ? `${text}(?)` : text));
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
