/**
 * Says where an answer reads unlike English though no rule applies: small changes would make its words much likelier. One
 * such place proves little, so the evidence of about a sentence is added up.
 */
import type { FoundError } from './found-error.js';
import type { Change, Improvement } from './improvements.js';
import { associationsOf, improvementsOf } from './improvements.js';
import type { GrammarWord, Stretch } from './stretch.js';
import type { WordSequences } from './word-sequences.js';

/** Kind of the issues found here: softer than an error, without a suggestion. */
export const UNUSUAL = 'unusual';
export const UNUSUAL_MESSAGE = 'This sounds unusual in English.';

/**
 * Gain that good English reaches now and then with each change, log10. Removing a word always gains, adding one always
 * costs. Chosen so that about one correct sentence in 25 (of 20 words) reaches it.
 */
const USUAL_GAIN: Readonly<Record<Change, number>> = {
  'add-article': 0.7,
  'add-preposition': 0.3,
  'add-to': 0.3,
  'be-form': 0.8,
  confused: 0.9,
  'drop-article': 1.8,
  'drop-be': 1.7,
  'drop-preposition': 2.6,
  'drop-to': 0.6,
  plural: 0.4,
  singular: 1.4,
  'swap-article': 0.9,
  'swap-preposition': 1.6,
  'verb-form': 1.7,
};

/** Words that are judged together: about a sentence, since transcripts have no full stops. */
const BLOCK = 25;
/** Sum of e^(gain - usual gain) over the places of a block, weighed by {@link looseness}, from which on it is unusual. */
const LEAST_EVIDENCE = 4.75;
/** Mean association of the words of corrected sentences, log10 ({@link associationsOf}). */
const USUAL_ASSOCIATION = 0.62;
/** Words that go badly with one another make every place more suspect: how much, and how many words it takes to believe it. */
const ASSOCIATION_WEIGHT = 2;
const ASSOCIATION_WORDS = 10;

/** Above 1 where the words of a block go less well with one another than usual, below 1 where they go better. */
function looseness(block: readonly Stretch[], sequences: WordSequences): number {
  const associations = block.flatMap((stretch) => associationsOf(stretch, sequences));
  const missing = associations.reduce((sum, each) => sum + USUAL_ASSOCIATION - each, 0);
  return Math.exp((ASSOCIATION_WEIGHT * missing) / (associations.length + ASSOCIATION_WORDS));
}
/**
 * Evidence comes up by chance in every few words, so that a long correct answer gathers as much as a short wrong one: in an answer,
 * every word beyond a short sentence asks for more. Chosen on corrected sentences (docs/grammar.md).
 */
const SHORT_BLOCK = 15;
const MORE_PER_WORD = 0.4;

function leastEvidenceIn(words: number, oneSentence: boolean): number {
  return oneSentence ? LEAST_EVIDENCE : LEAST_EVIDENCE + MORE_PER_WORD * Math.max(0, words - SHORT_BLOCK);
}

/**
 * @param known errors that rules found: their places are no evidence
 * @param oneSentence the text is a single sentence with its full stop, judged as a whole; else it is an answer of unknown length
 */
export function findUnusual(
  stretches: readonly Stretch[],
  sequences: WordSequences,
  known: readonly { readonly start: number; readonly end: number }[],
  oneSentence: boolean,
): readonly FoundError[] {
  return blocksOf(stretches).flatMap((block): readonly FoundError[] => {
    const places = new Map<number, { readonly improvement: Improvement; readonly excess: number }>();
    for (const improvement of block.flatMap((stretch) => improvementsOf(stretch, sequences))) {
      if (known.some(({ start, end }) => improvement.start < end && start < improvement.end)) continue;
      const excess = improvement.gain - USUAL_GAIN[improvement.change];
      const best = places.get(improvement.start);
      if (!best || excess > best.excess) places.set(improvement.start, { improvement, excess });
    }
    const ranked = [...places.values()].sort((one, other) => other.excess - one.excess);
    const evidence = looseness(block, sequences) * ranked.reduce((sum, { excess }) => sum + Math.exp(excess), 0);
    const worst = ranked[0]?.improvement;
    const words = block.reduce((sum, stretch) => sum + stretch.words.length, 0);
    if (!worst || evidence < leastEvidenceIn(words, oneSentence)) return [];
    return [
      {
        rule: `unusual.${worst.change}`,
        kind: UNUSUAL,
        message: UNUSUAL_MESSAGE,
        start: worst.start,
        end: worst.end,
        suggestions: [],
      },
    ];
  });
}

/** Stretches of one sentence together; longer ones in parts. */
function blocksOf(stretches: readonly Stretch[]): readonly (readonly Stretch[])[] {
  const blocks: Stretch[][] = [];
  let size = 0;
  for (const stretch of stretches.flatMap((each) => partsOf(each))) {
    const last = blocks.at(-1);
    if (!last || stretch.startsSentence || size + stretch.words.length > 2 * BLOCK) {
      blocks.push([stretch]);
      size = stretch.words.length;
    } else {
      last.push(stretch);
      size += stretch.words.length;
    }
  }
  return blocks;
}

function partsOf(stretch: Stretch): readonly Stretch[] {
  const { words } = stretch;
  if (words.length <= 2 * BLOCK) return [stretch];
  const count = Math.ceil(words.length / BLOCK);
  const size = Math.ceil(words.length / count);
  return Array.from({ length: count }, (_, part): Stretch => {
    const own: readonly GrammarWord[] = words.slice(part * size, (part + 1) * size);
    return {
      words: own,
      startsSentence: part === 0 && stretch.startsSentence,
      isQuestion: false,
      hyphenated: false,
      afterHyphen: false,
      goesOn: false,
      said: [],
      before: [],
      beforeStartsSentence: false,
    };
  }).filter((part) => part.words.length > 0);
}
