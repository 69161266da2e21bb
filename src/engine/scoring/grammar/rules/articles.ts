/** A singular count noun without any determiner: "he is teacher", "I have car", "go to cinema". */
import { COUNT_NOUNS, PEOPLE, ROLES } from '../lexicon/nouns.js';
import { wordSet } from '../lexicon/word-set.js';
import type { Words } from '../phrases.js';
import { n, opensSimpleClause, pos, SUBJECTS, written } from '../phrases.js';
import { numberOf, verbForms } from '../stretch.js';
import type { Match, Rule } from './rule.js';
import { match } from './rule.js';

const article = (next: string): string => (/^(?:[aeio]|u(?!ni|s|ti)|hour|honest)/.test(next) ? 'an' : 'a');

/** Index of the noun at the end of adjectives and nouns that begin here; null when something else stands there. */
function bareNoun(words: Words, start: number): number | null {
  let at = start;
  if (/^(?:very|really|quite|so)$/.test(n(words, at)) && pos(words, at + 1) === 'ADJ') at += 1;
  while (pos(words, at) === 'ADJ' && at < start + 3) at += 1;
  if (pos(words, at) !== 'NOUN') return null;
  while (pos(words, at + 1) === 'NOUN') at += 1;
  if (['PROPN', 'ADJ', 'NUM'].includes(pos(words, at + 1)) || n(words, at + 1).startsWith("'")) return null;
  return at;
}
const NO_ARTICLE_BEFORE = wordSet(
  'same next last first second other such another own different more most less many several only enough all both each every',
);

/** "She is teacher", "he became good doctor". */
function role(words: Words, index: number): Match | null {
  const verb = words[index];
  if (!verb || !(verb.lemma === 'be' || verb.n === 'become' || verb.n === 'became' || /^(?:'m|'s|'re)$/.test(verb.n)))
    return null;
  const start = index + 1;
  if (NO_ARTICLE_BEFORE.has(n(words, start))) return null;
  const at = bareNoun(words, start);
  if (at === null || !ROLES.has(n(words, at))) return null;
  // "The head of the group is teacher" aside; "her name is King", "my job is teacher" and "that's man" are no roles.
  if (verb.n === "'s" && !SUBJECTS.has(n(words, index - 1))) return null;
  if (verb.n === 'being' || (/^(?:of|and|or)$/.test(n(words, at + 1)) && n(words, at + 1) === 'of')) return null;
  // "They were teacher and pupil"; "team leader at a call centre", "head chef at the hotel": there is one of a kind.
  if (n(words, at + 1) === 'and' && pos(words, at + 2) === 'NOUN' && /^(?:are|were|'re)$/.test(verb.n)) return null;
  const isOneOfAKind =
    at > start &&
    (/^(?:leader|manager|director|secretary)$/.test(n(words, at)) || /^(?:head|deputy)$/.test(n(words, start)));
  if (isOneOfAKind && /^(?:of|for|at)$/.test(n(words, at + 1))) return null;
  if (n(words, at) === 'man' && n(words, start) === 'best') return null;
  if (/^(?:child|boy|girl|king|man)$/.test(n(words, at)) && at === start && verb.n !== 'is' && verb.n !== 'was')
    return null;
  return match(start, at + 1, `${article(n(words, start))} ${written(words, start, at + 1)}`);
}

const HAVING = wordSet('have has had buy bought want wants get got need needs find make choose');
/** Have no meaning without an article when they are things that one owns or gets. */
const OWNED_THINGS = wordSet(`
  car house job dog cat brother sister son daughter bicycle bike computer laptop phone smartphone boyfriend girlfriend friend problem question idea family apartment
  flat garden teacher ticket chance opportunity dream goal book reason meeting party trip conversation plan baby child camera robot boss shop restaurant picture salary degree
`);
const ADJECTIVES_FOR_A = wordSet(
  'good bad big small great new nice beautiful difficult strong different special important serious large long short huge happy better normal close real simple wonderful',
);

/** "I have car", "we want big house". */
function owned(words: Words, index: number): Match | null {
  if (!HAVING.has(n(words, index)) || !['VERB', 'AUX'].includes(pos(words, index))) return null;
  const start = index + 1;
  if (NO_ARTICLE_BEFORE.has(n(words, start))) return null;
  const at = bareNoun(words, start);
  if (at === null) return null;
  const noun = n(words, at);
  // "She had reason to be late".
  if (noun === 'reason' && n(words, at + 1) === 'to') return null;
  const described =
    at > start && ADJECTIVES_FOR_A.has(n(words, start)) && COUNT_NOUNS.has(noun) && !UNCOUNTED.has(noun);
  if (!described && !(at === start && OWNED_THINGS.has(noun))) return null;
  if (/^(?:and|or)$/.test(n(words, at + 1)) && !described) return null;
  if (noun === 'family' && n(words, index) !== 'have' && n(words, index) !== 'has') return null;
  return match(start, at + 1, `${article(n(words, start))} ${written(words, start, at + 1)}`);
}
export const UNCOUNTED = wordSet(
  'time work school experience life food weather sleep light space noise business culture exercise water room change sport language process value control development service quality support society family ' +
    'form fashion industry color colour sound night reason competition education television paper film people size condition art media care influence influences knowledge law skill taste luck look shape level use choice technique progress communication performance day',
);

/** "It is problem", "this is good idea". */
function thing(words: Words, index: number): Match | null {
  const be = n(words, index);
  if (!/^(?:is|was|'s|be)$/.test(be)) return null;
  if (
    !/^(?:it|this|that|there|which|will|would|can|he|she)$/.test(n(words, index - 1)) ||
    (be === "'s" && pos(words, index) === 'PART')
  )
    return null;
  const start = index + 1;
  if (NO_ARTICLE_BEFORE.has(n(words, start))) return null;
  const at = bareNoun(words, start);
  if (at === null) return null;
  const noun = n(words, at);
  if (!COUNT_NOUNS.has(noun) || UNCOUNTED.has(noun)) return null;
  if (
    at === start
      ? !/^(?:problem|question|chance|place|mistake|reason|example|dream|city|country|joke|film|movie|book|game|idea|difference|disadvantage|advantage|part|person|house|village|town)$/.test(
          noun,
        )
      : !ADJECTIVES_FOR_A.has(n(words, start))
  )
    return null;
  if (noun === 'part' && at === start) return null;
  // "It was nice meeting you", "it's great right now".
  if (/..ing$/.test(noun) && noun !== 'thing' && ['PRON', 'DET', 'PROPN'].includes(pos(words, at + 1))) return null;
  if (noun === 'right') return null;
  // "It was problem after problem".
  if (n(words, at + 1) === 'after' && n(words, at + 2) === noun) return null;
  return match(start, at + 1, `${article(n(words, start))} ${written(words, start, at + 1)}`);
}

const PLACES = wordSet(
  'cinema beach gym doctor dentist supermarket park market mall station airport library museum bank theatre theater restaurant hotel countryside store shop office pool stadium zoo mountain mountains river village city',
);
/** "Go to cinema", "in park". School, work, bed, church, hospital, town and the like go without. */
function place(words: Words, index: number): Match | null {
  const preposition = n(words, index);
  if (!/^(?:to|at|in|from|near|on)$/.test(preposition) || !PLACES.has(n(words, index + 1))) return null;
  if (['NOUN', 'PROPN'].includes(pos(words, index + 2)) || /^(?:to|and|or)$/.test(n(words, index + 2))) return null;
  // "From city to city", "in office" (in power), "in store".
  if (
    /^(?:in (?:office|store|stock|bank|theatre|theater)|on (?:bank|store|office|park|shop))$/.test(
      `${preposition} ${n(words, index + 1)}`,
    )
  )
    return null;
  if (n(words, index - 1) === n(words, index + 1) || verbForms(words[index + 1]).size > 0) return null;
  const noun = n(words, index + 1);
  const surely = KNOWN_PLACES.has(noun) || (preposition === 'to' && GONE_TO.has(noun));
  return match(index, index + 2, surely ? `${preposition} the ${noun}` : undefined);
}
/** With "the" whichever is meant; elsewhere it may be "a": "I live in a city", "I work in a bank". */
const KNOWN_PLACES = wordSet('cinema beach doctor dentist airport countryside zoo mountains');
const GONE_TO = wordSet('gym supermarket park station library bank theatre theater pool office');

/** "With friend", "for student": a person after a preposition. */
function person(words: Words, index: number): Match | null {
  if (!/^(?:with|for|to|from|by|about|of)$/.test(n(words, index)) || pos(words, index) !== 'ADP') return null;
  if (!PERSONS.has(n(words, index + 1)) || pos(words, index + 1) !== 'NOUN') return null;
  if (['NOUN', 'PROPN', 'CCONJ'].includes(pos(words, index + 2)) || /^(?:to|'s|and|or)$/.test(n(words, index + 2)))
    return null;
  if (
    /^(?:kind|type|sort|person|man|best|mother|father)$/.test(n(words, index - 1)) ||
    n(words, index - 1) === n(words, index + 1)
  )
    return null;
  return match(index + 1, index + 2);
}
const PERSONS = wordSet(
  'friend student teacher person driver customer doctor tourist child boy girl player worker parent',
);

/** "Student should learn": a bare person as the subject. */
function bareSubject(words: Words, index: number): Match | null {
  if (!opensSimpleClause(words, index) || /^(?:no|that)$/.test(n(words, index - 1))) return null;
  const at = bareNoun(words, index);
  if (
    at === null ||
    !(ROLES.has(n(words, at)) || (PEOPLE.has(n(words, at)) && !FAMILY.has(n(words, at)))) ||
    at > index + 1
  )
    return null;
  if (NO_ARTICLE_BEFORE.has(n(words, index)) || n(words, index) === 'one') return null;
  // "A quick but careful person": "a" stands before the first adjective.
  if (pos(words, index) === 'ADJ' && pos(words, index - 1) === 'CCONJ' && pos(words, index - 2) === 'ADJ') return null;
  const verb = words[at + 1];
  const verbal =
    verb !== undefined &&
    (verb.pos === 'AUX' || (verb.pos === 'VERB' && !verbForms(verb).has('ing')) || /^(?:who|that)$/.test(verb.n));
  return verbal ? match(index, at + 1) : null;
}
const FAMILY = wordSet('mom mum dad father mother grandma grandpa boss baby');

/** "In small village", "into good university", "without car". */
function afterPreposition(words: Words, index: number): Match | null {
  if (
    pos(words, index) !== 'ADP' ||
    !/^(?:in|into|at|to|from|for|with|without|about|by|on|as|like|of|than)$/.test(n(words, index))
  )
    return null;
  const start = index + 1;
  const at = bareNoun(words, start);
  if (at === null || NO_ARTICLE_BEFORE.has(n(words, start)) || numberOf(words[at]) !== 'singular') return null;
  const noun = n(words, at);
  if (!COUNT_NOUNS.has(noun) || UNCOUNTED.has(noun) || /^(?:and|or|to|by|of|-)$/.test(n(words, at + 1))) return null;
  // "Out for happy hour", "for new year", "with great difficulty".
  if (/^(?:happy hour|new year)$/.test(written(words, start, at + 1))) return null;
  if (/^(?:effort|difficulty|talent|surprise)$/.test(noun)) return null;
  // "In great detail".
  if (n(words, index) === 'in' && /^(?:company|detail)$/.test(noun)) return null;
  const described = at === start + 1 && pos(words, start) === 'ADJ' && ADJECTIVES_FOR_A.has(n(words, start));
  const without =
    n(words, index) === 'without' &&
    at === start &&
    !/^(?:reason|question|exception|effort|purpose|condition|limit|interest|point|fault|mistake|problem|end|difficulty|issue|error|event|warning|cost|argument)$/.test(
      noun,
    );
  return described || without ? match(start, at + 1) : null;
}
export const articleRules: readonly Rule[] = [
  {
    id: 'role-without-article',
    kind: 'article',
    message: 'Say what somebody is with "a": "she is a nurse".',
    at: role,
  },
  { id: 'thing-owned', kind: 'article', message: 'One thing that can be counted needs "a", "the" or "my".', at: owned },
  {
    id: 'thing-without-article',
    kind: 'article',
    message: 'One thing that can be counted needs "a" or "the".',
    at: thing,
  },
  {
    id: 'bare-subject',
    kind: 'article',
    message: 'One person needs "a", "the" or "my"; several are plural.',
    at: bareSubject,
  },
  {
    id: 'after-preposition',
    kind: 'article',
    message: 'One thing that can be counted needs "a", "the" or "my".',
    at: afterPreposition,
  },
  { id: 'place-without-the', kind: 'article', message: 'This place takes "the".', at: place },
  { id: 'person-without-article', kind: 'article', message: 'One person needs "a", "the" or "my".', at: person },
];
