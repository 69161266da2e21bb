/** Subject and verb: "he go", "they was", "my friends likes", "everyone have". */
import { rankOf } from '../../language/frequency.js';
import { inflect, singular } from '../inflection.js';
import { COLLECTIVE, COUNT_NOUNS, IMPOSSIBLE_PLURALS, MEASURES, PEOPLE, UNCOUNTABLE } from '../lexicon/nouns.js';
import { wordSet } from '../lexicon/word-set.js';
import type { NounPhrase, Words } from '../phrases.js';
import {
  BE_FINITE,
  hasBefore,
  isDemanded,
  n,
  NEGATIONS,
  nounPhrase,
  opensClause,
  opensSimpleClause,
  PLURAL_SUBJECTS,
  pos,
  skipAdverbs,
} from '../phrases.js';
import type { Stretch } from '../stretch.js';
import { isOnly, isPastLike, numberOf, verbForms } from '../stretch.js';
import type { Match, Rule } from './rule.js';
import { match } from './rule.js';

/** After these a bare verb is right whatever its subject: "let him go", "does she like", "I suggest he go". */
const BARE_VERB_FOLLOWS = wordSet(
  "let lets make makes made making help helps helped have had having see saw seen hear heard watch watched feel felt do does did can could will would shall should may might must n't not 'll 'd ca wo " +
    'suggest suggested recommend recommended insist demand important necessary essential better rather to and or',
);
const WISHES = wordSet('if wish as though unless suppose than');
const WAYS_OF_BEING = wordSet('is are was were am');
const QUESTIONS = wordSet('what who which whatever whoever how where when why');

/** Verb that does not fit a subject in the third person singular, with what does. */
export function misfitForOne(words: Words, at: number): string | null {
  const word = words[at];
  if (!word) return null;
  if (word.n === 'are' || word.n === "'re" || word.n === 'am') return 'is';
  if (word.n === 'do' && word.pos === 'AUX') return 'does';
  if (word.n === 'have') return 'has';
  if (word.pos !== 'VERB' || !isOnly(word, 'base') || word.n === 'be' || NOT_BARE.has(word.n)) return null;
  // "He just sort of laughed".
  if (/^(?:sort|kind)$/.test(word.n) && n(words, at + 1) === 'of') return null;
  // "Said it best", "is she mean to you?", "is he content with it?"
  if (word.n === 'best' || (/^(?:mean|content|welcome)$/.test(word.n) && BE_FINITE.has(n(words, at - 2)))) return null;
  // "He last chose": a word before a verb in the past is none itself; nor is "name" in "she name is Anna".
  if (isPastLike(words[at + 1]) || BE_FINITE.has(n(words, at + 1))) return null;
  const third = inflect(word.lemma, 'third');
  // "It easy": a verb has been heard with its ending.
  return rankOf(third) === null ? null : third;
}
/** Tagged as verbs here and there, and other words as well. */
const NOT_BARE = wordSet('please welcome thank dare bye okay ok rather better');
/** "He need never know", "she dare not ask": verbs that may stand like "can". */
const LIKE_MODALS = /^(?:need|dare)$/;

function misfitForMany(words: Words, at: number): string | null {
  const word = words[at];
  if (!word) return null;
  if (word.n === 'is' || word.n === 'am') return 'are';
  if (word.n === 'was') return 'were';
  if (word.n === 'has') return 'have';
  if (word.n === 'does') return 'do';
  return word.pos === 'VERB' && isOnly(word, 'third') ? word.lemma : null;
}

/** "She are goes" is not put right by "she is goes". */
function isAllThereIs(words: Words, at: number): boolean {
  const next = words[at + 1];
  return !(isOnly(next, 'third') || isOnly(next, 'base') || isOnly(next, 'past'));
}

function thirdPerson(words: Words, index: number): Match | null {
  const subject = n(words, index);
  if (!/^(?:he|she|it|this)$/.test(subject)) return null;
  const before = n(words, index - 1);
  if (BARE_VERB_FOLLOWS.has(before) && before !== 'and' && before !== 'or') return null;
  if (
    (before === 'and' || before === 'or') &&
    pos(words, index - 2) !== 'VERB' &&
    index > 1 &&
    ['PRON', 'PROPN'].includes(pos(words, index - 2))
  )
    return null;
  // "It" and what comes before it may be an object: "I like it go figure".
  if ((subject === 'it' || subject === 'this') && !opensClause(words, index)) return null;
  if (
    subject === 'this' &&
    ((pos(words, index) !== 'PRON' && pos(words, index) !== 'DET') ||
      ['NOUN', 'ADJ', 'AUX'].includes(pos(words, index + 2)) ||
      // "This help we got": only what cannot be a noun, or has an object, is surely its verb.
      (pos(words, index + 2) === 'PRON' && n(words, index + 1) !== 'mean' && !OBJECTS.has(n(words, index + 2))))
  )
    return null;
  if (hasBefore(words, index, BARE_VERB_FOLLOWS, 2) && subject === 'it') return null;
  if (hasBefore(words, index, INVERTED, 3) || isDemanded(words, index)) return null;
  const at = skipAdverbs(words, index + 1);
  const better = misfitForOne(words, at);
  if (better === null || (n(words, at) === 'do' && at !== index + 1)) return null;
  if (LIKE_MODALS.test(n(words, at)) && (NEGATIONS.has(n(words, at + 1)) || n(words, at + 1) === 'only')) return null;
  return match(index, at + 1, at === index + 1 && isAllThereIs(words, at) ? `${subject} ${better}` : undefined);
}
const OBJECTS = wordSet('me us him them it everyone everybody');
const INVERTED = wordSet(
  'suggest suggested recommend recommended insist insists demand important necessary essential does did',
);

function otherPersons(words: Words, index: number): Match | null {
  const subject = n(words, index);
  if (!PLURAL_SUBJECTS.has(subject)) return null;
  const before = pos(words, index - 1);
  // "One of you is", "what makes you is".
  if (subject === 'you' && (before === 'ADP' || before === 'VERB' || before === 'PART')) return null;
  // "Nor are they issues that I care for".
  if (BE_FINITE.has(n(words, index - 1)) && subject !== 'i') return null;
  // "To make people like you is easy", "the man nearest you is asleep".
  if (subject === 'you' && /^(?:like|nearest|closest)$/.test(n(words, index - 1))) return null;
  // "One of the things that strikes you is", whatever the tagger takes the verb for.
  if (subject === 'you' && /^(?:that|which|who|what)$/.test(n(words, index - 2))) return null;
  const at = skipAdverbs(words, index + 1);
  const verb = n(words, at);
  // "He and I are".
  if (subject === 'i' && n(words, index - 1) === 'and' && ['PRON', 'NOUN', 'PROPN'].includes(pos(words, index - 2)))
    return null;
  if (subject === 'i' && verb === 'was') return null;
  if (QUESTIONS.has(n(words, index - 1)) && WAYS_OF_BEING.has(verb)) return null;
  if (subject === 'i' && verb === 'are') return match(index, at + 1, 'i am');
  let better = misfitForMany(words, at);
  if (better === null) return null;
  if (subject === 'i' && better === 'are') {
    if (verb === 'am') return null;
    better = 'am';
  }
  if (verb === 'am' && subject !== 'i') better = 'are';
  return match(index, at + 1, at === index + 1 && isAllThereIs(words, at) ? `${subject} ${better}` : undefined);
}

/** A noun phrase that is the whole subject, by what stands before it. */
function subjectPhrase(words: Words, index: number): NounPhrase | null {
  // "And details is": of one subject only the plural is told, since a list may come before ("health, and the climate have").
  const afterAnd =
    index === 1 && n(words, 0) === 'and' && numberOf(words[nounPhrase(words, index)?.head ?? -1]) === 'plural';
  if (!afterAnd && !opensSimpleClause(words, index)) return null;
  const phrase = nounPhrase(words, index);
  if (!phrase || pos(words, phrase.head) !== 'NOUN') return null;
  return phrase;
}

function pluralNoun(words: Words, index: number): Match | null {
  const phrase = subjectPhrase(words, index);
  if (phrase?.number !== 'plural' || MEASURES.has(n(words, phrase.head))) return null;
  if (IMPOSSIBLE_PLURALS.has(n(words, phrase.head))) return null;
  const at = skipAdverbs(words, phrase.end);
  const better = misfitForMany(words, at);
  if (better === null || ['that', 'each', 'every', 'what'].includes(phrase.determiner)) return null;
  if (isAmount(words, phrase) && /^(?:is|was)$/.test(n(words, at))) return null;
  // "Whether that counts is", "how it works is": a verb after its subject, taken for a noun.
  if (phrase.determiner === '' && isAskedOf(words, index)) return null;
  // "Playing games is", "smoking cigarettes is": the noun belongs to the activity.
  if (verbForms(words[index]).has('ing') || (phrase.head > index && isDoing(n(words, index)))) return null;
  // "How many fingers am I holding up?", "how many people does it take?"
  if (n(words, at) === 'am' || (n(words, at) === 'does' && hasBefore(words, phrase.head, HOW_MANY, 3))) return null;
  // "Star Wars is on"; "and that, my friends, is the story"; "ten bucks says he forgot".
  if (n(words, phrase.head) === 'wars') return null;
  if (phrase.determiner === 'my' && n(words, phrase.head) === 'friends' && n(words, index - 1) === 'that') return null;
  if (n(words, at) === 'says' && /^(?:bucks|quid|dollars|pounds)$/.test(n(words, phrase.head))) return null;
  return match(
    phrase.head,
    at + 1,
    at === phrase.end && isAllThereIs(words, at) ? `${n(words, phrase.head)} ${better}` : undefined,
  );
}

const HOW_MANY = wordSet('how many what which');

/** A pronoun that is a subject, or "that" as one, is right before the index. */
function isAskedOf(words: Words, index: number): boolean {
  const before = n(words, index - 1);
  return /^(?:it|what|he|she)$/.test(before) || (before === 'that' && ASKING.has(n(words, index - 2)));
}
const ASKING = wordSet('whether how if why when where');

function singularNoun(words: Words, index: number, { startsSentence }: Stretch): Match | null {
  const phrase = subjectPhrase(words, index);
  if (phrase?.number !== 'singular' || !ONE.has(phrase.determiner)) return null;
  // "A ten minute walk".
  if (/^(?:a|an)$/.test(phrase.determiner) && pos(words, index + 1) === 'NUM') return null;
  // "It's a must see", "each must match it".
  if (n(words, phrase.head) === 'must') return null;
  // Names of teams and slips of spelling are no subjects that one could judge.
  const known = COUNT_NOUNS.has(n(words, phrase.head)) || UNCOUNTABLE.has(n(words, phrase.head));
  if (!known && !(KNOWN_BY.has(phrase.determiner) && pos(words, phrase.head) === 'NOUN')) return null;
  if (COLLECTIVE.has(n(words, phrase.head)) || ['if', 'that', 'than'].includes(n(words, index - 1))) {
    if (COLLECTIVE.has(n(words, phrase.head)) || hasBefore(words, index, INVERTED, 4)) return null;
  }
  const at = skipAdverbs(words, phrase.end);
  if (/^(?:are|were)$/.test(n(words, at)) && STAFFED.has(n(words, phrase.head)) && !isOfPlace(words, at + 1))
    return null;
  if (n(words, at) === 'were' && (WISHES.has(n(words, index - 1)) || index > 1 || !startsSentence)) return null;
  const better = n(words, at) === 'were' ? 'was' : misfitForOne(words, at);
  // "My brother, like most people" and "my mother let me": prepositions and pasts.
  if (better === null || n(words, at) === 'like' || isDemanded(words, index)) return null;
  return match(
    phrase.head,
    at + 1,
    at === phrase.end && isAllThereIs(words, at) ? `${n(words, phrase.head)} ${better}` : undefined,
  );
}
/** "The hotel were very good about it": those who work there. "The museum were closed": the building. */
function isOfPlace(words: Words, index: number): boolean {
  const at = skipAdverbs(words, index);
  // "Were open about it", "full of apologies", "famous for their manners": those who work there, too.
  return PLACE_LIKE.has(n(words, at)) && pos(words, at + 1) !== 'ADP';
}
const PLACE_LIKE = wordSet(
  'closed open full crowded empty big small huge tiny large far near beautiful old new modern ancient expensive cheap located situated built founded clean dirty noisy comfortable destroyed damaged renovated decorated designed famous popular opposite behind across',
);
const STAFFED = wordSet('hotel restaurant hospital shop airline bank bakery garage agency university museum theatre');
const FAMILY = wordSet('mother father mum mom dad brother sister son daughter grandmother grandfather grandma grandpa');

/** "My brother and my sister was": both are the subject. */
function twoPersons(words: Words, index: number): Match | null {
  if (!opensSimpleClause(words, index) || /^(?:after|before|besides|like)$/.test(n(words, index - 1))) return null;
  const first = nounPhrase(words, index);
  if (!first || !ONE.has(first.determiner) || !PEOPLE.has(n(words, first.head)) || n(words, first.end) !== 'and')
    return null;
  const second = nounPhrase(words, first.end + 1);
  const isI = /^(?:i|me)$/.test(n(words, first.end + 1));
  // "My teacher and friend is" may be one person.
  const other = second && (second.determiner === '' ? FAMILY : PEOPLE).has(n(words, second.head));
  if (!isI && !other) return null;
  const at = skipAdverbs(words, isI ? first.end + 2 : (second?.end ?? 0));
  const better = misfitForMany(words, at);
  return better === null ? null : match(at, at + 1, better);
}

/** "People in my country is", "the benefits of sport has": the verb goes with the first noun. */
function farSubject(words: Words, index: number): Match | null {
  const phrase = subjectPhrase(words, index);
  if (!phrase || !/^(?:of|in|at|from|with|on)$/.test(n(words, phrase.end))) return null;
  const second = nounPhrase(words, phrase.end + 1);
  if (!second || n(words, second.end - 1) === 'that') return null;
  const at = skipAdverbs(words, second.end);
  const noun = n(words, phrase.head);
  if (COLLECTIVE.has(noun) || FIXED_AMOUNTS.has(noun) || MEASURES.has(noun) || IMPOSSIBLE_PLURALS.has(noun))
    return null;
  if (phrase.number === 'plural' && /^(?:|the|these|those|many|some|most|my|our|their|all)$/.test(phrase.determiner)) {
    if (n(words, phrase.end) === 'of' && /^(?:hundreds|thousands|millions|lots|kinds|types|sorts)$/.test(noun))
      return null;
    if (isAmount(words, phrase) && /^(?:is|was)$/.test(n(words, at))) return null;
    const better = misfitForMany(words, at);
    return better === null ? null : match(at, at + 1, better);
  }
  if (
    phrase.number === 'singular' &&
    second.number === 'singular' &&
    ONE.has(phrase.determiner) &&
    COUNT_NOUNS.has(noun) &&
    // "The cost of living and the price of petrol are".
    n(words, index - 1) !== 'and'
  ) {
    const better = misfitForOne(words, at);
    // "My mother's side of the family are all teachers".
    const areAll = /^(?:are|were)$/.test(n(words, at)) && n(words, at + 1) === 'all';
    return better === null || areAll || n(words, at) === 'like' ? null : match(at, at + 1, better);
  }
  return null;
}

/** Before these any noun is one thing. */
const KNOWN_BY = wordSet('a an this every each another');
/** "Three kids is plenty", "two cups of coffee is my limit": an amount is one. */
function isAmount(words: Words, { start, head, end, determiner }: NounPhrase): boolean {
  if (determiner !== '' || pos(words, start) !== 'NUM') return false;
  // "Two people was waiting", "three cars was parked", "three students was in the class": each of them does or is something.
  const next = skipAdverbs(words, skipAdverbs(words, end) + 1);
  const isDone = isPastLike(words[next]) && COUNT_NOUNS.has(singular(n(words, head)) ?? '');
  return !isDone && !verbForms(words[next]).has('ing') && !/^(?:in|at|on|here|there)$/.test(n(words, next));
}
const ONE = wordSet("a an the this my your his her our their its every each another 's");

const INDEFINITES = wordSet(
  'everyone everybody someone somebody anyone anybody nobody everything something nothing anything',
);

function indefinite(words: Words, index: number): Match | null {
  if (!INDEFINITES.has(n(words, index)) || hasBefore(words, index, BARE_VERB_FOLLOWS, 2)) return null;
  if (pos(words, index - 1) === 'ADP' || (pos(words, index - 1) === 'VERB' && !opensClause(words, index))) return null;
  const at = skipAdverbs(words, index + 1);
  // "There's nothing quite like it".
  if (/^(?:were|like)$/.test(n(words, at)) || isDemanded(words, index)) return null;
  const better = misfitForOne(words, at);
  return better === null ? null : match(index, at + 1, at === index + 1 ? `${n(words, index)} ${better}` : undefined);
}

/** "A person who have", "people who is". */
function relative(words: Words, index: number): Match | null {
  const pronoun = n(words, index);
  if (pronoun !== 'who' && pronoun !== 'which' && pronoun !== 'that') return null;
  const head = words[index - 1];
  const at = skipAdverbs(words, index + 1);
  // "Someone who understand me", "the one who make it".
  const oneOf =
    /^(?:some|any|every|no)(?:one|body)$/.test(head?.n ?? '') || (head?.n === 'one' && n(words, index - 2) === 'the');
  if (pronoun === 'who' && oneOf) {
    const better = misfitForOne(words, at);
    return better === null ? null : match(index, at + 1, at === index + 1 ? `who ${better}` : undefined);
  }
  if (head?.pos !== 'NOUN') return null;
  let start = index - 1;
  while (start > 0 && ['ADJ', 'NOUN', 'NUM'].includes(pos(words, start - 1))) start -= 1;
  const determiner = n(words, start - 1);
  const before = n(words, start - 2);
  const phrase = nounPhrase(words, start);
  if (phrase?.number === 'plural') {
    // "One of the things that is", "one of those jokes that gets better", "a group of people who has": the verb may go with what came before.
    if (before === 'of' || determiner === 'of' || MEASURES.has(head.n)) return null;
    const firstBack = Math.max(0, start - 6);
    if (
      words.slice(firstBack, start).some(({ n: word }, at) => word === 'one' && n(words, firstBack + at + 1) === 'of')
    )
      return null;
    if (pronoun !== 'who' && before !== '' && pos(words, start - 2) === 'ADP') return null;
    if (pronoun === 'which' && ['is', 'was', 'has', 'makes', 'means'].includes(n(words, at))) return null;
    const better = misfitForMany(words, at);
    return better === null ? null : match(index, at + 1, at === index + 1 ? `${pronoun} ${better}` : undefined);
  }
  const single = ONE.has(determiner) || UNCOUNTABLE.has(head.n);
  if (phrase?.number !== 'singular' || !single || COLLECTIVE.has(head.n)) return null;
  // "A friend and a cousin who live abroad."
  if (before === 'and') return null;
  if (pos(words, start - 2) === 'ADP' && (pronoun !== 'who' || before === 'of' || !PEOPLE.has(head.n))) return null;
  const better = misfitForOne(words, at);
  return better === null ? null : match(index, at + 1, at === index + 1 ? `${pronoun} ${better}` : undefined);
}

/** "Shopping malls", "living costs": what kind, and nobody's activity. */
const isDoing = (word: string): boolean => /..ing$/.test(word) && !KINDS.has(word);
const KINDS = wordSet('shopping swimming living dining waiting');

const MANY = wordSet('many several few two three four five six seven eight nine ten some lots various different');
const FIXED_AMOUNTS = wordSet(
  'lot lotta ton wealth host handful multitude minority maximum minimum number few couple variety range majority bunch group pair series hundred thousand million dozen great good ' +
    // "Two thirds of my time is": fractions go with what they are of.
    'half halves third thirds quarter quarters fourths fifth fifths sixths sevenths eighths ninths tenths percent rest remainder part most',
);

/** "There is many". The contraction "there's two" is good spoken English. */
function thereIs(words: Words, index: number): Match | null {
  if (n(words, index) !== 'there') return null;
  const verb = n(words, index + 1);
  const next = n(words, index + 2);
  if (verb === 'is' || verb === 'was') {
    const phrase = nounPhrase(words, index + 2);
    const many = MANY.has(next) && phrase?.number === 'plural' && next !== 'some';
    if (many || (phrase?.number === 'plural' && phrase.determiner === '' && !MEASURES.has(n(words, phrase.head))))
      return match(index, index + 2, verb === 'is' ? 'there are' : 'there were');
  }
  if (verb === 'are' || verb === 'were') {
    const singular = next === 'a' || next === 'an' || next === 'one';
    const following = pos(words, index + 3) === 'ADJ' ? n(words, index + 4) : n(words, index + 3);
    if (
      singular &&
      !FIXED_AMOUNTS.has(n(words, index + 3)) &&
      !FIXED_AMOUNTS.has(following) &&
      pos(words, index + 3) !== 'NUM'
    )
      return match(index, index + 2, verb === 'are' ? 'there is' : 'there was');
  }
  // "There are some problem".
  if (verb === 'are' || verb === 'were') {
    const phrase = nounPhrase(words, index + 2);
    const noun = n(words, phrase?.head ?? -1);
    const bare =
      /^(?:|some|any|no|more|other)$/.test(phrase?.determiner ?? 'the') || next === 'some' || next === 'many';
    if (
      phrase?.number === 'singular' &&
      bare &&
      COUNT_NOUNS.has(noun) &&
      !COLLECTIVE.has(noun) &&
      !/^(?:of|and|or)$/.test(n(words, phrase.end)) &&
      pos(words, index + 2) !== 'NUM'
    )
      return match(index + 2, phrase.end);
  }
  // "There have many": "have" does not introduce anything in English.
  if (
    (verb === 'have' || verb === 'has') &&
    !['been', "n't", 'not', 'never', 'always', 'also', 'to', 'already', 'recently', 'long'].includes(next) &&
    !hasBefore(words, index, PEOPLE_THERE, 3)
  )
    return match(index, index + 2);
  return null;
}
const PEOPLE_THERE = wordSet('people everyone everybody person who guys friends we they you i live lives lived');

export const agreementRules: readonly Rule[] = [
  {
    id: 'third-person',
    kind: 'agreement',
    message: 'The verb needs the ending of "he", "she" or "it".',
    at: thirdPerson,
  },
  {
    id: 'other-persons',
    kind: 'agreement',
    message: 'This verb goes with "he", "she" or "it", not with this subject.',
    at: otherPersons,
  },
  { id: 'plural-subject', kind: 'agreement', message: 'More than one: the verb must be plural.', at: pluralNoun },
  { id: 'singular-subject', kind: 'agreement', message: 'Only one: the verb must be singular.', at: singularNoun },
  {
    id: 'far-subject',
    kind: 'agreement',
    message: 'The verb goes with the first noun, not with the one before it.',
    at: farSubject,
  },
  {
    id: 'indefinite-subject',
    kind: 'agreement',
    message: 'Words such as "everyone" take a singular verb.',
    at: indefinite,
  },
  {
    id: 'two-persons',
    kind: 'agreement',
    message: 'Two persons joined by "and" take the verb of several.',
    at: twoPersons,
  },
  {
    id: 'relative-verb',
    kind: 'agreement',
    message: 'The verb after "who", "which" or "that" goes with the noun before it.',
    at: relative,
  },
  { id: 'there-is', kind: 'agreement', message: '"There is" one thing, "there are" several.', at: thereIs },
];
