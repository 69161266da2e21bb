/** Takes words out of texts: each letter becomes an x, so that lengths, offsets and word counts stay as they are. */

export interface Redaction {
  /** The text without the words. */
  text(text: string): string;
  /** Texts that follow one another, in which a phrase may begin in one and end in the next. */
  texts(texts: readonly string[]): readonly string[];
  /** Indices of the words of a list that are taken out, phrases of several words included. */
  indices(words: readonly string[]): readonly number[];
  /** The words of a list without those at these indices. */
  words(words: readonly string[], gone: ReadonlySet<number>): readonly string[];
  /** How many words at the end of a list begin a phrase, which may go on. */
  begun(words: readonly string[]): number;
  /** How often the words are in a text. */
  count(text: string): number;
}

const LETTER = /[\p{L}\p{N}]/gu;

/** @param phrases words or several of them in a row; case does not matter, and only whole words count */
export function redaction(phrases: readonly string[]): Redaction {
  const wanted = phrases.map(plainWords).filter((words) => words.length > 0);
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{N}])(?:${wanted.map((words) => words.map(escaped).join('[\\s\\p{P}]+')).join('|') || '(?!)'})(?![\\p{L}\\p{N}])`,
    'giu',
  );
  const withoutWords = (text: string): string => text.replace(pattern, crossedOut);
  const matches = (phrase: readonly string[], plain: readonly string[], at: number): boolean =>
    phrase.every((word, offset) => plain[at + offset] === word);
  return {
    text: withoutWords,
    texts: (texts) => {
      const whole = withoutWords(texts.filter((text) => text !== '').join(' '));
      let at = 0;
      return texts.map((text) => {
        const part = whole.slice(at, at + text.length);
        if (text !== '') at += text.length + 1;
        return part;
      });
    },
    indices: (words) => {
      const plain = words.map(plainWord);
      const found = new Set<number>();
      for (const phrase of wanted) {
        for (let at = 0; at + phrase.length <= plain.length; at++) {
          if (!matches(phrase, plain, at)) continue;
          for (let offset = 0; offset < phrase.length; offset++) found.add(at + offset);
        }
      }
      return [...found].sort((one, other) => one - other);
    },
    words: (words, gone) =>
      words.map((word, index) => {
        if (!gone.has(index)) return word;
        const changed = withoutWords(word);
        return changed === word ? crossedOut(word) : changed;
      }),
    begun: (words) => {
      const plain = words.map(plainWord);
      const lengths = wanted.flatMap((phrase) =>
        phrase
          .map((_, index) => index)
          .filter((n) => n > 0 && n <= plain.length && matches(phrase.slice(0, n), plain, plain.length - n)),
      );
      return Math.max(0, ...lengths);
    },
    count: (text) => text.match(pattern)?.length ?? 0,
  };
}

/** A letter of two UTF-16 units becomes two. */
function crossedOut(text: string): string {
  return text.replace(LETTER, (letter) => 'x'.repeat(letter.length));
}

function plainWord(word: string): string {
  return plainWords(word).join(' ');
}

function plainWords(text: string): readonly string[] {
  return (text.toLowerCase().match(/[\p{L}\p{N}'’]+/gu) ?? [])
    .map((word) => word.replaceAll('’', "'").replace(/^'+|'+$|'s$/g, ''))
    .filter((word) => word !== '');
}

function escaped(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll("'", "['’]");
}
