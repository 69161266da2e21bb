/** Part-of-speech tags for the words of an answer. */
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
const MAX_KEPT = 256;
const kept = new Map<string, readonly (readonly Term[])[]>();

/** Tags words in order; give it words without fillers, which mislead the tagger. */
export function tagTokens(tokens: readonly Token[]): readonly TaggedToken[] {
  const text = tokens.map((token) => (token.endsSentence ? `${token.text}.` : token.text)).join(' ');
  let terms = kept.get(text);
  if (!terms) {
    terms = assign(tokens, parse(text));
    if (kept.size >= MAX_KEPT) kept.delete(kept.keys().next().value ?? '');
    kept.set(text, terms);
  }
  const found = terms;
  return tokens.map((token, index) => ({ token, terms: found[index] ?? [] }));
}

function parse(text: string): readonly RawTerm[] {
  if (text.trim() === '') return [];
  const { document } = loadTagger()(text) as unknown as { document: readonly (readonly RawTerm[])[] };
  return document.flat();
}

/** The tagger splits at hyphens and expands contractions: its terms go to tokens by counting letters. */
function assign(tokens: readonly Token[], raw: readonly RawTerm[]): readonly (readonly Term[])[] {
  let next = 0;
  return tokens.map((token) => {
    const wanted = letters(token.text);
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
      const word = term.implicit ?? term.normal;
      if (word) terms.push({ word, tags: term.tags ?? new Set() });
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
