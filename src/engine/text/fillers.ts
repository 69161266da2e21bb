/** "Um", "er" and the like: pauses that are heard. They are never held against anybody, so whatever judges words reads the text without them. */

const FILLERS: ReadonlySet<string> = new Set('um umm uh uhm uhh er err erm ehm eh mm mmm hm hmm mhm ah ahh'.split(' '));

/** @param word without marks; "the ER" is a place, so a word in capitals is none, except in a text that has nothing else */
export function isFiller(word: string): boolean {
  return FILLERS.has(word.toLowerCase()) && !/^\p{Lu}{2,}$/u.test(word);
}

/** What stands before or after the same letters where they mean something: "35 mm", "to err is human", "err on the side of caution". */
const NOT_MEANT: Readonly<Record<string, string>> = {
  mm: String.raw`(?<!\d\s?)mm`,
  err: String.raw`err(?!\s+(?:is\s+human|on\s+the\b))`,
};
const MEANT = /(?<=\d\s?)mm\b|\berr(?=\s+(?:is\s+human|on\s+the\b))/giu;

/** Where the text has words that look like fillers and are none. */
export function meantWords(text: string): ReadonlySet<number> {
  return new Set([...text.matchAll(MEANT)].map(({ index }) => index));
}

export interface TextWithoutFillers {
  readonly text: string;
  /** Where what stands from `start` to `end` here stands in the text with fillers. */
  readonly originally: (start: number, end: number) => { readonly start: number; readonly end: number };
}

const FILLER = `(?<![\\p{L}\\p{N}'’-])(?:${[...FILLERS]
  .sort((a, b) => b.length - a.length)
  .map((word) => NOT_MEANT[word] ?? word)
  .join('|')})(?![\\p{L}\\p{N}'’-])`;
const PAUSE = String.raw`\s*(?:,|\.{2,}|…|–|—)`;
/** One filler or several, with the pauses between and after them. What stands before them is looked for from there: a pattern would try every space. */
const RUN = new RegExp(`${FILLER}(?:(?:${PAUSE})?\\s+${FILLER})*(${PAUSE})?`, 'giu');

/** The same text as if they had not been said; "I, um, went" has no comma of its own. */
export function withoutFillers(text: string): TextWithoutFillers {
  const kept: string[] = [];
  /** Position in the text of each character that is kept. */
  const origins: number[] = [];
  const keep = (from: number, to: number): void => {
    kept.push(text.slice(from, to));
    for (let at = from; at < to; at += 1) origins.push(at);
  };
  const endsSentence = (): boolean => {
    let last = origins.length - 1;
    while (last >= 0 && isSpace(text[origins[last] ?? 0])) last -= 1;
    return last < 0 || /[.?!…]/.test(text[origins[last] ?? 0] ?? '');
  };
  let next = 0;
  for (const { 0: run, 1: pause = '', index } of text.matchAll(RUN)) {
    if (run.split(/[^\p{L}]+/u).some((word) => word !== '' && !isFiller(word))) continue;
    const after = index + run.length;
    // The marks that only the fillers brought along: a comma on both sides, three dots.
    const gap = beforeSpaces(text, index, next);
    const comma = gap > next && text[gap - 1] === ',' ? beforeSpaces(text, gap - 1, next) : gap;
    keep(next, comma);
    if (comma < gap && pause === '' && !/^[.?!]/.test(text.slice(after, after + 1))) keep(comma, gap);
    next = after;
    // "I went. Um. Then": the full stop was the filler's.
    if (endsSentence()) while (/[.?!,]/.test(text[next] ?? '')) next += 1;
  }
  keep(next, text.length);
  return {
    text: kept.join(''),
    originally: (start, end) => ({ start: origins[start] ?? start, end: (origins[end - 1] ?? end - 1) + 1 }),
  };
}

function isSpace(character: string | undefined): boolean {
  return character !== undefined && /\s/.test(character);
}

/** Where the white space before `end` begins, `least` at the earliest. */
function beforeSpaces(text: string, end: number, least: number): number {
  let at = end;
  while (at > least && isSpace(text[at - 1])) at -= 1;
  return at;
}
