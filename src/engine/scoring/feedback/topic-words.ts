/** Words that belong to what an answer is about, and that it does not use. */
import { semanticClassesOf, wordsOfClass, type SemanticClass } from '../answers/semantic-classes.js';
import type { AnalyzedTurn } from '../language/analysis.js';
import { rankOf } from '../language/frequency.js';
import { lemmaOf } from '../language/lemma.js';
import { tokenize } from '../language/tokens.js';

/** So many different words of one class of meaning, or an answer's topic is not known. */
const FEWEST_IN_CLASS = 4;
/** Rarer than what everybody says, and not so rare that only some situation needs it. The list of ranks is of films. */
const RANKS = { from: 4000, to: 15_000 };
const MOST_WORDS = 3;

/** Up to three, the commonest first; none where the answer is about no class of meaning, or about two of them alike. */
export function unusedTopicWords({ turn, words }: AnalyzedTurn): readonly string[] {
  const lemmas = new Set([
    ...words.map(({ token }) => lemmaOf(token.normal)),
    ...tokenize(turn.question).map(({ normal }) => lemmaOf(normal)),
  ]);
  const counts = new Map<SemanticClass, number>();
  for (const lemma of lemmas)
    for (const name of semanticClassesOf(lemma)) counts.set(name, (counts.get(name) ?? 0) + 1);
  const [best, second] = [...counts].toSorted((one, other) => other[1] - one[1]);
  if (!best || best[1] < FEWEST_IN_CLASS || best[1] === second?.[1]) return [];
  return wordsOfClass(best[0])
    .map((word) => ({ word, rank: rankOf(word) ?? Infinity }))
    .filter(({ word, rank }) => rank >= RANKS.from && rank <= RANKS.to && !lemmas.has(word))
    .toSorted((one, other) => one.rank - other.rank)
    .slice(0, MOST_WORDS)
    .map(({ word }) => word);
}
