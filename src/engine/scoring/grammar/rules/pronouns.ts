/** Pronouns and possessives: "with they", "me like", "my friend car". */
import { PEOPLE } from '../lexicon/nouns.js';
import { plural } from '../inflection.js';
import { wordSet } from '../lexicon/word-set.js';
import type { Words } from '../phrases.js';
import { BE_FINITE, MODALS, n, pos } from '../phrases.js';
import { isOnly, numberOf, verbForms } from '../stretch.js';
import type { Match, Rule } from './rule.js';
import { match } from './rule.js';
import { wordTable } from '../../../text/word-table.js';

const PEOPLE_OR_PLURAL = new Set([
  ...PEOPLE,
  ...[...PEOPLE].map(plural),
  'people',
  'parents',
  'government',
  'company',
  'teachers',
]);

const TAKES_OBJECT = wordSet('with for to from of about at by without');
const OBJECT_OF: Readonly<Record<string, string>> = wordTable({
  i: 'me',
  he: 'him',
  she: 'her',
  we: 'us',
  they: 'them',
});

/** "With they", "help he". "Between you and I" is said by many and left alone. */
function subjectAsObject(words: Words, index: number): Match | null {
  const object = OBJECT_OF[n(words, index + 1)];
  if (object === undefined || !TAKES_OBJECT.has(n(words, index)) || pos(words, index) === 'VERB') return null;
  const next = index + 2;
  // "The people I live with they are": the next clause begins here.
  if (
    verbForms(words[next]).size > 0 ||
    ['AUX', 'VERB', 'ADV', 'PART', 'NOUN', 'ADJ'].includes(pos(words, next)) ||
    n(words, next).startsWith("'")
  )
    return null;
  return match(index + 1, index + 2, object);
}

/** "Help they to understand". */
function subjectAfterVerb(words: Words, index: number): Match | null {
  const object = OBJECT_OF[n(words, index + 1)];
  if (
    object === undefined ||
    !/^(?:help|tell|ask|give|teach|make|let|allow|want|encourage|force|show|meet|love|like|see)$/.test(
      words[index]?.lemma ?? '',
    ) ||
    verbForms(words[index]).size === 0
  )
    return null;
  return n(words, index + 2) === 'to' || index + 2 === words.length ? match(index + 1, index + 2, object) : null;
}

const OWN_SUBJECT: Readonly<Record<string, string>> = wordTable({ me: 'i', him: 'he', them: 'they', us: 'we' });

/** "Me like it", "them are": object forms at the beginning of a clause. */
function objectAsSubject(words: Words, index: number): Match | null {
  const pronoun = n(words, index);
  if (!/^(?:me|him|them|us)$/.test(pronoun)) return null;
  if (index !== 0 && !/^(?:because|when|if|although)$/.test(n(words, index - 1))) return null;
  const verb = words[index + 1];
  if (verb?.n === 'like' && index === 0) return match(index, index + 1, OWN_SUBJECT[pronoun]);
  if (!verb || !(BE_FINITE.has(verb.n) || isOnly(verb, 'base') || isOnly(verb, 'third') || MODALS.has(verb.n)))
    return null;
  return match(index, index + 1, OWN_SUBJECT[pronoun]);
}

const SELVES: Readonly<Record<string, string>> = wordTable({
  hisself: 'himself',
  theirself: 'themselves',
  theirselves: 'themselves',
  themselfs: 'themselves',
  ourself: 'ourselves',
  ourselfs: 'ourselves',
  yourselfs: 'yourselves',
  meself: 'myself',
});
function selves(words: Words, index: number): Match | null {
  const better = SELVES[n(words, index)];
  return better === undefined ? null : match(index, index + 1, better);
}

const OWNED = wordSet(
  'name house car job birthday room phone wedding opinion life parents advice hobby age dream health company',
);
/** "My friend house". The plural may be the recogniser's "friend's" and is left alone. */
function possessive(words: Words, index: number): Match | null {
  if (
    !/^(?:my|his|her|our|their)$/.test(n(words, index)) ||
    !PEOPLE.has(n(words, index + 1)) ||
    !OWNED.has(n(words, index + 2))
  )
    return null;
  if (
    /^(?:child|woman|man|kid|adult|student)$/.test(n(words, index + 1)) ||
    ['NOUN', 'PROPN'].includes(pos(words, index + 3))
  )
    return null;
  return match(index + 1, index + 2, `${n(words, index + 1)}'s`);
}

/** "People which live here". Comments on a whole sentence ("my friends, which is great") are not meant. */
function whichPeople(words: Words, index: number): Match | null {
  if (n(words, index) !== 'which') return null;
  const noun = n(words, index - 1);
  if (!PEOPLE_OR_PLURAL.has(noun) || /^(?:company|government)$/.test(noun)) return null;
  const verb = words[index + 1];
  if (
    !verb ||
    !(verbForms(verb).size > 0 || verb.n === 'are' || verb.n === 'were') ||
    /^(?:is|was|makes|made|means|makes|has|helps)$/.test(verb.n)
  )
    return null;
  return match(index, index + 1, 'who');
}

/** Verbs that may be tagged as nouns. */
const DONE_BY_OTHERS = wordSet(
  'laugh envy think help smile cry work love need want fear hate dream talk walk live like play look feel suffer start try use watch dance sleep',
);
/** "Others people", "the another", "other's". */
function others(words: Words, index: number): Match | null {
  // "Making others laugh", "something others envy".
  if (n(words, index) === 'others' && DONE_BY_OTHERS.has(n(words, index + 1))) return null;
  // "While others drive the car": a verb with its object.
  if (
    n(words, index) === 'others' &&
    numberOf(words[index + 1]) !== 'plural' &&
    ['DET', 'PRON', 'SCONJ'].includes(pos(words, index + 2))
  )
    return null;
  if (n(words, index) === 'others' && pos(words, index + 1) === 'NOUN' && n(words, index - 1) !== 'each')
    // "Will the others talk to me": a verb, though it is tagged as a noun.
    return ['to', 'about', 'with'].includes(n(words, index + 2)) && n(words, index - 1) === 'the'
      ? null
      : match(index, index + 2, `other ${n(words, index + 1)}`);
  if (n(words, index) === 'another' && /^(?:the|my|our|their|his|her|an|many|some|all)$/.test(n(words, index - 1)))
    return match(index - 1, index + 1, n(words, index - 1) === 'an' ? 'another' : `${n(words, index - 1)} other`);
  if (n(words, index) === 'one' && n(words, index + 1) === 'another' && n(words, index - 1) === 'another')
    return match(index, index + 1);
  return null;
}

const OWNER_OF: Readonly<Record<string, string>> = wordTable({ he: 'his', she: 'her', they: 'their', we: 'our' });

/** "He name is", "they life": a subject pronoun where the owner is meant. */
function subjectAsOwner(words: Words, index: number): Match | null {
  const owner = OWNER_OF[n(words, index)];
  if (owner === undefined || !OWNER_NOUNS.has(n(words, index + 1))) return null;
  if (pos(words, index + 1) !== 'NOUN' && !BE_FINITE.has(n(words, index + 2))) return null;
  return match(index, index + 2, `${owner} ${n(words, index + 1)}`);
}
const OWNER_NOUNS = wordSet(
  'name house car job room family friend friends mother father parents brother sister wife husband life lives country children child son daughter teacher hobby birthday dream',
);

export const pronounRules: readonly Rule[] = [
  {
    id: 'subject-as-object',
    kind: 'pronoun',
    message: 'After this word the pronoun has another form.',
    at: subjectAsObject,
  },
  {
    id: 'object-as-subject',
    kind: 'pronoun',
    message: 'As a subject the pronoun has another form.',
    at: objectAsSubject,
  },
  { id: 'selves', kind: 'pronoun', message: 'This form does not exist.', at: selves },
  { id: 'possessive', kind: 'pronoun', message: 'The owner takes "\'s".', at: possessive },
  { id: 'which-people', kind: 'pronoun', message: 'For people say "who".', at: whichPeople },
  { id: 'others', kind: 'pronoun', message: 'Before a noun say "other"; "another" is one.', at: others },
  {
    id: 'subject-as-owner',
    kind: 'pronoun',
    message: 'The owner is meant: "his", "her", "their".',
    at: subjectAsOwner,
  },
  {
    id: 'subject-after-verb',
    kind: 'pronoun',
    message: 'After a verb the pronoun has another form.',
    at: subjectAfterVerb,
  },
];
