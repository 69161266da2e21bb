/** Puts together what was recognised of one turn in several stretches: a turn may be taken up again after it was thought over. */
import type { TurnTranscript } from '../ports/speech-to-text.js';
import { spacedWords } from '../text/words.js';

export function joinTexts(first: string, second: string): string {
  return [first.trim(), second.trim()].filter((text) => text !== '').join(' ');
}

/** Both with times from the same beginning. The confidence is that of all words together. */
export function joinTranscripts(first: TurnTranscript | null, second: TurnTranscript): TurnTranscript {
  if (first === null) return second;
  return {
    ...second,
    text: joinTexts(first.text, second.text),
    words: [...first.words, ...second.words],
    confidence: meanConfidence(first, second),
  };
}

function meanConfidence(first: TurnTranscript, second: TurnTranscript): number | null {
  if (first.confidence === null) return second.confidence;
  if (second.confidence === null) return first.confidence;
  const [before, after] = [spacedWords(first.text).length, spacedWords(second.text).length];
  const words = before + after;
  return words === 0 ? second.confidence : (first.confidence * before + second.confidence * after) / words;
}
