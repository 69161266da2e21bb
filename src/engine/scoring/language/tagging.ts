/** Part-of-speech tags for the words of an answer. */
import { keepingRecent } from '../../kept-results.js';
import { loadTagger } from './load.js';
import type { Token } from './tokens.js';

/** A token with its tags; a contraction ("I've") has one entry per hidden word. */
export interface TaggedToken {
  readonly token: Token;
  readonly terms: readonly Term[];
}

export interface Term {
  /** Lower case; for hidden words of a contraction the word meant ("have"). */
  readonly word: string;
  readonly tags: ReadonlySet<string>;
}

/** As much of compromise's own document as is read here. */
interface RawTerm {
  readonly text: string;
  readonly normal: string;
  readonly implicit?: string;
  readonly tags?: Set<string>;
}

/** Answers are tagged again after every turn for the running estimate, so results are kept: 256 answers are two long tests. */
const KEPT_ANSWERS = 256;

/** Of each word of a text, which stands between single spaces. */
const termsOf = keepingRecent(KEPT_ANSWERS, (text) => assign(text.split(' '), parse(text)));

/** Thousands of words have the same few hundred sets of tags, so they share them. */
const tagsOf = keepingRecent(1000, (tags): ReadonlySet<string> => new Set(tags === '' ? [] : tags.split(' ')));

/** Tags words in order; give it words without fillers, which mislead the tagger. */
export function tagTokens(tokens: readonly Token[]): readonly TaggedToken[] {
  const terms = termsOf(tokens.map((token) => (token.endsSentence ? `${token.text}.` : token.text)).join(' '));
  return tokens.map((token, index) => ({ token, terms: terms[index] ?? [] }));
}

function parse(text: string): readonly RawTerm[] {
  if (text.trim() === '') return [];
  const { document } = loadTagger()(text) as unknown as { document: readonly (readonly RawTerm[])[] };
  return document.flat();
}

/** The tagger splits at hyphens and expands contractions: its terms go to words by counting letters. */
function assign(words: readonly string[], raw: readonly RawTerm[]): readonly (readonly Term[])[] {
  let next = 0;
  return words.map((word) => {
    const wanted = letters(word);
    const terms: Term[] = [];
    let taken = 0;
    for (;;) {
      const term = raw[next];
      if (!term) break;
      const size = letters(term.text);
      // A hidden word has no letters of its own and belongs to the word before it.
      if (taken >= wanted && size > 0) break;
      taken += size;
      next += 1;
      const meant = term.implicit ?? term.normal;
      if (meant) terms.push({ word: meant, tags: tagsOf([...(term.tags ?? [])].join(' ')) });
    }
    return terms;
  });
}

function letters(text: string): number {
  return text.replaceAll(/[^\p{L}\p{N}]/gu, '').length;
}

/** True when any hidden or visible word of the token has one of the tags. */
export function hasTag(tagged: TaggedToken | undefined, ...tags: readonly string[]): boolean {
  return tagged?.terms.some((term) => tags.some((tag) => term.tags.has(tag))) ?? false;
}
