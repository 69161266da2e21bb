/** Something named twice in a relative clause: "the car which I bought it is fast", "he is a person who I trust him". */
import { PEOPLE, ROLES } from '../lexicon/nouns.js';
import { wordSet } from '../lexicon/word-set.js';
import type { Words } from '../phrases.js';
import { BE_FINITE, n, opensClause, pos, skipAdverbs, THINKING } from '../phrases.js';
import { singular } from '../inflection.js';
import { verbForms } from '../stretch.js';
import type { Match, Rule } from './rule.js';
import { match } from './rule.js';

/** "The day that I met him", "the fact that he bought it", "the way that she does it": the clause lacks nothing. */
const NO_OBJECTS = wordSet(
  'day days time times moment moments year years week weeks month months night summer winter hour minute date age reason reasons way ways fact facts idea ideas news point ' +
    'feeling hope truth evidence proof problem problems case speed extent degree manner impression thought belief chance possibility fear risk moral',
);
/** "The place that I saw it": where it was seen. */
const PLACES = wordSet(
  'place places shop shops store market city town village country school house home restaurant room area website app street part corner hotel university',
);
/** One likes the place itself. */
const OF_PLACES = wordSet('like love visit enjoy recommend prefer');
/** What is done to a person, who needs no further word. */
const OF_PERSONS = wordSet(
  'trust love like respect admire know meet help miss hate visit see understand remember follow call',
);
const OF_THINGS = wordSet('buy like love use visit read watch see enjoy prefer eat choose recommend play learn study');
/** What "that" goes on from: "it's a pity that I see it so late" and "a tradition that we watch it" lack nothing. */
const THINGS = wordSet(
  'thing person man woman boy girl book film movie place food game song friend gift phone car app show subject country city programme program sport dish',
);
/** "The film that I saw it was", "it is a game that I play it": "I told my friend that I love him" and "such a good game that I play it" are right. */
function isDescribed(words: Words, noun: number): boolean {
  if (!THINGS.has(n(words, noun))) return false;
  const start = pos(words, noun - 1) === 'ADJ' ? noun - 2 : noun - 1;
  const determiner = n(words, start);
  if (determiner === 'the' && opensClause(words, start)) return BE_FINITE.has(n(words, noun + 5));
  return /^(?:a|an)$/.test(determiner) && BE_FINITE.has(n(words, start - 1));
}
const GOES_ON = wordSet('and but because so in at on last every since when very');

const isPerson = (noun: string): boolean => {
  const one = singular(noun) ?? noun;
  return noun === 'people' || PEOPLE.has(one) || ROLES.has(one);
};

function saidTwice(words: Words, index: number): Match | null {
  const noun = n(words, index - 1);
  if (!/^(?:who|which|that)$/.test(n(words, index)) || pos(words, index - 1) !== 'NOUN' || NO_OBJECTS.has(noun))
    return null;
  if (!/^(?:i|we|you|they|he|she)$/.test(n(words, index + 1))) return null;
  if (n(words, index) === 'that' && !isDescribed(words, index - 1)) return null;
  const at = skipAdverbs(words, index + 2);
  const verb = words[at];
  if (!verb || verb.pos !== 'VERB' || verbForms(verb).size === 0 || THINKING.has(verb.n)) return null;
  const pronoun = n(words, at + 1);
  const person = isPerson(noun);
  if (!(person ? /^(?:him|her|them)$/ : /^(?:it|them)$/).test(pronoun)) return null;
  // "The girl who I know her mother", "which I let them use": the pronoun belongs to what follows.
  const next = n(words, at + 2);
  const follows =
    next === '' || BE_FINITE.has(next) || /^(?:has|had|have|can|will|makes)$/.test(next) || GOES_ON.has(next);
  const fits = (person ? OF_PERSONS : PLACES.has(noun) ? OF_PLACES : OF_THINGS).has(verb.lemma);
  return follows && fits ? match(at + 1, at + 2, '') : null;
}

export const resumptiveRules: readonly Rule[] = [
  { id: 'said-twice', kind: 'pronoun', message: 'The noun was named before: no pronoun here.', at: saidTwice },
];
