/** Finds errors in a tagged answer: by rules, and by statistics where they are at hand. */
import type { FoundError } from './found-error.js';
import { findMisspellings } from './misspellings.js';
import { ALL_RULES } from './rules/all-rules.js';
import { findSoundAlikes } from './sound-alikes.js';
import type { Stretch } from './stretch.js';
import { endsSentence, stretchesOf } from './stretch.js';
import type { TaggedWord } from './tagged-word.js';
import { findUnusual } from './unusual.js';
import type { WordSequences } from './word-sequences.js';

export interface FindOptions {
  /** Errors found by other means: they come first where two find the same words. */
  readonly known?: readonly FoundError[];
  /** Left out: rules only. */
  readonly sequences?: WordSequences | null;
}

/** @returns errors in order, none overlapping another */
export function findErrors(tagged: readonly TaggedWord[], options: FindOptions = {}): readonly FoundError[] {
  const stretches = stretchesOf(tagged);
  const found = [...stretches.flatMap((stretch) => byRules(stretch)), ...(options.known ?? [])];
  const byRule = withoutOverlaps(found.filter((error) => !isPutRightAtOnce(error, tagged)));
  if (!options.sequences) return byRule;
  const marked = tagged.some(({ pos, text }) => pos === 'PUNCT' && endsSentence(text));
  const alike = findSoundAlikes(stretches, marked);
  const misspelt = findMisspellings(stretches, options.sequences, marked);
  const known = withoutOverlaps([...byRule, ...alike, ...misspelt]);
  return withoutOverlaps([...known, ...findUnusual(stretches, options.sequences, known, isOneSentence(tagged))]);
}

/** "They was they were late": who says it right in the next breath needs no correction. */
function isPutRightAtOnce({ start, end, suggestions }: FoundError, tagged: readonly TaggedWord[]): boolean {
  const spoken = tagged.filter(({ pos }) => pos !== 'SPACE' && pos !== 'PUNCT');
  const after = spoken.filter((word) => word.start >= end).map(({ text }) => text.toLowerCase().replaceAll('’', "'"));
  // "He don't he doesn't": the negation belongs to what was said wrong.
  if (after[0] === "n't") after.shift();
  const before = spoken.findLast((word) => word.end <= start)?.text.toLowerCase();
  return suggestions.some((better) => {
    const words = better.split(' ').filter((word) => word !== '');
    // One word alone may come again by chance: with the one before it, it does not.
    const said = words.length === 1 && before !== undefined ? [before, ...words] : words;
    const again = said.flatMap((word) => (/.n['’]t$/.test(word) ? [word.slice(0, -3), "n't"] : [word]));
    return said.length > 1 && again.every((word, index) => after[index] === word);
  });
}

/** One full stop, at the end. Transcripts without punctuation have none, however many sentences they are. */
function isOneSentence(tagged: readonly TaggedWord[]): boolean {
  const marks = tagged.flatMap(({ pos, text }, index) => (pos === 'PUNCT' && endsSentence(text) ? [index] : []));
  return marks[0] !== undefined && tagged.slice(marks[0]).every(({ pos }) => pos === 'PUNCT' || pos === 'SPACE');
}

function byRules(stretch: Stretch): readonly FoundError[] {
  const found: FoundError[] = [];
  for (const rule of ALL_RULES) {
    for (let index = 0; index < stretch.words.length; index += 1) {
      const hit = rule.at(stretch.words, index, stretch);
      const first = stretch.words[hit?.from ?? 0];
      const last = stretch.words[(hit?.to ?? 1) - 1];
      if (!hit || !first || !last) continue;
      // "We need a rules-based system", "the greenhouse-gas emissions".
      if ((stretch.hyphenated && hit.to === stretch.words.length) || (stretch.afterHyphen && hit.from === 0)) continue;
      found.push({
        rule: rule.id,
        kind: rule.kind,
        message: rule.message,
        start: first.start,
        end: last.end,
        suggestions: hit.better === undefined ? [] : [hit.better],
      });
    }
  }
  return found;
}

/** The first in the list wins. */
function withoutOverlaps(errors: readonly FoundError[]): readonly FoundError[] {
  const kept: FoundError[] = [];
  for (const error of errors) {
    if (!kept.some(({ start, end }) => error.start < end && start < error.end)) kept.push(error);
  }
  return kept.sort((one, other) => one.start - other.start || one.end - other.end);
}
