/** One or many: "two year", "this things", "every countries", "many money", "informations". */
import { plural, singular } from '../inflection.js';
import { COLLECTIVE, COUNT_NOUNS, IMPOSSIBLE_PLURALS, MEASURES, UNCOUNTABLE, WRONG_PLURALS } from '../lexicon/nouns.js';
import { wordSet } from '../lexicon/word-set.js';
import type { Words } from '../phrases.js';
import { BE_FINITE, hasBefore, MODALS, n, NEGATIONS, nounPhrase, pos, POSSESSIVES, written } from '../phrases.js';
import { wordTable } from '../../../text/word-table.js';
import type { Stretch } from '../stretch.js';
import { numberOf } from '../stretch.js';
import { misfitForOne } from './agreement.js';
import type { Match, Rule } from './rule.js';
import { match } from './rule.js';

const MANY = wordSet('many several these those various both');
const NUMBERS = wordSet(
  'two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty 2 3 4 5 6 7 8 9 10 12 15 20 30 40 50 100',
);
/** Amounts that may also go with mass nouns: only a noun that surely can be counted is wrong. */
const SOME = wordSet('all most more other different certain');
const NO_PLURAL_NEEDED = wordSet(
  "percent hundred thousand million billion dozen people pm am o'clock star foot stone grand per cent fold half quarter left nil all each odd plus lbs kg km cm mm min a.m a.m. p.m p.m. look give " +
    // Years: "in twenty seventeen".
    'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety oh',
);

/** Noun of a quantity: adjectives in between; not the first part of a compound. */
function countedNoun(words: Words, after: number): number | null {
  let at = after;
  // "Another three last month".
  if (/^(?:last|next)$/.test(n(words, after))) return null;
  while (pos(words, at) === 'ADJ' && at < after + 3) at += 1;
  if (pos(words, at) !== 'NOUN') return null;
  // "Many jobs round here": a plural is all that the quantity needs, and what comes after it is no noun of its own.
  while (pos(words, at + 1) === 'NOUN' && at < after + 5 && !isCountedAlready(words, at)) at += 1;
  const next = pos(words, at + 1);
  if (n(words, at + 1) === 'such') return at;
  // "Three book last week": a time of its own.
  if (/^(?:last|next)$/.test(n(words, at + 1)) && /^(?:week|month|year|night|summer|weekend)$/.test(n(words, at + 2)))
    return at;
  return next === 'PROPN' || next === 'ADJ' || next === 'NUM' || n(words, at + 1) === "'s" ? null : at;
}

/** "Sports club" and "women doctors" aside, where the plural is the first part of a compound. */
const isCountedAlready = (words: Words, at: number): boolean =>
  numberOf(words[at]) === 'plural' && PLACE_AFTER.has(n(words, at + 1));
const PLACE_AFTER = wordSet(
  'round around about outside inside nearby abroad overseas online upstairs downstairs downtown',
);

const MONTHS = /^(?:january|february|march|april|may|june|july|august|september|october|november|december)$/;

function afterQuantity(words: Words, index: number): Match | null {
  const quantity = n(words, index);
  let at: number | null = null;
  if (MANY.has(quantity)) {
    // "Many a day", "these kind of" and "those" alone are said.
    at = countedNoun(words, index + 1);
    const noun = n(words, at ?? -1);
    if (quantity === 'both' && at !== null && joinsTwo(words, at)) return null;
    // "My both parents work": the order is wrong, not the number.
    if (quantity === 'both' && POSSESSIVES.has(n(words, index - 1))) return null;
    // "They would both benefit".
    if (quantity === 'both' && MODALS.has(n(words, index - 1))) return null;
    // "My parents both work", "they both study".
    if (
      quantity === 'both' &&
      (numberOf(words[index - 1]) === 'plural' || /^(?:we|they|you)$/.test(n(words, index - 1)))
    )
      return null;
    if ((quantity === 'these' || quantity === 'those') && !COUNT_NOUNS.has(noun) && !UNCOUNTABLE.has(noun)) at = null;
  } else if (NUMBERS.has(quantity) && pos(words, index) === 'NUM') {
    // "A ten minute walk".
    // "The gym three time a week": how often, not which gym.
    const isHowOften = n(words, index + 1) === 'time' && /^(?:a|per|every)$/.test(n(words, index + 2));
    const before = pos(words, index - 1);
    if (/^(?:a|an)$/.test(n(words, index - 1)) || ['NUM', 'PROPN'].includes(before)) return null;
    if (before === 'NOUN' && !isHowOften) return null;
    // "The twenty first century" is one.
    if (ORDINAL.test(n(words, index + 1))) return null;
    at = countedNoun(words, index + 1);
    // "Two hour walk" aside; an adjective may stand between: "two big problem".
    if (at !== null && at !== index + 1 && (pos(words, at - 1) === 'NOUN' || !COUNT_NOUNS.has(n(words, at))))
      return null;
  } else if (quantity === 'few' || (quantity === 'couple' && n(words, index + 1) === 'of')) {
    at = countedNoun(words, index + (quantity === 'few' ? 1 : 2));
  } else if (quantity === 'of' && AMOUNTS.has(n(words, index - 1))) {
    at = countedNoun(words, index + 1);
    if (at !== null && (!COUNT_NOUNS.has(n(words, at)) || ALSO_MASS.has(n(words, at)))) return null;
  } else if (SOME.has(quantity)) {
    if (
      quantity === 'other' &&
      /^(?:the|my|any|some|no|every|each|this|that|one|your|his|her|our|their|an)$/.test(n(words, index - 1))
    )
      return null;
    if (
      (quantity === 'different' || quantity === 'certain') &&
      (pos(words, index - 1) === 'DET' || pos(words, index - 1) === 'ADV')
    )
      return null;
    if (
      quantity === 'more' &&
      (n(words, index - 1) === 'one' || /^(?:one|no|any|a|the|much)$/.test(n(words, index - 1)))
    )
      return null;
    if (quantity === 'most' && /^(?:the|part)$/.test(n(words, index + 1)) && n(words, index - 1) === 'the') return null;
    if (pos(words, index + 1) === 'ADJ' && (quantity === 'more' || quantity === 'most')) return null;
    at = countedNoun(words, index + 1);
    if (at !== null && (!COUNT_NOUNS.has(n(words, at)) || ALSO_MASS.has(n(words, at)))) return null;
  }
  const noun = words[at ?? -1];
  // "Both parents work", "many people fish", "what other people cook": the last word is the verb.
  if (at !== null && at > index + 1 && numberOf(words[at - 1]) === 'plural' && ALSO_VERBS.has(noun?.n ?? ''))
    return null;
  if (noun && /^(?:kind|type|sort)$/.test(noun.n)) return null;
  // "A few people fishing".
  if (noun?.n.endsWith('ing') && !COUNT_NOUNS.has(noun.n)) return null;
  if (at !== null && pos(words, at - 1) === 'VERB') return null;
  // "Both walking home"; "many people underestimate it": after "people" comes no second noun.
  if (at !== null && at > index + 1 && /^(?:people|walking|going|heading)$/.test(n(words, at - 1))) return null;
  // "Various climate and health risks".
  if (
    at !== null &&
    n(words, at + 1) === 'and' &&
    pos(words, at + 2) === 'NOUN' &&
    numberOf(words[at + 3]) === 'plural'
  )
    return null;
  // "On 5 May".
  if (noun && MONTHS.test(noun.n) && pos(words, index) === 'NUM') return null;
  // "The two eldest", "they were both male", "it's all part of it", "the top ten list", "a whole other degree".
  if (noun && (/^(?:eld|old|young|bigg|small)est$/.test(noun.n) || isLeftAsItIs(words, index, noun.n))) return null;
  if (at === null || !noun || numberOf(noun) !== 'singular' || NO_PLURAL_NEEDED.has(noun.n)) return null;
  if (UNCOUNTABLE.has(noun.n))
    return /^(?:these|those)$/.test(quantity) && at === index + 1
      ? withVerb(words, index, at + 1, `${quantity === 'these' ? 'this' : 'that'} ${noun.n}`)
      : null;
  if (noun.n.length < 3) return null;
  // "The most thing I like" is no plural, and "many work" is much of it.
  const isAnother = noun.n === 'work' || (quantity === 'most' && n(words, index - 1) === 'the');
  if (isAnother) return match(index, at + 1);
  return match(index, at + 1, `${written(words, index, at)} ${plural(noun.n)}`);
}

function isLeftAsItIs(words: Words, index: number, noun: string): boolean {
  const before = n(words, index - 1);
  switch (n(words, index)) {
    case 'both':
      return /^(?:male|female|get|right)$/.test(noun);
    case 'all':
      // "We all dream of it".
      return /^(?:part|thought)$/.test(noun) || /^(?:we|they|you)$/.test(before);
    case 'other':
      return before === 'whole' || before === 'only';
    default:
      return before === 'top';
  }
}

/** A verb in the plural right after the noun becomes singular with it: "these information are" is not put right by "this information are". */
function withVerb(words: Words, from: number, to: number, better: string): Match {
  // "How many informations do you have": the verb is not the noun's.
  const isAsked = /^(?:i|you|we|they)$/.test(n(words, to + 1));
  const verb = isAsked ? undefined : SINGULAR_OF[n(words, to)];
  return verb === undefined ? match(from, to, better) : match(from, to + 1, `${better} ${verb}`);
}
const SINGULAR_OF: Readonly<Record<string, string>> = wordTable({ are: 'is', were: 'was', have: 'has', do: 'does' });

/** Nouns and verbs, common after those who do it. */
const ALSO_VERBS = wordSet(
  'work play love need help study travel visit talk walk use live cook smoke drink sleep drive dance swim shop drop change start end try cost hope wish plan look call answer care worry fish hunt ' +
    'run fight laugh smile rest race rank trade vote queue attend share support show report state claim question fear hate own matter form date post underestimate concern get count cause stop move turn face',
);

const ORDINAL = /^(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)$/;

/** "Both tea and coffee", "both time for work and for friends": it belongs to "and", not to the noun. A verb or "and they ..." begins something else. */
function joinsTwo(words: Words, noun: number): boolean {
  for (let at = noun + 1; at <= noun + BOTH_REACH; at += 1) {
    if (n(words, at) === 'and' || n(words, at) === '&') return !BEGINS_CLAUSE.has(n(words, at + 1));
    if (!['ADP', 'DET', 'ADJ', 'NOUN', 'PROPN', 'NUM'].includes(pos(words, at))) return false;
  }
  return false;
}
const BEGINS_CLAUSE = wordSet('i you he she it we they there so then');
const BOTH_REACH = 6;
const AMOUNTS = wordSet(
  'lot lots number numbers variety range majority hundreds thousands millions kinds types sorts lists group groups percentage',
);
/** Counted or not: "more experience", "all night", "most time". */
const ALSO_MASS = wordSet(
  'character weekend morning afternoon evening summer winter spring autumn term month experience time life day night week year school college university work television tv film food paper room space light language culture change exercise noise crowd value effort industry law class sound ' +
    'business season dinner cake glass discovery weather chance choice environment system process development course control right opportunity society field sport traffic person detail talent difficulty competition risk thought action disease promise government community',
);

function thisPlural(words: Words, index: number): Match | null {
  const word = n(words, index);
  if (word === 'this') {
    const at = countedNoun(words, index + 1);
    // "In this case students learn".
    if (at !== null && pos(words, at - 1) === 'NOUN') return null;
    if (at === null || numberOf(words[at]) !== 'plural' || MEASURES.has(n(words, at))) return null;
    if (IMPOSSIBLE_PLURALS.has(n(words, at)) || /series$/.test(n(words, at))) return null;
    // "This sets the tone", "this checks out": a verb.
    if (/^(?:sets|shows|causes|leads|helps|costs|forms|makes)$/.test(n(words, at)) && pos(words, at + 1) === 'DET')
      return null;
    if (/^(?:checks|works|turns|adds|sets|sums)$/.test(n(words, at)) && /^(?:out|up|off)$/.test(n(words, at + 1)))
      return null;
    // "Because of this people are afraid": alone after a preposition, and the noun is the subject.
    if (pos(words, index - 1) === 'ADP' && ['AUX', 'VERB'].includes(pos(words, at + 1))) return null;
    // "That people do this surprises me": a verb, since an object follows.
    if (/^(?:me|him|us|them|you)$/.test(n(words, at + 1))) return null;
    return match(
      index,
      at + 1,
      `these ${words
        .slice(index + 1, at + 1)
        .map((each) => each.n)
        .join(' ')}`,
    );
  }
  return null;
}

function oneOf(words: Words, index: number): Match | null {
  if (n(words, index) !== 'one' || n(words, index + 1) !== 'of') return null;
  // "The first one of the evening", "one of those last weekend".
  if (['ADJ', 'DET'].includes(pos(words, index - 1)) || /^(?:these|those)$/.test(n(words, index + 2))) return null;
  const phrase = nounPhrase(words, index + 2);
  if (!phrase || phrase.number !== 'singular') return null;
  const noun = n(words, phrase.head);
  const next = pos(words, phrase.end);
  if (
    COLLECTIVE.has(noun) ||
    UNCOUNTABLE.has(noun) ||
    next === 'ADJ' ||
    next === 'PROPN' ||
    n(words, phrase.end) === "'s" ||
    n(words, phrase.end) === 'and'
  )
    return null;
  if (phrase.determiner === "'s" || phrase.determiner === 'a' || phrase.determiner === 'an') return null;
  // "One of the lads video the speech": a verb.
  if (numberOf(words[phrase.head - 1]) === 'plural') return null;
  return match(phrase.head, phrase.head + 1, plural(noun));
}

/** "Every countries", "a problems", "another things". */
function onePlural(words: Words, index: number, { hyphenated }: Stretch): Match | null {
  const determiner = n(words, index);
  if (!/^(?:a|an|every|each|another)$/.test(determiner)) return null;
  if (determiner === 'each' && pos(words, index - 1) === 'VERB') return null;
  const first = n(words, index + 1);
  if (/^(?:few|lot|many|great|couple|good|hundred|thousand|dozen|number|several|of|other)$/.test(first)) return null;
  let at = index + 1;
  while (pos(words, at) === 'ADJ' && at < index + 3) at += 1;
  const noun = words[at];
  if (numberOf(noun) !== 'plural' || !noun || IMPOSSIBLE_PLURALS.has(noun.n)) return null;
  const next = pos(words, at + 1);
  if (next === 'NOUN' || next === 'PROPN' || next === 'ADJ' || n(words, at + 1).startsWith("'")) return null;
  // "A hands-on dad", "a hands off approach".
  if (PAIRED.has(noun.n) && (/^(?:on|off|free)$/.test(n(words, at + 1)) || (at + 1 === words.length && hyphenated)))
    return null;
  // "A heads up", "a ways off", "a ways to go".
  if (
    determiner === 'a' &&
    (noun.n === 'heads' ||
      (noun.n === 'ways' &&
        (/^(?:off|away|from)$/.test(n(words, at + 1)) || (n(words, at + 1) === 'to' && n(words, at + 2) === 'go'))))
  )
    return null;
  // "My A levels": a letter.
  if (/^(?:levels|stars)$/.test(noun.n) && POSSESSIVES.has(n(words, index - 1))) return null;
  if (noun.n === 'people' && determiner === 'a') return match(index, at + 1);
  if (MEASURES.has(noun.n) && determiner !== 'every' && determiner !== 'each') return null;
  const between = words.slice(index, at).map((word) => word.n);
  const isA = determiner === 'a' || determiner === 'an';
  // Nobody has "a blue eye".
  if (isA && PAIRED.has(noun.n)) return match(index, at + 1, [...between.slice(1), noun.n].join(' '));
  // "He has a big problems" may be one or several.
  if (isA && words[index - 1]?.lemma === 'have' && at > index + 1) return match(index, at + 1);
  const one = noun.n === 'people' ? 'person' : singular(noun.n);
  if (one === null) return match(index, at + 1);
  // "Every people have": the verb is put right with it.
  const verb = /^(?:every|each)$/.test(determiner) ? misfitForOne(words, at + 1) : null;
  return match(index, at + (verb === null ? 1 : 2), [...between, one, ...(verb === null ? [] : [verb])].join(' '));
}
const PAIRED = wordSet(
  'eyes ears hands arms legs feet lips shoulders eyebrows cheeks teeth fingers nails shoes boots socks gloves parents grandparents',
);

function muchMany(words: Words, index: number): Match | null {
  const quantity = n(words, index);
  const noun = words[index + 1];
  if (noun?.pos !== 'NOUN' || pos(words, index + 2) === 'NOUN') return null;
  if (IMPOSSIBLE_PLURALS.has(noun.n) || noun.n === 'remains') return null;
  if (quantity === 'much' && numberOf(noun) === 'plural' && !MEASURES.has(noun.n))
    return match(index, index + 2, `many ${noun.n}`);
  if (quantity === 'much' && noun.n === 'things') return match(index, index + 2, 'many things');
  const mass =
    UNCOUNTABLE.has(noun.n) &&
    !/^(?:technology|business|education|freedom|energy|music|water|knowledge|transport|nature)$/.test(noun.n);
  if (quantity === 'many' && mass) return match(index, index + 2, `a lot of ${noun.n}`);
  if (quantity === 'few' && mass) return match(index, index + 2, `little ${noun.n}`);
  if (
    quantity === 'little' &&
    numberOf(noun) === 'plural' &&
    BE_FINITE.has(n(words, index - 1)) &&
    n(words, index - 2) === 'there'
  )
    return match(index, index + 2, `few ${noun.n}`);
  return null;
}

const A_MASS = wordSet(`
  information advice homework housework furniture equipment luggage baggage music traffic weather money news progress software feedback evidence luck
  transportation accommodation electricity pollution garbage permission stuff clothing
`);

function aMass(words: Words, index: number): Match | null {
  const article = n(words, index);
  if (article !== 'a' && article !== 'an') return null;
  let at = index + 1;
  while ((pos(words, at) === 'ADJ' || n(words, at) === 'very') && at < index + 3) at += 1;
  const noun = words[at];
  if (!noun || !A_MASS.has(noun.n) || noun.pos !== 'NOUN') return null;
  // "A little money" is some of it.
  if (n(words, index + 1) === 'little') return null;
  if (['NOUN', 'PROPN', 'ADJ'].includes(pos(words, at + 1)) || n(words, at + 1) === "'s") return null;
  return match(index, at + 1);
}

function massPlural(words: Words, index: number): Match | null {
  const word = words[index];
  if (!word) return null;
  const better = IMPOSSIBLE_PLURALS.get(word.n);
  if (
    better !== undefined &&
    (word.pos === 'NOUN' || word.pos === 'PROPN') &&
    !/^(?:weathers|evidences|musics)$/.test(word.n)
  )
    return UNCOUNTABLE.has(better) ? massPhrase(words, index, better) : match(index, index + 1, better);
  return null;
}

/** The words that count it and the verb go with it: "many advices are", "these informations". */
function massPhrase(words: Words, index: number, mass: string): Match {
  let first = index;
  while (pos(words, first - 1) === 'ADJ' && !MANY.has(n(words, first - 1)) && n(words, first - 1) !== 'few') first -= 1;
  const noun = [...words.slice(first, index).map((word) => word.n), mass].join(' ');
  const counted = n(words, first - 1);
  if (counted === 'these' || counted === 'those')
    return withVerb(words, first - 1, index + 1, `${counted === 'these' ? 'this' : 'that'} ${noun}`);
  if (counted === 'many') {
    // "So many", "too many", "not many" and "how many" keep their kind of amount.
    const asked = /^(?:so|too|as|how|very)$/.test(n(words, first - 2)) || hasBefore(words, first - 1, NEGATIONS, 3);
    return withVerb(words, first - 1, index + 1, `${asked ? 'much' : 'a lot of'} ${noun}`);
  }
  const isA = /^(?:a|an|another|one|each|every|few|several|both|various)$/.test(counted);
  if (isA || pos(words, first - 1) === 'NUM') return match(first - 1, index + 1);
  return withVerb(words, index, index + 1, mass);
}

function wrongPlural(words: Words, index: number): Match | null {
  const word = words[index];
  const better = word ? WRONG_PLURALS[word.n] : undefined;
  if (!word || better === undefined) return null;
  // A recogniser may write "women's" without its apostrophe, and "peoples" are nations.
  if (['NOUN', 'ADJ', 'PROPN'].includes(pos(words, index + 1)) && word.n !== 'peoples') return null;
  if (word.n === 'peoples' && (pos(words, index + 1) === 'NOUN' || n(words, index + 1) === 'of')) return null;
  return match(index, index + 1, better);
}

/** "Many kind of", "all type of". "These kind of" is common in speech. */
function kindOf(words: Words, index: number): Match | null {
  if (!/^(?:many|several|all|different|various|two|three|other)$/.test(n(words, index))) return null;
  const at = pos(words, index + 1) === 'ADJ' ? index + 2 : index + 1;
  if (!/^(?:kind|type|sort)$/.test(n(words, at)) || n(words, at + 1) !== 'of') return null;
  // "A different kind of film", "an entirely different type of film".
  const owner = pos(words, index - 1) === 'ADV' ? index - 2 : index - 1;
  if (/^(?:a|an|the|this|that|some|any|one)$/.test(n(words, owner)) && n(words, index) !== 'two') return null;
  // "We were all kind of tired", "it's all sort of blurred": more or less.
  const everyKind = ['NOUN', 'PROPN'].includes(pos(words, at + 2)) || ['NOUN'].includes(pos(words, at + 3));
  if (n(words, index) === 'all' && (!everyKind || ['PRON', 'AUX'].includes(pos(words, index - 1)))) return null;
  return match(index, at + 1, `${written(words, index, at)} ${n(words, at)}s`);
}

/** "Two hundreds people", "thousands people". */
function bigNumbers(words: Words, index: number): Match | null {
  const word = n(words, index);
  if (!/^(?:hundreds|thousands|millions|billions|dozens)$/.test(word)) return null;
  if (NUMBERS.has(n(words, index - 1)) || /^(?:one|several)$/.test(n(words, index - 1)))
    return match(index, index + 1, word.slice(0, -1));
  return pos(words, index + 1) === 'NOUN' && n(words, index - 1) !== 'the'
    ? match(index, index + 1, `${word} of`)
    : null;
}

export const numberRules: readonly Rule[] = [
  {
    id: 'plural-after-quantity',
    kind: 'number',
    message: 'After this amount the noun must be plural.',
    at: afterQuantity,
  },
  { id: 'big-numbers', kind: 'number', message: 'Say "two hundred people" or "hundreds of people".', at: bigNumbers },
  { id: 'kinds-of', kind: 'number', message: 'Several kinds: the word must be plural.', at: kindOf },
  { id: 'this-plural', kind: 'number', message: '"This" goes with one thing, "these" with several.', at: thisPlural },
  { id: 'one-of', kind: 'number', message: 'After "one of" the noun is plural.', at: oneOf },
  { id: 'one-plural', kind: 'number', message: 'This word goes with one thing only.', at: onePlural },
  {
    id: 'much-many',
    kind: 'number',
    message: '"Many" and "few" count things; "much" and "little" go with what cannot be counted.',
    at: muchMany,
  },
  { id: 'a-mass', kind: 'article', message: 'This noun cannot be counted, so it takes no "a".', at: aMass },
  { id: 'mass-plural', kind: 'number', message: 'This noun has no plural.', at: massPlural },
  { id: 'wrong-plural', kind: 'wordForm', message: 'This is not how the plural is formed.', at: wrongPlural },
];
