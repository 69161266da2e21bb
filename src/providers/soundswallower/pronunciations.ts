/** Pronunciations for words that the dictionary lacks but whose parts it has: inflected forms and compounds. */

const VOICELESS = new Set(['P', 'T', 'K', 'F', 'TH']);
const SIBILANTS = new Set(['S', 'Z', 'SH', 'ZH', 'CH', 'JH']);
/** Shorter halves make compounds out of anything. */
const SHORTEST_HALF = 3;

export type Lookup = (word: string) => string | null;

/** Words to look up before `derivePronunciation` can be asked about `word`. */
export function partsOf(word: string): readonly string[] {
  const stems = stemsOf(word).map(({ stem }) => stem);
  return [...new Set([...stems, ...[word, ...stems].flatMap((whole) => halvesOf(whole).flat())])];
}

/** Phones such as "W EH B S AY T", or null when no rule fits. */
export function derivePronunciation(word: string, lookup: Lookup): string | null {
  for (const { stem, ending } of stemsOf(word)) {
    const phones = lookup(stem) ?? compound(stem, lookup);
    if (phones !== null) return `${phones} ${ending(phones.split(' ').at(-1) ?? '')}`;
  }
  return compound(word, lookup);
}

function compound(word: string, lookup: Lookup): string | null {
  for (const [first, second] of halvesOf(word)) {
    const [start, end] = [lookup(first), lookup(second)];
    if (start !== null && end !== null) return `${start} ${end}`;
  }
  return null;
}

interface Stem {
  readonly stem: string;
  /** The ending's phones, which depend on the stem's last sound. */
  ending(last: string): string;
}

function plural(last: string): string {
  if (SIBILANTS.has(last)) return 'IH Z';
  return VOICELESS.has(last) ? 'S' : 'Z';
}

function past(last: string): string {
  if (last === 'T' || last === 'D') return 'IH D';
  return VOICELESS.has(last) || SIBILANTS.has(last)
    ? last === 'Z' || last === 'JH' || last === 'ZH'
      ? 'D'
      : 'T'
    : 'D';
}

const ENDINGS: readonly (readonly [suffix: string, replacements: readonly string[], (last: string) => string])[] = [
  ["'s", [''], plural],
  ["s'", ['', 's'], plural],
  ['ies', ['y'], plural],
  ['es', ['e', ''], plural],
  ['s', [''], plural],
  ['ied', ['y'], past],
  ['ed', ['e', ''], past],
  ['ing', ['', 'e'], () => 'IH NG'],
  ['ly', ['', 'le'], () => 'L IY'],
  ['ness', ['', 'y'], () => 'N AH S'],
  ['less', [''], () => 'L AH S'],
  ['er', ['', 'e'], () => 'ER'],
];

function stemsOf(word: string): readonly Stem[] {
  return ENDINGS.flatMap(([suffix, replacements, ending]) => {
    if (!word.endsWith(suffix)) return [];
    const base = word.slice(0, -suffix.length);
    const doubled = /([b-df-hj-np-tv-z])\1$/.test(base) ? [base.slice(0, -1)] : [];
    const stems = [...replacements.map((replacement) => base + replacement), ...doubled];
    return stems.filter((stem) => stem.length >= 2).map((stem) => ({ stem, ending }));
  });
}

/** Two words written as one, the longest first half first; a hyphen shows where. */
function halvesOf(word: string): readonly (readonly [string, string])[] {
  const hyphen = word.indexOf('-');
  if (hyphen > 0) return [[word.slice(0, hyphen), word.slice(hyphen + 1)]];
  const halves: [string, string][] = [];
  for (let at = word.length - SHORTEST_HALF; at >= SHORTEST_HALF; at -= 1)
    halves.push([word.slice(0, at), word.slice(at)]);
  return halves;
}
