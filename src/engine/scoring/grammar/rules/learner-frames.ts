/** Frames that learners bring along from their first languages: "I have twenty years", "gave to me a book", "is very important to". */
import { inflect, irregularBase, plural } from '../inflection.js';
import { wordSet } from '../lexicon/word-set.js';
import type { Words } from '../phrases.js';
import { BE_FINITE, hasBefore, n, opensClause, pos } from '../phrases.js';
import type { Stretch } from '../stretch.js';
import { verbForms } from '../stretch.js';
import type { Match, Rule } from './rule.js';
import { match } from './rule.js';
import { matchAny, wordPattern } from './word-pattern.js';
import { wordTable } from '../../../text/word-table.js';

const lemma = (words: Words, index: number): string => words[index]?.lemma ?? '';
const isVerb = (words: Words, index: number): boolean => verbForms(words[index]).size > 0;

const PERSON = wordSet('me him her us them you');
/** "It made me felt happy": what may also be a state ("made me lost", "tired") is left alone. */
const NO_STATES = wordSet(
  'felt went became saw thought laughed cried smiled wanted realized realised understood came gave took knew ate slept wrote',
);
function madePast(words: Words, index: number): Match | null {
  if (!/^(?:make|let)$/.test(lemma(words, index)) || !isVerb(words, index)) return null;
  const verb = n(words, index + 2);
  if (!PERSON.has(n(words, index + 1)) || !NO_STATES.has(verb)) return null;
  const base = irregularBase(verb) ?? lemma(words, index + 2);
  return match(index + 2, index + 3, base === verb ? undefined : base);
}

/** "I hope can pass": whose hope it is goes before the second verb, too. */
function thoughtWithoutSubject(words: Words, index: number): Match | null {
  if (!/^(?:i|we|they)$/.test(n(words, index)) || !/^(?:hope|think|believe)$/.test(n(words, index + 1))) return null;
  if (!/^(?:can|will|could)$/.test(n(words, index + 2)) || !verbForms(words[index + 3]).has('base')) return null;
  return hasBefore(words, index, RELATIVE, 6) ? null : match(index + 1, index + 3);
}
const RELATIVE = wordSet('what which who that whatever where how all anything nothing everything');

/** "Decided going": "I decided swimming was for me" says something else. */
function decideIng(words: Words, index: number): Match | null {
  if (!/^(?:decide|promise|refuse)$/.test(lemma(words, index)) || !isVerb(words, index)) return null;
  const next = words[index + 1];
  if (!verbForms(next).has('ing') || words.slice(index + 2, index + 5).some(({ n: word }) => BE_FINITE.has(word)))
    return null;
  return match(index + 1, index + 2, `to ${next?.lemma ?? ''}`);
}

/** "I think about to go", "dream of to be". */
function aboutTo(words: Words, index: number): Match | null {
  if (!/^(?:think|dream|talk|worry)$/.test(lemma(words, index)) || !isVerb(words, index)) return null;
  if (!/^(?:about|of)$/.test(n(words, index + 1)) || n(words, index + 2) !== 'to') return null;
  // "All I could think of to say".
  if (n(words, index + 1) === 'of' && hasBefore(words, index, RELATIVE, 6)) return null;
  const verb = words[index + 3];
  const base = verb?.n === 'be' || verbForms(verb).has('base');
  if (!verb || !base) return null;
  return match(index + 2, index + 4, verb.n === 'be' ? 'being' : inflect(verb.lemma, 'ing'));
}

/** "She gave to me a book". */
function toPersonFirst(words: Words, index: number): Match | null {
  if (!/^(?:give|show|send|teach|bring|offer)$/.test(lemma(words, index)) || !isVerb(words, index)) return null;
  if (n(words, index + 1) !== 'to' || !PERSON.has(n(words, index + 2))) return null;
  return /^(?:a|an|some|many|lots|two|three|good|very)$/.test(n(words, index + 3))
    ? match(index + 1, index + 3, n(words, index + 2))
    : null;
}

const TOWARDS: Readonly<Record<string, string>> = wordTable({ look: 'at', shout: 'at', smile: 'at', talk: 'to' });
/** "He looked me", "she shouted him": not "looked him up", "talked me into it". */
function personWithoutPreposition(words: Words, index: number): Match | null {
  const needed = isVerb(words, index) ? TOWARDS[lemma(words, index)] : undefined;
  const person = n(words, index + 1);
  if (needed === undefined || !/^(?:me|him|us|them)$/.test(person)) return null;
  const after = n(words, index + 2);
  return after === '' || /^(?:and|but|because|when|very|so|every|he|she|they|i)$/.test(after)
    ? match(index + 1, index + 2, `${needed} ${person}`)
    : null;
}

const COUNTED = wordSet(
  'student child teacher friend parent tourist teenager employee worker country person shop restaurant',
);
/** "Most of the student". */
function mostOfOne(words: Words, index: number): Match | null {
  if (n(words, index) !== 'most' || n(words, index + 1) !== 'of') return null;
  if (!/^(?:the|my|our|these|those)$/.test(n(words, index + 2))) return null;
  const noun = n(words, index + 3);
  if (!COUNTED.has(noun)) return null;
  return ['NOUN', 'PROPN', 'PART'].includes(pos(words, index + 4)) ? null : match(index + 3, index + 4, plural(noun));
}

/** "Taller that me". */
function thatForThan(words: Words, index: number): Match | null {
  const word = n(words, index);
  const compared =
    (pos(words, index) === 'ADJ' && /..er$/.test(word)) || n(words, index - 1) === 'more' || word === 'better';
  if (!compared || n(words, index + 1) !== 'that') return null;
  return /^(?:me|him|us|them|mine|before)$/.test(n(words, index + 2)) ? match(index + 1, index + 2, 'than') : null;
}

const THINGS = wordSet('house car book film movie city country place phone computer job song game building restaurant');
/** "The house who I bought": not "the people in the house who". */
function thingWho(words: Words, index: number): Match | null {
  if (!/^(?:a|the|this|that|my)$/.test(n(words, index)) || !THINGS.has(n(words, index + 1))) return null;
  if (n(words, index + 2) !== 'who' || pos(words, index - 1) === 'ADP') return null;
  return opensClause(words, index) || isVerb(words, index - 1) ? match(index + 2, index + 3, 'which') : null;
}

/** "If I would have money". "If you would like" and "he asked if I would come" are right. */
function ifWould(words: Words, index: number, { goesOn, startsSentence }: Stretch): Match | null {
  if (n(words, index) !== 'if' || !/^(?:i|we|they|he|she)$/.test(n(words, index + 1))) return null;
  if (n(words, index + 2) !== 'would' || (index > 0 && !opensClause(words, index))) return null;
  if (!/^(?:have|be|know|go|win|get|live|become|buy|find)$/.test(n(words, index + 3))) return null;
  // "If I would be so bold".
  if (n(words, index + 3) === 'be' && n(words, index + 4) === 'so') return null;
  // "If he would go to the doctor, he'd feel better": if he was willing.
  const isState =
    /^(?:i|we)$/.test(n(words, index + 1)) && /^(?:have|be|know|win|live|find)$/.test(n(words, index + 3));
  if (index === 0 && startsSentence && goesOn && isState) return match(index, index + 4);
  // Hearing the other half in the same breath tells a condition from a question that is reported.
  return words.slice(index + 4).some(({ n: word }) => /^(?:would|'d|could)$/.test(word))
    ? match(index, index + 4)
    : null;
}

const DEGREE = wordSet('very really so quite too not more also');
/** "Is very important to study", "for example is not easy": statements that begin with their verb. */
function verbFirst(words: Words, index: number, { startsSentence, isQuestion }: Stretch): Match | null {
  if (n(words, index) !== 'is' || isQuestion || !startsSentence) return null;
  const opened = index === 0 || (index === 1 && /^(?:sometimes|maybe|yes|also|well|actually)$/.test(n(words, 0)));
  if (!opened && !(index === 2 && n(words, 0) === 'for' && n(words, 1) === 'example')) return null;
  let at = index + 1;
  while (DEGREE.has(n(words, at))) at += 1;
  const strengthened = at > index + 1;
  if (pos(words, at) === 'ADJ' && (strengthened || opened !== (index === 0)))
    return match(index, index + 1, opened && index === 0 ? 'it is' : undefined);
  if (pos(words, at) === 'ADJ' && /^(?:to|that|for|because)$/.test(n(words, at + 1)))
    return match(index, index + 1, 'it is');
  return null;
}

const hasYears = matchAny([
  wordPattern('^ i|he|she [have|has {number} years] $|but'),
  wordPattern('^ i|he|she [have|has {number} years] and i|he|she|we|live|lives|my'),
  // "He has ten years and then he can vote" is what is left.
  wordPattern('my|his|her {person} [have|has {number} years] $|and|but !then'),
]);
const FEW_YEARS = /^(?:\d|one|two|three|four|five|six|seven|eight|nine)$/;
function yearsOld(words: Words, index: number): Match | null {
  const found = hasYears(words, index);
  if (!found) return null;
  // "I have three years" is what is left to do something.
  if (/^(?:i|he|she)$/.test(n(words, found.from - 1)) && FEW_YEARS.test(n(words, found.from + 1))) return null;
  const be = n(words, found.from) === 'has' ? 'is' : n(words, found.from - 1) === 'i' ? 'am' : null;
  return match(found.from, found.to, be === null ? undefined : `${be} ${n(words, found.from + 1)} years old`);
}

export const learnerFrameRules: readonly Rule[] = [
  {
    id: 'made-past',
    kind: 'verbForm',
    message: 'After "make" and "let" the verb has no ending and no past form.',
    at: madePast,
  },
  {
    id: 'thought-without-subject',
    kind: 'missingWord',
    message: 'The second verb needs its own subject: "I hope I can".',
    at: thoughtWithoutSubject,
  },
  { id: 'decide-ing', kind: 'verbForm', message: 'After this verb the next one takes "to".', at: decideIng },
  { id: 'about-to', kind: 'verbForm', message: 'After a preposition the verb takes -ing.', at: aboutTo },
  { id: 'to-person-first', kind: 'preposition', message: 'Where the person comes first, no "to".', at: toPersonFirst },
  {
    id: 'person-without-preposition',
    kind: 'preposition',
    message: 'A preposition belongs between this verb and the person.',
    at: personWithoutPreposition,
  },
  { id: 'most-of-one', kind: 'number', message: 'After "most of the" the noun is plural.', at: mostOfOne },
  { id: 'that-for-than', kind: 'comparison', message: 'What is compared follows "than".', at: thatForThan },
  { id: 'thing-who', kind: 'pronoun', message: '"Who" is for people.', at: thingWho },
  {
    id: 'if-would',
    kind: 'tense',
    message: 'No "would" in the half with "if": "if I had money, I would ...".',
    at: ifWould,
  },
  { id: 'verb-first', kind: 'missingWord', message: 'The subject is missing: "it is ...".', at: verbFirst },
  {
    id: 'not-no',
    kind: 'wordChoice',
    message: 'One negative is enough.',
    at: matchAny([
      wordPattern("do|does|did|ca|could|wo|would n't have|want|need|see|know|get|eat|make [no] <NOUN|ADJ>", 'any'),
      wordPattern("[nobody do|does|did|can n't] {base}"),
    ]),
  },
  {
    id: 'years-without-old',
    kind: 'wordChoice',
    message: 'Age goes with "be": "I am twenty years old".',
    at: yearsOld,
  },
  {
    id: 'had-born',
    kind: 'verbForm',
    message: 'One "was born".',
    at: matchAny([wordPattern('i|he|she [had|have|has] born in|on|there|here|at|$', 'was')]),
  },
  {
    id: 'here-have',
    kind: 'wordChoice',
    message: 'Say "there is" or "there are".',
    at: matchAny([wordPattern('^ here [have|has] a|an|many|some|lots|no|several|only')]),
  },
  {
    id: 'go-in-country',
    kind: 'preposition',
    message: 'One goes "to" a place.',
    at: matchAny([
      wordPattern(
        'i|we|he|she|they ?also|usually|once ~go [in] !{month} !christmas|easter|monday|tuesday|wednesday|thursday|friday|saturday|sunday <PROPN>',
        'to',
      ),
    ]),
  },
  {
    id: 'easy-for-verb',
    kind: 'verbForm',
    message: 'Before a verb say "to".',
    at: matchAny([
      wordPattern(
        'easy|difficult|hard|important|necessary|useful|helpful|enough [for] find|learn|get|buy|know|go|understand|make|speak|do|eat|become|be',
        'to',
      ),
    ]),
  },
  {
    id: 'was-come',
    kind: 'verbForm',
    message: 'This verb stands without a form of "be".',
    at: matchAny([wordPattern('^ i|he|she|we|they [was|were come]')]),
  },
  {
    id: 'worths',
    kind: 'wordForm',
    message: 'It is no verb: "it is worth ...".',
    at: matchAny([wordPattern('it|that|this|which [worths]', 'is worth')]),
  },
  {
    id: 'cans',
    kind: 'verbForm',
    message: '"Can" has no ending.',
    at: matchAny([wordPattern('he|she|it|i [cans] {base}|not', 'can')]),
  },
  {
    id: 'born-that',
    kind: 'pronoun',
    message: 'A place is "where" something happened.',
    at: matchAny([
      wordPattern(
        'place|city|town|country|village|house [that|which] i|he|she|we|they was|were born !in|at|and',
        'where',
      ),
    ]),
  },
  {
    id: 'in-spite-clause',
    kind: 'wordChoice',
    message: 'Before a subject and its verb say "although".',
    at: matchAny([wordPattern('[in spite] i|he|she|we|they|it|there <VERB|AUX>', 'although')]),
  },
  {
    id: 'the-half-of',
    kind: 'article',
    message: 'No "the" here.',
    at: matchAny([
      // "The half of the class that failed" is one of two.
      wordPattern('[the] half of people|students', ''),
      wordPattern('[the] half of the|my|our|their <NOUN> !that|who|which|we|i|he|she|they', ''),
    ]),
  },
  {
    id: 'do-travel',
    kind: 'wordChoice',
    message: 'Say "go on a trip", "have a party".',
    at: matchAny([
      wordPattern('[~do|make a ?long|short|big travel] !<NOUN|ADJ>'),
      wordPattern('[~make a ?long|short|big party] !<NOUN|ADJ>'),
    ]),
  },
  {
    id: 'know-what-is',
    kind: 'wordOrder',
    message: 'Inside a sentence the subject comes before the verb: "I don\'t know what this is".',
    at: matchAny([wordPattern("n't know|understand|remember [what|who|where is|are this|that|they] $")]),
  },
  {
    id: 'both-before-owner',
    kind: 'wordOrder',
    message: '"Both" comes first: "both my parents".',
    at: matchAny(['my', 'their', 'our', 'his'].map((owner) => wordPattern(`[${owner} both] !{ing}`, `both ${owner}`))),
  },
];
