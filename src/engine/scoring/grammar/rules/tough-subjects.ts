/** Who finds something difficult: "I am difficult to sleep", "we are impossible to find a job", "I am convenient to go". */
import { wordSet } from '../lexicon/word-set.js';
import type { Words } from '../phrases.js';
import { n, nounPhrase, pos, skipAdverbs } from '../phrases.js';
import { verbForms } from '../stretch.js';
import type { Match, Rule } from './rule.js';
import { match } from './rule.js';

/** Nobody is "possible" or "convenient", whatever is done. */
const OF_NOBODY = wordSet('possible necessary convenient inconvenient');
/** "I'm hard to please": easy or hard for others, who please me. */
const TOUGH = wordSet('difficult hard easy impossible');
/** Acts without an object: nobody else is slept or concentrated. */
const OF_ONESELF = wordSet('sleep concentrate relax graduate arrive travel succeed study exercise decide');
/** Acts on something, which is named after them where it is not the subject. */
const ON_SOMETHING = wordSet(
  'find learn understand speak get do remember buy cook eat read write use finish choose pass control express explain pronounce memorize memorise save spend earn leave change keep',
);
const WHEN = /^(?:days?|times?|years?|mornings?|nights?|weeks?|weekends?|moment|evenings?|nowadays)$/;

/** "I'm easy to find a present for", "she's hard to get hold of": the subject belongs to the last word. */
function isLeftOver(words: Words, from: number): boolean {
  for (let at = from; at < Math.min(words.length, from + 8); at += 1) {
    const next = pos(words, at + 1);
    const isLast = ['', 'CCONJ', 'SCONJ', 'ADP', 'ADV'].includes(next);
    if (/^(?:for|with|to|about|of|from|on|out|off|at|in|into|by)$/.test(n(words, at)) && isLast) return true;
  }
  return false;
}

function hasOwnObject(words: Words, verb: number): boolean {
  if (/^(?:it|them|everything|something|anything)$/.test(n(words, verb + 1))) return true;
  const phrase = nounPhrase(words, verb + 1);
  return phrase !== null && !WHEN.test(n(words, phrase.head)) && !/^(?:this|that)$/.test(n(words, phrase.start));
}

function toughSubject(words: Words, index: number): Match | null {
  const subject = n(words, index - 1);
  if (!/^(?:i|we|he|she)$/.test(subject) || !/^(?:am|'m|are|'re|is|'s|was|were)$/.test(n(words, index))) return null;
  const at = skipAdverbs(words, index + 1);
  const verb = at + 2;
  if (n(words, at + 1) !== 'to' || !verbForms(words[verb]).has('base')) return null;
  if (OF_NOBODY.has(n(words, at))) return match(index, at + 1);
  if (!TOUGH.has(n(words, at)) || isLeftOver(words, verb + 1)) return null;
  const lemma = words[verb]?.lemma ?? '';
  const isOwn = OF_ONESELF.has(lemma) || (ON_SOMETHING.has(lemma) && hasOwnObject(words, verb));
  return isOwn ? match(index, at + 1) : null;
}

export const toughSubjectRules: readonly Rule[] = [
  {
    id: 'person-possible',
    kind: 'wordChoice',
    message: 'The act is easy, hard or possible, not the person: "it is hard for me to".',
    at: toughSubject,
  },
];
