/** The dictionary form of a word, by spelling rules and the frequency list: enough to see that "walked" and "walking" are one word. */
import { keepingRecent } from '../../kept-results.js';
import { inflect, irregularBase, singular } from '../grammar/inflection.js';
import { rankOf } from './frequency.js';
import { memoized } from '../../kept-results.js';

/** Not what they look like: no forms of "even", "morn", "wed", "leave" or "find". */
const WHOLE = new Set(
  'evening morning during wedding ceiling sibling something nothing anything everything interesting left found felt saw building feeling news ground need thing spring string'.split(
    ' ',
  ),
);
/** A stem rarer than this is no everyday verb. */
const KNOWN_RANK = 15_000;
const KEPT_WORDS = 20_000;

/** Takes lower case, straight apostrophes; "neighbour's" and "neighbours" both give "neighbour". */
export const lemmaOf = keepingRecent(KEPT_WORDS, (normal) =>
  find(normal.replace(/'(?:s|re|ve|ll|d|m)?$/, '').replace(/n't$/, '')),
);

function find(word: string): string {
  if (WHOLE.has(word)) return word;
  const irregular = irregularBase(word);
  if (irregular !== null) return irregular;
  const one = singular(word);
  if (one !== null && isKnown(one)) return one;
  for (const [ending, form] of ENDINGS) {
    if (!word.endsWith(ending) || word.length < ending.length + 3) continue;
    const stem = word.slice(0, -ending.length);
    const bases = [`${stem}e`, stem, stem.slice(0, -1), `${stem.slice(0, -1)}y`];
    const base = bases.find((candidate) => isKnown(candidate) && inflect(candidate, form) === word);
    if (base !== undefined) return base;
  }
  return word;
}
const ENDINGS = [
  ['ing', 'ing'],
  ['ed', 'past'],
] as const;

function isKnown(word: string): boolean {
  return (rankOf(word) ?? Infinity) < KNOWN_RANK;
}

/** Words that say nothing of what is talked about: function words, and what fits every topic. */
const EMPTY = new Set(
  (
    'a an the this that these those and or but so because if although though while when where why how who whom whose which what as than then ' +
    'i me my mine myself you your yours yourself he him his himself she her hers it its itself we us our ours they them their theirs ' +
    'be is am are was were been being do does did done have has had having will would shall should can could may might must ought ' +
    'not no yes yeah well of in on at to from for with by about into over under up down out off between through during before after again ' +
    'there here very really quite rather too also just only even still already yet always never often sometimes usually ever maybe perhaps probably ' +
    'some any many much more most few little lot lots all every each both other another one ones own same such first next last several ' +
    'say tell know think mean like want need go come get make take give let see look seem find use try keep put ask feel become happen start ' +
    'thing things something anything nothing everything somebody someone anybody people person way kind sort part bit time day good bad big great nice ' +
    'important different able sure true course fact example reason opinion question describe prefer enjoy love let please okay ok um uh er actually ' +
    'now today new old long around else enough less least though however since until'
  ).split(' '),
);

export interface Lemma {
  readonly lemma: string;
  /** 0.25 for the commonest words to 1 for rare ones: how much it says that two texts share it. */
  readonly weight: number;
}

/** Content words of a text as different lemmas, in order of their first use. */
export const contentLemmas = memoized((words: readonly string[]): readonly Lemma[] => {
  const seen = new Set<string>();
  return words.flatMap((word) => {
    const lemma = lemmaOf(word);
    if (EMPTY.has(word.replace(/n't$/, '')) || EMPTY.has(lemma) || lemma.length < 3 || seen.has(lemma)) return [];
    seen.add(lemma);
    const rank = rankOf(lemma) ?? rankOf(word) ?? 10_000;
    return [{ lemma, weight: Math.min(1, Math.max(0.25, (Math.log10(rank) - 1.8) / 2)) }];
  });
});
