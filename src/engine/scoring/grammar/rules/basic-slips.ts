/** What beginners get wrong in any sentence: "food there very good", "the price of cars are high", "yesterday, my family go", "I never been". */
import { inflect } from '../inflection.js';
import { wordSet } from '../lexicon/word-set.js';
import type { Words } from '../phrases.js';
import { n, nounPhrase, opensSimpleClause, pos, skipAdverbs } from '../phrases.js';
import type { Stretch } from '../stretch.js';
import { isOnly, numberOf } from '../stretch.js';
import type { Match, Rule } from './rule.js';
import { match } from './rule.js';
import { matchAny, wordPattern } from './word-pattern.js';

/** "Food in my town very delicious": the subject goes on with a place. */
function placedNounWithoutBe(words: Words, index: number): Match | null {
  if (!opensSimpleClause(words, index)) return null;
  const phrase = nounPhrase(words, index);
  if (!phrase || numberOf(words[phrase.head]) === null) return null;
  const isHere = /^(?:here|there)$/.test(n(words, phrase.end));
  const place = /^(?:in|at|of|from|near)$/.test(n(words, phrase.end)) ? nounPhrase(words, phrase.end + 1) : null;
  const end = isHere ? phrase.end + 1 : place?.end;
  if (end === undefined || n(words, end) !== 'very' || pos(words, end + 1) !== 'ADJ') return null;
  if (/^(?:much|many|few|little|same|first|last)$/.test(n(words, end + 1))) return null;
  return ['', 'CCONJ', 'SCONJ'].includes(pos(words, end + 2)) ? match(phrase.head, end + 2) : null;
}

/** What of a thing is high or low, one for all things. */
const OF_THINGS = wordSet(
  'price cost quality importance level rate popularity influence effect impact lack size history future behaviour behavior',
);
/** "The price of vegetables are high": the verb goes with the first noun. */
function attracted(words: Words, index: number): Match | null {
  if (!opensSimpleClause(words, index)) return null;
  const phrase = nounPhrase(words, index);
  if (phrase?.determiner !== 'the' || !OF_THINGS.has(n(words, phrase.head)) || n(words, phrase.end) !== 'of')
    return null;
  const second = nounPhrase(words, phrase.end + 1);
  const be = second?.number === 'plural' ? n(words, second.end) : '';
  const better = be === 'are' ? 'is' : be === 'have' ? 'has' : be === 'were' ? 'was' : null;
  return second && better !== null ? match(second.end, second.end + 1, better) : null;
}

const FAMILY = wordSet(
  'family friend friends brother brothers sister sisters parents cousin cousins teacher mother father mum mom dad wife husband uncle aunt class team',
);
/** Length of a past time that is all there is before the comma. */
function isPastTime(words: Words): boolean {
  const said = words.map(({ n: word }) => word).join(' ');
  return /^(?:and |so |but |then )?(?:yesterday|last (?:night|week|weekend|month|year|summer|winter|spring|autumn)|(?:\w+ )?\w+ (?:years?|months?|weeks?|days?) ago)$/.test(
    said,
  );
}
const NOW_ANYWAY = wordSet('think guess believe mean remember suppose know hope say want forget feel find');
/** "Last summer, my family go to the beach", "yesterday, I go", with a comma or without. */
function pastTimeThen(words: Words, index: number, { before, beforeStartsSentence }: Stretch): Match | null {
  const line = index === 0 && beforeStartsSentence ? before : words.slice(0, index);
  const isOwn = /^(?:my|our|his|her)$/.test(n(words, index)) && FAMILY.has(n(words, index + 1));
  const isPronoun = /^(?:i|we|he|she|they)$/.test(n(words, index));
  if (!isPastTime(line) || !(isOwn || isPronoun)) return null;
  const at = skipAdverbs(words, isOwn ? index + 2 : index + 1);
  const verb = words[at];
  if (verb?.pos !== 'VERB' || NOW_ANYWAY.has(verb.lemma)) return null;
  const isPresent = isOnly(verb, 'base') || isOnly(verb, 'third');
  return isPresent ? match(at, at + 1, inflect(verb.lemma, 'past')) : null;
}

/** "If I were rich, I will travel": in a world that is not so, "would". */
function ifWereWill(words: Words, index: number, { before, beforeStartsSentence, goesOn }: Stretch): Match | null {
  if (!/^(?:will|'ll)$/.test(n(words, index + 1)) || n(words, index + 2) === 'have') return null;
  const line = index === 0 && beforeStartsSentence ? before : words.slice(0, index);
  const subject = n(words, index);
  if (n(line, 0) !== 'if' || n(line, 1) !== subject || !/^(?:i|he|she)$/.test(subject)) return null;
  // "If I were told to move, I'll be honest, I'd refuse".
  if (goesOn && words.length <= index + 4) return null;
  // "If he was the mayor, he'll know", "if she had money on her": of others one may not know.
  const isUnreal =
    n(line, 2) === 'were' ||
    (subject === 'i' && n(line, 2) === 'was' && line.slice(3).some(({ n: word }) => UNREAL.has(word))) ||
    (subject === 'i' && n(line, 2) === 'had' && line.slice(3).some(({ n: word }) => WISHED_FOR.has(word)));
  return isUnreal ? match(index + 1, index + 2, 'would') : null;
}
const UNREAL = wordSet('rich president king queen millionaire billionaire minister mayor');
const WISHED_FOR = wordSet('money million power wings lot superpower magic');

const PLACE = 'hometown|city|town|village|country|house|apartment|flat|school|university|neighbourhood|area';

export const basicSlipRules: readonly Rule[] = [
  {
    id: 'placed-noun-without-be',
    kind: 'missingWord',
    message: 'A form of "be" is missing.',
    at: placedNounWithoutBe,
  },
  { id: 'price-of-are', kind: 'agreement', message: 'The verb goes with the first noun, which is one.', at: attracted },
  { id: 'past-time-then', kind: 'tense', message: 'The time is over: use the past.', at: pastTimeThen },
  { id: 'if-were-will', kind: 'tense', message: 'What is only imagined takes "would".', at: ifWereWill },
  {
    id: 'never-been',
    kind: 'missingWord',
    message: '"Have" is missing: "I have never been".',
    at: matchAny([
      wordPattern('^ i|we|they [never been|seen|gone|done|eaten]'),
      wordPattern('^ he|she [never been|seen|gone|done|eaten]'),
    ]),
  },
  {
    id: 'people-here-likes',
    kind: 'agreement',
    message: 'The verb goes with a plural here.',
    at: matchAny([
      wordPattern(
        '^ ?the|my|our ?young|old|most people|friends|students|parents|children|neighbours|tourists here|there|nowadays [is|was|has|does|{third}]',
      ),
    ]),
  },
  {
    id: 'place-having',
    kind: 'tense',
    message: 'What belongs to a place is told with "have", without -ing.',
    at: matchAny([
      wordPattern(
        `my|our|this|the ${PLACE} [is|was having] many|several|lots|a|two|three ?lot ?of ?<ADJ> temples|temple|parks|park|schools|school|hospitals|shops|malls|buildings|beaches|river|rivers|mountains|restaurants|rooms|floors|bedrooms|garden|places|people !<VERB|AUX>`,
      ),
    ]),
  },
  {
    id: 'animal-and',
    kind: 'article',
    message: 'One thing that can be counted needs "a" here.',
    at: matchAny([
      wordPattern(
        'i|we|he|she have|has [dog|cat|car|house|brother|sister|son|daughter|bike|garden] and|but <DET|NUM|PRON>',
      ),
    ]),
  },
  {
    id: 'on-the-party',
    kind: 'preposition',
    message: 'One is "at" a party, a wedding or a concert.',
    at: matchAny([
      wordPattern(
        '~be|go|meet|dance|see ?{object} [on] the|a|my|his|her party|wedding|concert $|last|yesterday|with|and|because|but',
        'at',
      ),
    ]),
  },
  {
    id: 'noun-adjective',
    kind: 'wordOrder',
    message: 'The adjective goes before its noun.',
    at: matchAny([
      wordPattern(
        "is|was|'s|it|have|has|had a|an [country|city|town|village|place|person|man|woman|girl|boy|house|car|day|film|movie|book|job|language|food very <ADJ>] $|and|but|because",
      ),
    ]),
  },
  {
    id: 'all-the-days',
    kind: 'wordChoice',
    message: 'Say "every day".',
    at: matchAny([
      wordPattern(
        '^ [all the days] i|we|they wake|go|get|eat|drink|watch|play|study|work|practise|practice|cook|read',
        'every day',
      ),
      wordPattern(
        '~go|study|work|play|cook|practise|practice|eat <NOUN|ADV|PRON> [all the days] $|and|but|because',
        'every day',
      ),
    ]),
  },
  {
    id: 'to-dont',
    kind: 'verbForm',
    message: 'Say "not to".',
    at: matchAny([
      wordPattern("me|him|her|us|them|you|decided|prefer|people|try|want [to do n't|not] {verb}", 'not to'),
    ]),
  },
  {
    id: 'is-graduated',
    kind: 'verbForm',
    message: 'This verb stands without a form of "be".',
    at: matchAny([wordPattern("i|he|she|we|they [am|'m|is|was|are|were graduated] from|in|at|last", 'graduated')]),
  },
  {
    id: 'like-that-you',
    kind: 'verbForm',
    message: 'Say "I would like you to come".',
    at: matchAny([wordPattern("would|'d [like|love that] you|he|she|they|people !know|mean|see {base}")]),
  },
  {
    id: 'it-has-years',
    kind: 'wordChoice',
    message: 'Say "it is three years since".',
    at: matchAny([wordPattern('^ [it has|makes] {number}|many|several years|months|days|weeks that|since|ago')]),
  },
  {
    id: 'arrive-in-home',
    kind: 'preposition',
    message: 'This word takes no preposition.',
    at: matchAny([
      wordPattern('~arrive [in|at|to home] !<NOUN>|and', 'home'),
      wordPattern('~come|return|go|get ?back [in|at home] !<NOUN>|and at|late|early|after', 'home'),
    ]),
  },
  {
    id: 'explain-you',
    kind: 'preposition',
    message: 'One explains something "to" somebody.',
    at: matchAny([wordPattern('~explain [you] how|why|what|the|that|everything|about|this|$')]),
  },
  {
    id: 'own-eye',
    kind: 'number',
    message: 'Both eyes or ears: the noun must be plural.',
    at: matchAny([wordPattern('with my|his|her|their|your|our own [eye|ear] !<NOUN>|for')]),
  },
  {
    id: 'before-two-days',
    kind: 'preposition',
    message: 'Counted from now: "two days ago".',
    at: matchAny([wordPattern('him|her|it|them|there|here|home [before {number} days|weeks|months|years] $|and|but')]),
  },
  {
    id: 'noun-more-adjective',
    kind: 'wordOrder',
    message: 'The adjective goes before its noun: "the most beautiful city in the world".',
    at: matchAny([wordPattern('[the <NOUN> more <ADJ>] of|in the|my|our world|city|country|town|class|family|school')]),
  },
  {
    id: 'times-at-week',
    kind: 'preposition',
    message: 'How often: "twice a week".',
    at: matchAny([wordPattern('once|twice|times|days|hours [at|in|on|by week|day|month|year] !{number}')]),
  },
  {
    id: 'live-in-flat',
    kind: 'article',
    message: 'One thing that can be counted needs "a" here.',
    at: matchAny([wordPattern('~live [in flat|apartment|house|dormitory] $|with|and|near|but|because', undefined)]),
  },
  {
    id: 'pass-holidays',
    kind: 'wordChoice',
    message: 'One spends holidays.',
    at: matchAny([
      wordPattern('[~pass] my|our|his|her|their holidays|holiday|vacation|vacations|weekend|weekends !<NOUN|VERB>'),
    ]),
  },
  {
    id: 'like-of',
    kind: 'preposition',
    message: 'This verb takes no preposition.',
    at: matchAny([
      // "What I like of his work" is told of a part.
      wordPattern('^ i|we|they ?really like|love [of] !all|a|an <NOUN|DET|PRON|VERB>', ''),
    ]),
  },
  {
    id: 'we-are-five',
    kind: 'wordChoice',
    message: 'Say "there are five of us".',
    at: matchAny([wordPattern("^ we [are|'re {number} members|persons] in my|our|the family")]),
  },
  {
    id: 'elder-than',
    kind: 'comparison',
    message: 'One person is "older than" another.',
    at: matchAny([wordPattern('[elder] than', 'older')]),
  },
];
