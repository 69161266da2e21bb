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

const LETTER = /[\p{L}\p{N}\p{M}]/gu;
const JOINED_BEFORE = /(?:[\p{L}\p{N}\p{M}'’]+-)*$/u;
const JOINED_BEHIND = /^(?:-[\p{L}\p{N}\p{M}'’]+)*/u;
/** No word is longer. */
const LONGEST_WORD = 100;
const WORD = /[\p{L}\p{N}\p{M}'’]+/gu;

/** @param phrases words or several of them in a row; case does not matter, and only whole words count */
export function redaction(phrases: readonly string[]): Redaction {
  const wanted = phrases.map(plainWords).filter((words) => words.length > 0);
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{N}])(?:${wanted.map((words) => words.map(spelled).join('[\\s\\p{P}]+')).join('|') || '(?!)'})(?![\\p{L}\\p{N}\\p{M}])`,
    'giu',
  );
  const withoutWords = (text: string): string => {
    let without = text;
    for (const { index, 0: found } of text.matchAll(pattern)) {
      const [from, to] = inOneWord(text, index, index + found.length);
      without = without.slice(0, from) + crossedOutWord(without.slice(from, to)) + without.slice(to);
    }
    return without;
  };
  const matches = (phrase: readonly string[], parts: readonly Part[], at: number): boolean =>
    phrase.every((word, offset) => parts[at + offset]?.word === word);
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
      const parts = partsOf(words);
      const found = new Set<number>();
      for (const phrase of wanted) {
        for (const at of parts.keys()) {
          if (!matches(phrase, parts, at)) continue;
          for (const { index } of parts.slice(at, at + phrase.length)) found.add(index);
        }
      }
      return [...found].sort((one, other) => one - other);
    },
    words: (words, gone) => words.map((word, index) => (gone.has(index) ? crossedOutWord(word) : word)),
    begun: (words) => {
      const parts = partsOf(words);
      const first = wanted.flatMap((phrase) =>
        phrase
          .map((_, index) => index)
          .filter((n) => n > 0 && n <= parts.length && matches(phrase.slice(0, n), parts, parts.length - n))
          .map((n) => parts[parts.length - n]?.index ?? words.length),
      );
      return words.length - Math.min(words.length, ...first);
    },
    count: (text) => text.match(pattern)?.length ?? 0,
  };
}

/** A letter of two UTF-16 units becomes two. */
function crossedOut(text: string): string {
  return text.replace(LETTER, (letter) => 'x'.repeat(letter.length));
}

/** With what is written in one word with it, as in "Anna-Maria". */
function inOneWord(text: string, from: number, to: number): readonly [from: number, to: number] {
  const before = JOINED_BEFORE.exec(text.slice(Math.max(0, from - LONGEST_WORD), from))?.[0] ?? '';
  const behind = JOINED_BEHIND.exec(text.slice(to, to + LONGEST_WORD))?.[0] ?? '';
  return [from - before.length, to + behind.length];
}

/** All of it: whatever else a recogniser has written in one word with a name may be a part of it. */
function crossedOutWord(word: string): string {
  const [ending = ''] = /['’]s\P{L}*$/iu.exec(word) ?? [];
  return crossedOut(word.slice(0, word.length - ending.length)) + ending;
}

/** A recogniser may write several words as one, such as "Anna-Maria". */
interface Part {
  readonly word: string;
  /** Of the word it is a part of. */
  readonly index: number;
}

function partsOf(words: readonly string[]): readonly Part[] {
  return words.flatMap((word, index) => plainWords(word).map((part) => ({ word: part, index })));
}

function plainWords(text: string): readonly string[] {
  return (text.normalize('NFC').toLowerCase().match(WORD) ?? [])
    .map((word) => word.replaceAll('’', "'").replace(/^'+|'+$|'s$/g, ''))
    .filter((word) => word !== '');
}

/** As a pattern; a letter with an accent may be written as one character, or as two. */
function spelled(word: string): string {
  const forms = new Set([word, word.normalize('NFD')]);
  return `(?:${[...forms].map((form) => escaped(form)).join('|')})`;
}

function escaped(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll("'", "['’]");
}
