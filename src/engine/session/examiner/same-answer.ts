/** Final transcripts mend a word here and there: that does not make what was begun on the partial one worthless. */

/** Share of words that may differ; one word always may. */
const TOLERANCE = 0.1;

export function isSameAnswer(early: string, final: string): boolean {
  const [first, second] = [wordsOf(early), wordsOf(final)];
  const left = new Map<string, number>();
  for (const word of first) left.set(word, (left.get(word) ?? 0) + 1);
  let shared = 0;
  for (const word of second) {
    const count = left.get(word) ?? 0;
    if (count === 0) continue;
    left.set(word, count - 1);
    shared += 1;
  }
  const longer = Math.max(first.length, second.length);
  return longer - shared <= Math.max(longer > 3 ? 1 : 0, Math.floor(longer * TOLERANCE));
}

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}']+/gu) ?? [];
}
