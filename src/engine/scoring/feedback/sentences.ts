/** The sentences of an answer, where its text tells where they end; else the whole answer is one. */
import type { AnalyzedTurn } from '../language/analysis.js';

export interface Sentence {
  readonly start: number;
  /** Behind its full stop. */
  readonly end: number;
  readonly words: number;
}

export function sentencesOf({ turn, words }: AnalyzedTurn): readonly Sentence[] {
  const sentences: Sentence[] = [];
  let [from, start] = [0, words[0]?.token.start ?? 0];
  for (const [index, { token }] of words.entries()) {
    if (!token.endsSentence && index < words.length - 1) continue;
    const mark = /^[.!?]+/.exec(turn.text.slice(token.end))?.[0] ?? '';
    sentences.push({ start, end: token.end + mark.length, words: index - from + 1 });
    [from, start] = [index + 1, words[index + 1]?.token.start ?? 0];
  }
  return sentences;
}
