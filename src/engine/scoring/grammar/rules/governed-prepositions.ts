/** Prepositions that belong to words: "depend of", "discuss about", "listen music". What says when, where or how is no object: "I concentrate in class". */
import type { Governed } from '../lexicon/governed-prepositions.js';
import { AFTER_OTHERS, AFTER_VERBS, CIRCUMSTANCES, DOING_SOMETHING } from '../lexicon/governed-prepositions.js';
import { PEOPLE, ROLES } from '../lexicon/nouns.js';
import { wordSet } from '../lexicon/word-set.js';
import type { Words } from '../phrases.js';
import { BE_FINITE, DETERMINERS, hasBefore, n, nounPhrase, opensClause, pos, POSSESSIVES } from '../phrases.js';
import { numberOf, verbForms } from '../stretch.js';
import type { Match, Rule } from './rule.js';
import { match } from './rule.js';
import { wordTable } from '../../../text/word-table.js';

const PASSIVE = wordSet("is are was were be been being get got 's 're 'm am");
const TAKING = wordSet('take takes took taken taking');
const lemma = (words: Words, index: number): string => words[index]?.lemma ?? '';

export const startsObject = (words: Words, index: number): boolean =>
  DETERMINERS.has(n(words, index)) || ['NOUN', 'PROPN', 'PRON', 'ADJ'].includes(pos(words, index));

/** The last noun of what begins here, a pronoun, "-ing" for a verb in -ing, or the word itself. */
function objectAt(words: Words, index: number): string {
  if (verbForms(words[index]).has('ing')) return DOING_SOMETHING;
  return n(words, nounPhrase(words, index)?.head ?? index);
}

/** "Of course", "to some extent", "from time to time", "about ten of them": no object, though nouns. */
function isCircumstance(words: Words, index: number): boolean {
  return pos(words, index) === 'NUM' || CIRCUMSTANCES.has(n(words, index)) || CIRCUMSTANCES.has(objectAt(words, index));
}

/** Without any preposition, too, a noun may say when, how or how much: "the year before last", "a good twenty minutes", "a lot", "the best I can". */
function isBareCircumstance(words: Words, index: number): boolean {
  let at = index;
  while (IN_AMOUNTS.has(pos(words, at)) && at < index + 4) {
    if (AMOUNTS.has(n(words, at)) || isCircumstance(words, at)) return true;
    at += 1;
  }
  return AMOUNTS.has(n(words, at)) || isCircumstance(words, at);
}
const IN_AMOUNTS = wordSet('ADJ NUM ADV DET PRON');
const AMOUNTS = wordSet('lot bit little deal same best worst more most other next last whole while');

/** The preposition at the index is one that the word before it does not take. */
function misgoverned(words: Words, index: number, entries: readonly Governed[] | undefined): Governed | null {
  const preposition = n(words, index);
  for (const entry of entries ?? []) {
    if (!entry.wrong.has(preposition)) continue;
    const object = objectAt(words, index + 1);
    if (entry.before) return entry.before.has(object) && !isPartOfMore(words, index + 1) ? entry : null;
    if (object !== DOING_SOMETHING && !startsObject(words, index + 1)) return null;
    // "Interested to see", "aware to do": a verb.
    if (preposition === 'to' && verbForms(words[index + 1]).has('base')) return null;
    return isCircumstance(words, index + 1) ? null : entry;
  }
  return null;
}

/** "In the weather forecast", "with people's help": the noun belongs to the next one. */
function isPartOfMore(words: Words, index: number): boolean {
  const end = nounPhrase(words, index)?.end ?? index + 1;
  return n(words, end) === "'s" || (end > index + 1 && ['NOUN', 'PROPN'].includes(pos(words, end)));
}

/** A verb, and no noun that the tagger took for one: "the lack of", "a visit to", "in touch and contact with". */
function isUsedAsVerb(words: Words, index: number): boolean {
  if (words[index]?.pos !== 'VERB' || DETERMINERS.has(n(words, index - 1))) return false;
  return !['ADJ', 'ADP', 'CCONJ'].includes(pos(words, index - 1)) || verbForms(words[index]).has('ing');
}

/** "It was discussed", "a topic discussed": what follows is no object. */
function isPassive(words: Words, index: number): boolean {
  return verbForms(words[index]).has('participle') && hasBefore(words, index, PASSIVE, 3);
}

function superfluous(words: Words, index: number): Match | null {
  const verb = words[index];
  if (!verb || !isUsedAsVerb(words, index) || isPassive(words, index)) return null;
  const entry = misgoverned(words, index + 1, AFTER_VERBS[verb.lemma]);
  // "Due to lack of experience": a noun.
  if (verb.lemma === 'lack' && n(words, index - 1) === 'to') return null;
  return entry?.right === '' ? match(index, index + 2, verb.n) : null;
}

function wrongPreposition(words: Words, index: number): Match | null {
  const word = words[index];
  if (!word) return null;
  // "I married with him" is put right without any.
  if (word.n === 'married' && marriesHimself(words, index)) return null;
  const verb = word.pos === 'VERB' ? AFTER_VERBS[word.lemma] : undefined;
  const entry = misgoverned(words, index + 1, AFTER_OTHERS[word.n]) ?? misgoverned(words, index + 1, verb);
  if (entry && entry.right !== '') {
    // "The full of" is a slip.
    if (word.n === 'full' && n(words, index - 1) === 'the') return null;
    return match(index + 1, index + 2, entry.right);
  }
  return special(words, index);
}

/** Words whose preposition depends on more than what comes next. */
function special(words: Words, index: number): Match | null {
  const word = words[index];
  const preposition = n(words, index + 1);
  const right = (better?: string): Match => match(index + 1, index + 2, better);
  if (word?.n === 'married' && preposition === 'with' && isPerson(words, index + 2))
    return marriesHimself(words, index) ? null : right('to');
  if (word?.n === 'attention' && /^(?:on|for)$/.test(preposition) && PAYING.has(lemma(words, index - 1)))
    return startsObject(words, index + 2) && !isCircumstance(words, index + 2) ? right('to') : null;
  if (/^(?:impact|influence|effect)$/.test(word?.n ?? '') && preposition === 'to' && word?.pos === 'NOUN')
    return hasBefore(words, index, HAVING, 5) && startsObject(words, index + 2) && !isCircumstance(words, index + 2)
      ? right('on')
      : null;
  if (word?.n === 'access' && preposition === 'of' && HAVING.has(n(words, index - 1)))
    return startsObject(words, index + 2) ? right('to') : null;
  if (word?.pos !== 'VERB') return null;
  // "I don't care of him", but "I take good care of him" and "people care of course".
  if (word.lemma === 'care' && /^(?:of|on)$/.test(preposition)) {
    const verb = /^(?:PRON|PART|AUX|ADV)$/.test(pos(words, index - 1)) && !hasBefore(words, index, TAKING, 4);
    return verb && startsObject(words, index + 2) && !isCircumstance(words, index + 2) ? right('about') : null;
  }
  if (word.lemma === 'pay' && preposition === 'of' && !isCircumstance(words, index + 2))
    return DETERMINERS.has(n(words, index + 2)) ? right('for') : null;
  if (word.lemma === 'arrive' && preposition === 'to') return arriveTo(words, index);
  if (word.lemma === 'marry' && preposition === 'with' && !isPassive(words, index) && isPerson(words, index + 2))
    return match(index, index + 2, word.n === 'married' ? 'married to' : word.n);
  return null;
}
const marriesHimself = (words: Words, index: number): boolean =>
  /^(?:i|he|she|we|they)$/.test(n(words, index - 1)) ||
  (pos(words, index - 1) === 'NOUN' && POSSESSIVES.has(n(words, index - 2)));
/** "I married to him", "I married with him": "I married him", or "I am married to him". */
function marriedTo(words: Words, index: number): Match | null {
  if (n(words, index) !== 'married' || !/^(?:to|with)$/.test(n(words, index + 1))) return null;
  const subject = pos(words, index - 1) === 'NOUN' ? index - 2 : index - 1;
  if (!marriesHimself(words, index) || !opensClause(words, subject)) return null;
  return isPerson(words, index + 2) ? match(index + 1, index + 2, '') : null;
}
const PAYING = wordSet('pay more much less close enough special');
const HAVING = wordSet('have has had having');

/** "With a doctor", "with him", "with my husband"; "with children" and "with two kids" say what a family is like. */
function isPerson(words: Words, index: number): boolean {
  if (/^(?:him|me|us|them|you|someone|somebody)$/.test(n(words, index))) return true;
  const phrase = nounPhrase(words, index);
  if (phrase?.determiner === undefined || phrase.number !== 'singular') return false;
  return phrase.determiner !== '' && (PEOPLE.has(n(words, phrase.head)) || ROLES.has(n(words, phrase.head)));
}

/** One arrives in a country or a town and at a building; "to find it empty" and "to a warm welcome" are no places. */
function arriveTo(words: Words, index: number): Match | null {
  const place = objectAt(words, index + 2);
  if (pos(words, index + 2) === 'PROPN') return match(index + 1, index + 2);
  if (ARRIVED_IN.has(place)) return match(index + 1, index + 2, 'in');
  return ARRIVED_AT.has(place) ? match(index + 1, index + 2, 'at') : null;
}
const ARRIVED_AT = wordSet(
  'airport station school work hotel office university house party beach museum gate hospital cinema restaurant place destination',
);
const ARRIVED_IN = wordSet('country city town village capital');

/** "Listen music", "wait the bus": the preposition is missing. */
function missingPreposition(words: Words, index: number): Match | null {
  const verb = lemma(words, index);
  if (words[index]?.pos !== 'VERB' || isPassive(words, index)) return null;
  const next = n(words, index + 1);
  const preposition = MISSING[verb]?.(words, index + 1);
  // "Listen it's fine", "wait you're early", "wait them out".
  if (BE_FINITE.has(n(words, index + 2)) || n(words, index + 2) === 'out') return null;
  if (preposition === undefined || isBareCircumstance(words, index + 1)) return null;
  return match(index, index + 2, `${n(words, index)} ${preposition} ${next}`);
}

type Missing = (words: Words, at: number) => string | undefined;
const PRONOUN = wordSet('me him her us them it');
const COUNTRY_OR_TOWN = wordSet(
  'japan china korea india france germany italy spain russia brazil mexico canada vietnam thailand turkey egypt america australia england london paris tokyo britain europe',
);

/** Something with a determiner, or a pronoun, and no sentence: "they insisted the lift was safe", "he complained it hurt". */
const thing =
  (preposition: string, but?: ReadonlySet<string>): Missing =>
  (words, at) => {
    const phrase = nounPhrase(words, at);
    const begins = /^(?:the|a|an|my|his|her|our|their|this|these|those|many|some|it|them|him|us|me)$/.test(
      n(words, at),
    );
    const end = phrase?.end ?? at + 1;
    if (!begins || ['VERB', 'AUX'].includes(pos(words, end))) return undefined;
    return but?.has(objectAt(words, at)) ? undefined : preposition;
  };
const person =
  (preposition: string): Missing =>
  (words, at) => {
    const head = words[nounPhrase(words, at)?.head ?? -1];
    const one = head && numberOf(head) === 'plural' ? head.n.replace(/s$/, '') : head?.n;
    return one === 'people' || PEOPLE.has(one ?? '') || /^(?:him|us|me)$/.test(n(words, at)) ? preposition : undefined;
  };
const somewhere =
  (preposition: string): Missing =>
  (words, at) =>
    pos(words, at) === 'PROPN' && !/day$/.test(n(words, at)) && !['NOUN', 'PROPN'].includes(pos(words, at + 1))
      ? preposition
      : undefined;

const MISSING: Readonly<Record<string, Missing>> = wordTable<Missing>({
  listen: (words, at) =>
    /^(?:music|songs|song|radio|podcasts|podcast|the|my|me|him|her|them|us|it|some|english|a|other|others|people|different|classical|pop)$/.test(
      n(words, at),
    )
      ? 'to'
      : undefined,
  wait: (words, at) =>
    /^(?:him|her|them|us|you)$/.test(n(words, at)) ||
    (/^(?:the|my|a)$/.test(n(words, at)) && pos(words, at + 1) === 'NOUN')
      ? 'for'
      : undefined,
  live: somewhere('in'),
  arrive: somewhere('in'),
  travel: (words, at) => (COUNTRY_OR_TOWN.has(n(words, at)) && n(words, at) !== 'europe' ? 'to' : undefined),
  go: (words, at) => {
    if (COUNTRY_OR_TOWN.has(n(words, at))) return 'to';
    if (!/^(?:school|university|work|bed|church|college|cinema|market|class)$/.test(n(words, at))) return undefined;
    // "Go work for them", "university's".
    return n(words, at + 1) === "'s" || /^(?:on|for|with|as|out)$/.test(n(words, at + 1)) ? undefined : 'to';
  },
  graduate: (words, at) =>
    /^(?:university|school)$/.test(objectAt(words, at)) && n(words, at) !== 'high' ? 'from' : undefined,
  deal: thing('with', wordSet('card cards hand hands blow drug drugs deck')),
  rely: thing('on'),
  participate: thing('in'),
  concentrate: thing('on', wordSet('mind minds effort efforts attention energy energies power wealth resources')),
  consist: thing('of'),
  complain: thing('about'),
  apologize: thing('for'),
  apologise: thing('for'),
  suffer: (words, at) =>
    !/^(?:major|severe|serious|great)$/.test(n(words, at)) &&
    /^(?:disease|diseases|illness|illnesses|stress|depression|cancer)$/.test(objectAt(words, at))
      ? 'from'
      : undefined,
  interfere: thing('with'),
  cope: thing('with'),
  communicate: person('with'),
  insist: thing('on'),
  // "It depends what you mean" is right in speech.
  depend: (words, at) => (/^(?:the|my|their|his|her|your)$/.test(n(words, at)) ? thing('on')(words, at) : undefined),
  belong: (words, at) =>
    PRONOUN.has(n(words, at)) || /^(?:my|the|our|their)$/.test(n(words, at)) ? thing('to')(words, at) : undefined,
});

/** "According my opinion". */
function accordingTo(words: Words, index: number): Match | null {
  if (n(words, index) !== 'according') return null;
  return n(words, index + 1) !== 'to' && startsObject(words, index + 1)
    ? match(index, index + 1, 'according to')
    : null;
}

export const governedPrepositionRules: readonly Rule[] = [
  {
    id: 'superfluous-preposition',
    kind: 'preposition',
    message: 'This verb takes no preposition here.',
    at: superfluous,
  },
  {
    id: 'wrong-preposition',
    kind: 'preposition',
    message: 'Another preposition belongs to this word.',
    at: wrongPreposition,
  },
  {
    id: 'missing-preposition',
    kind: 'preposition',
    message: 'A preposition is missing after this verb.',
    at: missingPreposition,
  },
  {
    id: 'married-to',
    kind: 'preposition',
    message: 'One marries somebody, or is married "to" somebody.',
    at: marriedTo,
  },
  { id: 'according-to', kind: 'preposition', message: 'Say "according to".', at: accordingTo },
];
