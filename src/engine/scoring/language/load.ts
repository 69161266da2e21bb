/**
 * Loads the heavy language data when first needed, never at program start: together about 0.3 s.
 * `prepareLanguage()` pays that price early, at a moment when nobody waits.
 */
import { createRequire } from 'node:module';
import type nlp from 'compromise/two';

export type Tagger = typeof nlp;

const require = createRequire(import.meta.url);

let tagger: Tagger | undefined;
let ranks: ReadonlyMap<string, number> | undefined;

/** Part-of-speech tagger (compromise, levels one and two: tokens and tags, no chunks). */
export function loadTagger(): Tagger {
  tagger ??= require('compromise/two') as Tagger;
  return tagger;
}

/** The 50,000 most frequent words in lower case, with their ranks, 1 = most frequent, from 51 million words of film subtitles (SUBTLEX-US). */
export function loadRanks(): ReadonlyMap<string, number> {
  if (ranks) return ranks;
  const read = new Map<string, number>();
  // Made by scripts/make-word-ranks.mjs: the most frequent first.
  const { words } = require('../../../../data/word-ranks.json') as { readonly words: readonly string[] };
  for (const word of words) read.set(word, read.size + 1);
  ranks = read;
  return ranks;
}

/** Loads everything scoring needs. Blocks for about 0.3 s the first time, returns at once after that. */
export function prepareLanguage(): void {
  loadTagger()('I think that this is ready, because we waited for it.');
  loadRanks();
}
