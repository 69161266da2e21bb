/** What English words ask for, as natural logarithms: how likely sentences end after them, begin with them, and what follows or precedes them. */

export interface Odds {
  readonly end: number;
  /** Of the word at the beginning of a sentence, by how often it is said anywhere. */
  readonly start: number;
  readonly thenPreposition: number;
  readonly thenAdjective: number;
  /** As `start`, after a determiner. */
  readonly afterDeterminer: number;
}

/** Of a word; undefined: of the place before the first and behind the last. */
export type WordOdds = (word: string | undefined) => Odds;

/** Each of `odds` has one character for each word. The first word, "?", stands for all that are not in the list. */
export interface WordOddsTable {
  readonly words: string;
  readonly odds: Readonly<Record<keyof Odds, string>>;
}

/** Quarters, from the least on: fine enough, and one printed character each. */
export const ODDS_STEPS = { least: -7, most: 4, each: 0.25, firstCode: 35 } as const;

const NO_WORD: Odds = {
  end: ODDS_STEPS.least,
  start: 0,
  thenPreposition: ODDS_STEPS.least,
  thenAdjective: ODDS_STEPS.least,
  afterDeterminer: ODDS_STEPS.least,
};

export function wordOdds({ words, odds }: WordOddsTable): WordOdds {
  const places = new Map(words.split(' ').map((word, place) => [word, place]));
  const at = (name: keyof Odds, place: number): number =>
    ODDS_STEPS.least + (odds[name].charCodeAt(place) - ODDS_STEPS.firstCode) * ODDS_STEPS.each;
  return (word) => {
    if (word === undefined) return NO_WORD;
    const place = places.get(word) ?? 0;
    return {
      end: at('end', place),
      start: at('start', place),
      thenPreposition: at('thenPreposition', place),
      thenAdjective: at('thenAdjective', place),
      afterDeterminer: at('afterDeterminer', place),
    };
  };
}
