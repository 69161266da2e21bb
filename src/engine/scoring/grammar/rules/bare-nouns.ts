/** More places where a singular count noun stands bare: "buy new car", "without tour guide", "make mistake", "car is useful". */
import { rankOf } from '../../language/frequency.js';
import { singular } from '../inflection.js';
import { COUNT_NOUNS, STRICTLY_COUNTED, UNCOUNTABLE } from '../lexicon/nouns.js';
import { wordSet } from '../lexicon/word-set.js';
import type { Words } from '../phrases.js';
import { BE_FINITE, n, opensSimpleClause, pos, POSSESSIVES, written } from '../phrases.js';
import type { GrammarWord, Stretch } from '../stretch.js';
import { numberOf, verbForms } from '../stretch.js';
import type { Match, Rule } from './rule.js';
import { match } from './rule.js';
import { UNCOUNTED } from './articles.js';
import { wordTable } from '../../../text/word-table.js';

const NO_ARTICLE_BEFORE = wordSet(
  'same next last first second third other such another own different more most less many several only enough all both each every one no various certain numerous further additional ' +
    'multiple few little much whatever whichever either neither half next-door single per total',
);

/** Adjectives that make a count noun one thing: "new skill". */
const DESCRIBED_BY = wordSet(
  'new good bad big small nice beautiful difficult strong special important serious specific huge better simple wonderful successful famous interesting young old different',
);

/** Index of a bare singular count noun: adjectives before it, the end of its noun phrase after it. */
function bareCountNoun(words: Words, start: number): number | null {
  let at = start;
  if (/^(?:very|really|quite)$/.test(n(words, at)) && pos(words, at + 1) === 'ADJ') at += 1;
  while (pos(words, at) === 'ADJ' && at < start + 3) {
    if (NO_ARTICLE_BEFORE.has(n(words, at))) return null;
    at += 1;
  }
  if (NO_ARTICLE_BEFORE.has(n(words, at)) || pos(words, at) !== 'NOUN') return null;
  while (pos(words, at + 1) === 'NOUN') {
    // "Cars owner": a plural before the noun begins another phrase.
    if (numberOf(words[at]) === 'plural') return null;
    at += 1;
  }
  const noun = n(words, at);
  if (isNamed(words, start, at)) return null;
  const described = at > start && DESCRIBED_BY.has(n(words, at - 1)) && COUNT_NOUNS.has(noun) && !UNCOUNTED.has(noun);
  if (!(STRICTLY_COUNTED.has(noun) || described) || numberOf(words[at]) !== 'singular') return null;
  if (['PROPN', 'ADJ', 'NUM', 'X', 'SYM'].includes(pos(words, at + 1)) || n(words, at + 1).startsWith("'")) return null;
  // "From city to city", "book after book", "husband and wife", "teacher or friend".
  if (verbForms(words[at + 1]).has('ing')) return null;
  return /^(?:and|or|nor|to|by|after|upon|versus|-)$/.test(n(words, at + 1)) ? null : at;
}

/** Recognisers write names in small letters: "delhi university", "heathrow airport", "game of thrones"; "cross country" is a way to go. */
function isNamed(words: Words, start: number, at: number): boolean {
  const noun = n(words, at);
  if (n(words, at + 1) === 'of' && TITLES.has(`${noun}:${n(words, at + 2)}`)) return true;
  if (noun === 'country' && n(words, at - 1) === 'cross') return true;
  return NAMED_PLACES.has(noun) && words.slice(start, at).some((word) => mayBeName(word));
}
const TITLES = wordSet(
  'game:thrones house:cards league:legends call:duty heart:darkness lord:rings lord:flies king:hill',
);
const NAMED_PLACES = wordSet(`
  airport university hospital stadium college school station park palace church cathedral temple library museum theatre theater hotel bridge river island lake street road avenue
  square club hall mountain hill mall beach valley castle cinema gallery village district county zoo gardens academy institute bank company tower forest
`);
/** Nothing that a place of this kind is for, or that is counted itself. */
function mayBeName({ n: word, pos: part }: GrammarWord): boolean {
  if (part === 'PROPN') return true;
  if (part === 'ADJ') return rankOf(word) === null || word === 'central' || word === 'yankee';
  if (part !== 'NOUN' || KINDS_OF_PLACES.has(word)) return false;
  const one = singular(word) ?? word;
  return !COUNT_NOUNS.has(one) && !UNCOUNTABLE.has(word);
}
const KINDS_OF_PLACES = wordSet(`
  football sport sports cricket tennis basketball swimming art arts science history government language languages medicine engineering shopping dance community state capital
  mother father home night summer winter weekend youth health fitness children kids girls boys town country luxury business drama film jazz rock car train metro railway
  subway coach police fire petrol gas power radio space youth theme water amusement safari sea mountain fishing industry technology research insurance media oil construction
`);

const PREPOSITIONS = wordSet('with without for about into like than through against behind near on in at from to');
/** Idioms of a preposition and a bare noun, and names of places where one is for a purpose. */
const IDIOMS = wordSet(`
  for:example on:video on:film on:camera on:page on:stage on:board on:course in:person in:question in:theory in:town to:town into:town from:town in:hospital to:hospital from:hospital into:hospital at:university
  to:university in:university from:university without:question without:reason with:child in:company on:paper in:shape at:home on:tour in:error in:flight in:country on:job in:fact in:practice in:class to:market on:market
  in:print at:hand from:house for:company on:location in:office on:file in:view at:issue in:part for:reason on:line on:time in:order at:table in:house on:road into:question on:topic at:risk to:date from:memory in:library without:exception
  in:theatre in:theater in:spite for:goodness without:effort through:customer
`);
/** "Change job", "move house", "keep company", "take part", "lose face" and the like; what is called by a name has no article either. */
const VERBS_WITH_BARE = wordSet(
  'call name title elect appoint declare turn play change move switch lose keep remain say mean spell read type cause follow include vote act head fall',
);

function bareObject(words: Words, index: number, { before }: Stretch): Match | null {
  const word = words[index];
  if (!word) return null;
  // "A hands-on manager".
  if (index === 0 && before.at(-1)?.end === word.start - 1 && word.n === 'on') return null;
  const isPreposition = word.pos === 'ADP' && PREPOSITIONS.has(word.n);
  const having = word.pos === 'AUX' && /^(?:do|have|has|had)$/.test(word.n);
  const isVerb = having || (word.pos === 'VERB' && !VERBS_WITH_BARE.has(word.lemma));
  if (!isPreposition && !isVerb) return null;
  const at = bareCountNoun(words, index + 1);
  if (at === null) return null;
  const noun = n(words, at);
  // "Text me", "message them": a verb.
  if (/^(?:me|him|us|them)$/.test(n(words, at + 1))) return null;
  // "To question the people": a verb. "Make it official"; "there's variety in it".
  if (word.n === 'to' && pos(words, at + 1) === 'DET') return null;
  if (noun === 'official' || (noun === 'variety' && n(words, at + 1) !== 'of')) return null;
  // "From farm to factory"; "she became director of the museum": the only one.
  if (word.n === 'to' && n(words, index - 2) === 'from') return null;
  if (/^(?:become|as)$/.test(word.lemma) && n(words, at + 1) === 'of') return null;
  if (/^(?:old age|new year)$/.test(`${n(words, at - 1)} ${noun}`)) return null;
  // "Did students' teacher", "have student cards": the noun is the subject of a question.
  if (having && (verbForms(words[at + 1]).size > 0 || index === 0)) return null;
  const isIdiom = IDIOMS.has(`${word.n}:${noun}`) && (at === index + 1 || noun === 'company');
  if (isPreposition && isIdiom) return null;
  if (n(words, index - 1) === noun) return null;
  // "Finished university", "left university early".
  if (noun === 'university' && at === index + 1 && STUDYING.has(word.lemma)) return null;
  if (isVerb && describes(words, index)) return null;
  return match(index + 1, at + 1);
}

const STUDYING = wordSet('finish leave start begin enter attend quit after before through');

/** A participle before a noun may describe it: "a slimming club", "government sponsored program". */
function describes(words: Words, index: number): boolean {
  if (['DET', 'ADJ', 'NUM'].includes(pos(words, index - 1)) || /^th(?:is|at)$/.test(n(words, index - 1))) return true;
  // "I'm lead singer", "she is part owner".
  if (/^(?:lead|part)$/.test(n(words, index)) && BE_FINITE.has(n(words, index - 1))) return true;
  const forms = verbForms(words[index]);
  // The tagger takes some for base forms: "light-hearted", "texting".
  const ing = forms.has('ing') || n(words, index).endsWith('ing');
  if (!forms.has('participle') && !ing && !n(words, index).endsWith('ed')) return false;
  if (['AUX', 'PRON', 'SCONJ'].includes(pos(words, index - 1)) && !POSSESSIVES.has(n(words, index - 1))) return false;
  return !(ing && pos(words, index - 1) === 'ADP');
}

/** Verb: nouns that need "a" after it, with or without an adjective. */
const LIGHT: Readonly<Record<string, ReadonlySet<string>>> = wordTable({
  make: wordSet('mistake decision choice difference plan mess list call joke promise profit living wish contribution'),
  take: wordSet('break trip bus taxi train photo picture shower look walk seat nap bath test exam'),
  have: wordSet(
    'look effect impact result break walk shower party role negative positive feeling dream talk conversation discussion baby choice',
  ),
  play: wordSet('role part'),
  give: wordSet('example speech chance reason hand smile hug presentation gift'),
  get: wordSet('job degree chance score grade mark result salary visa'),
  tell: wordSet('story joke lie'),
  pay: wordSet('fine price visit'),
  set: wordSet('goal example target'),
  reach: wordSet('conclusion goal'),
  achieve: wordSet('goal aim target'),
  gain: wordSet('advantage degree'),
});

/** "Make mistake", "play important role". */
function lightVerb(words: Words, index: number): Match | null {
  const nouns = LIGHT[words[index]?.lemma ?? ''];
  if (!nouns || verbForms(words[index]).size === 0) return null;
  let at = index + 1;
  while (pos(words, at) === 'ADJ' && at < index + 3) at += 1;
  if (NO_ARTICLE_BEFORE.has(n(words, index + 1)) || pos(words, at) !== 'NOUN' || !nouns.has(n(words, at))) return null;
  // "Work that has real impact".
  if (n(words, at) === 'impact' && n(words, at - 1) === 'real') return null;
  // "Pay full price".
  if (n(words, at) === 'price' && /^(?:full|half|top)$/.test(n(words, at - 1))) return null;
  // "Play part", "take part": only with an adjective is a part one of several.
  if (n(words, at) === 'part' && at === index + 1) return null;
  if (['NOUN', 'PROPN', 'ADJ', 'NUM'].includes(pos(words, at + 1)) || /^(?:and|or|-|'s)$/.test(n(words, at + 1)))
    return null;
  return match(index + 1, at + 1);
}

/** "Such problem". */
function suchNoun(words: Words, index: number): Match | null {
  if (
    n(words, index) !== 'such' ||
    /^(?:a|an|no|any|one|another|some|every|each|many|as|or|and)$/.test(n(words, index - 1))
  )
    return null;
  const at = bareCountNoun(words, index + 1);
  return at === null ? null : match(index, at + 1);
}

const SAID_BARE = wordSet(
  'problem question reason fact thing point idea answer result student teacher person example man boss university',
);
/** "Car is useful": a thing as the subject. */
function bareThing(words: Words, index: number, { startsSentence }: Stretch): Match | null {
  // After a hyphen no clause begins: "motor-car".
  if (index === 0 && !startsSentence) return null;
  if (!opensSimpleClause(words, index) || /^(?:no|that|as|than|if|or)$/.test(n(words, index - 1))) return null;
  // "The legal and social environment": "the" stands before the first adjective.
  if (pos(words, index) === 'ADJ' && pos(words, index - 1) === 'CCONJ' && pos(words, index - 2) === 'ADJ') return null;
  const at = bareCountNoun(words, index);
  if (at === null || at > index + 2 || SAID_BARE.has(n(words, at))) return null;
  const verb = words[at + 1];
  const finite =
    verb !== undefined &&
    (verb.pos === 'AUX' || (verb.pos === 'VERB' && (verbForms(verb).has('third') || verbForms(verb).has('base'))));
  return finite ? match(index, at + 1) : null;
}

const SUPERLATIVE = wordSet(
  'best worst biggest largest greatest highest easiest fastest cheapest hardest smallest youngest oldest strongest',
);
/** "In best way", "most important reason is". */
function superlative(words: Words, index: number): Match | null {
  const first = n(words, index);
  const most = first === 'most' && pos(words, index + 1) === 'ADJ';
  if (!most && !SUPERLATIVE.has(first)) return null;
  const noun = most ? index + 2 : index + 1;
  if (pos(words, noun) !== 'NOUN' || numberOf(words[noun]) !== 'singular' || !STRICTLY_COUNTED.has(n(words, noun)))
    return null;
  if (['NOUN', 'PROPN'].includes(pos(words, noun + 1)) || /^(?:and|or|'s)$/.test(n(words, noun + 1))) return null;
  const before = words[index - 1];
  if (!before || !['ADP', 'VERB'].includes(before.pos) || before.n === 'at') return null;
  return match(index, noun + 1, `the ${written(words, index, noun + 1)}`);
}

export const bareNounRules: readonly Rule[] = [
  { id: 'light-verb', kind: 'article', message: 'One thing that can be counted needs "a" here.', at: lightVerb },
  { id: 'such-noun', kind: 'article', message: 'Before one thing say "such a", else the plural.', at: suchNoun },
  { id: 'superlative-the', kind: 'article', message: '"The" is missing.', at: superlative },
  {
    id: 'bare-object',
    kind: 'article',
    message: 'One thing that can be counted needs "a", "the" or "my"; several are plural.',
    at: bareObject,
  },
  {
    id: 'bare-thing',
    kind: 'article',
    message: 'One thing that can be counted needs "a", "the" or "my"; several are plural.',
    at: bareThing,
  },
];
