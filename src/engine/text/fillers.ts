/** "Um", "er" and the like: pauses that are heard. They are never held against anybody, so whatever judges words reads the text without them. */

const FILLERS: ReadonlySet<string> = new Set('um umm uh uhm uhh er err erm ehm eh mm mmm hm hmm mhm ah ahh'.split(' '));

/** @param word without marks; "the ER" is a place, so a word in capitals is none, except in a text that has nothing else */
export function isFiller(word: string): boolean {
  return FILLERS.has(word.toLowerCase()) && !/^\p{Lu}{2,}$/u.test(word);
}

export interface TextWithoutFillers {
  readonly text: string;
  /** Where what stands from `start` to `end` here stands in the text with fillers. */
  readonly originally: (start: number, end: number) => { readonly start: number; readonly end: number };
}

const FILLER = `(?<![\\p{L}\\p{N}'’-])(?:${[...FILLERS].sort((a, b) => b.length - a.length).join('|')})(?![\\p{L}\\p{N}'’-])`;
const PAUSE = String.raw`\s*(?:,|\.{2,}|…|–|—)`;
/** One filler or several, with the marks that only they brought along: a comma on both sides, three dots. */
const RUN = new RegExp(`(\\s*,)?\\s*${FILLER}(?:(?:${PAUSE})?\\s+${FILLER})*(${PAUSE})?`, 'giu');

/** The same text as if they had not been said; "I, um, went" has no comma of its own. */
export function withoutFillers(text: string): TextWithoutFillers {
  let kept = '';
  /** Position in the text of each character that is kept. */
  const origins: number[] = [];
  const keep = (from: number, to: number): void => {
    kept += text.slice(from, to);
    for (let at = from; at < to; at += 1) origins.push(at);
  };
  let next = 0;
  for (const { 0: run, 1: comma = '', 2: pause = '', index } of text.matchAll(RUN)) {
    if (run.split(/[^\p{L}]+/u).some((word) => word !== '' && !isFiller(word))) continue;
    keep(next, index);
    if (comma !== '' && pause === '' && !/^[.?!]/.test(text.slice(index + run.length)))
      keep(index, index + comma.length);
    next = index + run.length;
    // "I went. Um. Then": the full stop was the filler's.
    if (/(?:^|[.?!…])\s*$/.test(kept)) next += /^[.?!,]*/.exec(text.slice(next))?.[0].length ?? 0;
  }
  keep(next, text.length);
  return {
    text: kept,
    originally: (start, end) => ({ start: origins[start] ?? start, end: (origins[end - 1] ?? end - 1) + 1 }),
  };
}
