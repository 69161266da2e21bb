/** Takes words out of texts: each letter becomes an x, so that lengths, offsets and word counts stay as they are. */

export interface Redaction {
  /** The text without the words. */
  text(text: string): string;
  /** Indices of the words of a list that are taken out, phrases of several words included. */
  indices(words: readonly string[]): readonly number[];
}

/** @param phrases words or several of them in a row; case does not matter, and only whole words count */
export function redaction(phrases: readonly string[]): Redaction {
  const wanted = phrases.map(plainWords).filter((words) => words.length > 0);
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{N}])(?:${wanted.map((words) => words.map(escaped).join('[\\s\\p{P}]+')).join('|') || '(?!)'})(?![\\p{L}\\p{N}])`,
    'giu',
  );
  return {
    text: (text) => text.replace(pattern, (found) => found.replace(/[\p{L}\p{N}]/gu, 'x')),
    indices: (words) => {
      const plain = words.map((word) => plainWords(word).join(' '));
      const found = new Set<number>();
      for (const phrase of wanted) {
        for (let at = 0; at + phrase.length <= plain.length; at++) {
          if (phrase.every((word, offset) => plain[at + offset] === word)) {
            for (let offset = 0; offset < phrase.length; offset++) found.add(at + offset);
          }
        }
      }
      return [...found].sort((one, other) => one - other);
    },
  };
}

function plainWords(text: string): readonly string[] {
  return (text.toLowerCase().match(/[\p{L}\p{N}']+/gu) ?? []).map((word) => word.replace(/^'+|'+$|'s$/g, ''));
}

function escaped(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
