/** Discourse markers: expressions that link ideas, by kind. */

export const MARKER_KINDS = [
  'addition',
  'contrast',
  'reason',
  'result',
  'example',
  'order',
  'condition',
  'stance',
  'comparison',
] as const;
export type MarkerKind = (typeof MARKER_KINDS)[number];

/** Plain "and", "but" and "so" are left out: everybody uses them, at every level. */
const MARKERS: Readonly<Record<MarkerKind, readonly string[]>> = {
  addition: [
    'also',
    'besides',
    'in addition',
    'as well',
    'on top of that',
    'moreover',
    'furthermore',
    'not only',
    'what is more',
  ],
  contrast: [
    'however',
    'although',
    'though',
    'even though',
    'whereas',
    'while',
    'on the other hand',
    'on the contrary',
    'despite',
    'in spite of',
    'instead',
    'otherwise',
    'having said that',
  ],
  reason: ['because', 'since', 'due to', 'because of', 'the reason', 'thanks to', "that's why", 'that is why'],
  result: [
    'therefore',
    'as a result',
    'consequently',
    'so that',
    'which means',
    'that means',
    'in the end',
    'eventually',
  ],
  example: [
    'for example',
    'for instance',
    'such as',
    "let's say",
    'especially',
    'in particular',
    'particularly',
    'like when',
  ],
  order: [
    'first',
    'firstly',
    'first of all',
    'secondly',
    'then',
    'after that',
    'finally',
    'at first',
    'to begin with',
    'later on',
    'when i was',
  ],
  condition: ['if', 'unless', 'as long as', 'in case', 'it depends', 'provided'],
  stance: [
    'i think',
    'i believe',
    'i guess',
    'i suppose',
    'in my opinion',
    'to be honest',
    'personally',
    'actually',
    'in fact',
    'i would say',
    "i'd say",
    'as far as',
    'i feel like',
    'obviously',
    'generally',
  ],
  comparison: [
    'compared to',
    'compared with',
    'rather than',
    'similarly',
    'in the same way',
    'as well as',
    'more than',
    'less than',
    'just like',
    'unlike',
  ],
};

const byFirstWord = new Map<string, { readonly kind: MarkerKind; readonly words: readonly string[] }[]>();
for (const kind of MARKER_KINDS) {
  for (const marker of MARKERS[kind]) {
    const words = marker.split(' ');
    const first = words[0] ?? '';
    byFirstWord.set(
      first,
      [...(byFirstWord.get(first) ?? []), { kind, words }].sort((one, other) => other.words.length - one.words.length),
    );
  }
}

/** Everybody's connectives, which are no markers, and what answers begin with. */
const PLAIN_CONNECTIVES: readonly string[] = ['and', 'but', 'so', 'or', 'when', 'well', 'yes', 'no', 'yeah'];
/** Markers of these kinds join clauses; those of the others stand inside them, too ("also", "especially"). */
const JOINING: readonly MarkerKind[] = ['contrast', 'reason', 'result', 'order', 'condition'];

const connectives = new Set([
  ...PLAIN_CONNECTIVES,
  ...JOINING.flatMap((kind) => MARKERS[kind].filter((marker) => !marker.includes(' '))),
]);

/** Whether a lower-case word joins a clause to what was said before. */
export function isConnective(word: string): boolean {
  return connectives.has(word);
}

/** Words in the longest marker. */
export const LONGEST_MARKER = 5;

export interface Marker {
  readonly kind: MarkerKind;
  readonly text: string;
  /** Index of its first word. */
  readonly index: number;
}

/** Discourse markers in a list of lower-case words, longest match first, none inside another. */
export function markersIn(words: readonly string[]): readonly Marker[] {
  const found: Marker[] = [];
  let index = 0;
  while (index < words.length) {
    const at = index;
    const match = byFirstWord
      .get(words[at] ?? '')
      ?.find((marker) => marker.words.every((word, offset) => words[at + offset] === word));
    if (match) found.push({ kind: match.kind, text: match.words.join(' '), index: at });
    index += match?.words.length ?? 1;
  }
  return found;
}
