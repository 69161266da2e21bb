/** Prepositions that belong to words: "depend of", "discuss about", "listen music", "arrive to". */
import { FIXED_PHRASES, GOES_ON } from '../lexicon/fixed-phrases.js';
import { wordSet } from '../lexicon/word-set.js';
import type { Words } from '../phrases.js';
import { DETERMINERS, hasBefore, n, opensClause, pos } from '../phrases.js';
import { numberOf, verbForms } from '../stretch.js';
import type { Match, Rule } from './rule.js';
import { match } from './rule.js';
import { wordTable } from '../../../text/word-table.js';

const PASSIVE = wordSet("is are was were be been get got 's 're 'm am");
const lemma = (words: Words, index: number): string => words[index]?.lemma ?? '';
const startsObject = (words: Words, index: number): boolean =>
  DETERMINERS.has(n(words, index)) || ['NOUN', 'PROPN', 'PRON', 'ADJ'].includes(pos(words, index));

/** Verb: prepositions that it does not take before what is meant. */
const SUPERFLUOUS: Readonly<Record<string, ReadonlySet<string>>> = wordTable({
  discuss: wordSet('about on over'),
  mention: wordSet('about on'),
  describe: wordSet('about'),
  emphasize: wordSet('on about'),
  emphasise: wordSet('on about'),
  marry: wordSet('with'),
  affect: wordSet('on to in'),
  reach: wordSet('to'),
  consider: wordSet('about'),
  resemble: wordSet('to with like'),
  obey: wordSet('to'),
  approach: wordSet('to'),
  face: wordSet('to'),
  answer: wordSet('to'),
  attract: wordSet('to'),
  enter: wordSet('to in'),
  request: wordSet('for'),
  recommend: wordSet('about'),
  lack: wordSet('of'),
  contact: wordSet('to with'),
  join: wordSet('to'),
  visit: wordSet('to'),
  accompany: wordSet('with'),
  expect: wordSet('for'),
  control: wordSet('on over'),
  stress: wordSet('on'),
  explain: wordSet('about'),
  contain: wordSet('of'),
  include: wordSet('of'),
});

function superfluous(words: Words, index: number): Match | null {
  const verb = words[index];
  const unwanted = SUPERFLUOUS[lemma(words, index)];
  if (!unwanted || verb?.pos !== 'VERB' || !unwanted.has(n(words, index + 1))) return null;
  // "The lack of", "a visit to": nouns that a tagger took for verbs; "married with children"; "was attracted to".
  if (
    DETERMINERS.has(n(words, index - 1)) ||
    ['ADJ', 'ADP'].includes(pos(words, index - 1)) ||
    !startsObject(words, index + 2)
  )
    return null;
  const participle = verbForms(verb).has('participle');
  if (participle && hasBefore(words, index, PASSIVE, 3) && verb.lemma !== 'marry') return null;
  return match(index, index + 2, verb.lemma === 'marry' ? (verb.n === 'married' ? 'married to' : verb.n) : verb.n);
}

/** Word: prepositions that are wrong after it, and the right one. */
const WRONG: Readonly<Record<string, { readonly wrong: ReadonlySet<string>; readonly right: string }>> = wordTable({
  depend: { wrong: wordSet('of from to in at with'), right: 'on' },
  rely: { wrong: wordSet('of to in at'), right: 'on' },
  consist: { wrong: wordSet('on from by with'), right: 'of' },
  participate: { wrong: wordSet('to on at'), right: 'in' },
  concentrate: { wrong: wordSet('in at to'), right: 'on' },
  focus: { wrong: wordSet('in at to about'), right: 'on' },
  suffer: { wrong: wordSet('of by'), right: 'from' },
  insist: { wrong: wordSet('to in for'), right: 'on' },
  complain: { wrong: wordSet('for on'), right: 'about' },
  apologize: { wrong: wordSet('of about'), right: 'for' },
  belong: { wrong: wordSet('for of'), right: 'to' },
  succeed: { wrong: wordSet('on'), right: 'in' },
  worry: { wrong: wordSet('of on'), right: 'about' },
  arrive: { wrong: wordSet('to'), right: 'at' },
  contribute: { wrong: wordSet('for on in'), right: 'to' },
  lead: { wrong: wordSet('into'), right: 'to' },
  pay: { wrong: wordSet('of'), right: 'for' },
  care: { wrong: wordSet('of on'), right: 'about' },
  interested: { wrong: wordSet('on about at to with for of'), right: 'in' },
  afraid: { wrong: wordSet('from with'), right: 'of' },
  different: { wrong: wordSet('of with between'), right: 'from' },
  similar: { wrong: wordSet('with as of like from'), right: 'to' },
  capable: { wrong: wordSet('to for in'), right: 'of' },
  responsible: { wrong: wordSet('of about on'), right: 'for' },
  famous: { wrong: wordSet('of with about'), right: 'for' },
  full: { wrong: wordSet('with by'), right: 'of' },
  aware: { wrong: wordSet('about on to'), right: 'of' },
  proud: { wrong: wordSet('for with on from'), right: 'of' },
  fond: { wrong: wordSet('with in about to'), right: 'of' },
  keen: { wrong: wordSet('in of to about'), right: 'on' },
  addicted: { wrong: wordSet('on with in of'), right: 'to' },
  based: { wrong: wordSet('of to'), right: 'on' },
  harmful: { wrong: wordSet('on'), right: 'to' },
  worried: { wrong: wordSet('of on'), right: 'about' },
  satisfied: { wrong: wordSet('of about on'), right: 'with' },
  addiction: { wrong: wordSet('of'), right: 'to' },
  access: { wrong: wordSet('of'), right: 'to' },
  attention: { wrong: wordSet('on for in at'), right: 'to' },
  impact: { wrong: wordSet('to'), right: 'on' },
  influence: { wrong: wordSet('to'), right: 'on' },
  effect: { wrong: wordSet('to'), right: 'on' },
  married: { wrong: wordSet('with'), right: 'to' },
});

function wrongPreposition(words: Words, index: number): Match | null {
  const word = words[index];
  if (!word) return null;
  const entry = WRONG[word.n] ?? (word.pos === 'VERB' ? WRONG[word.lemma] : undefined);
  const preposition = n(words, index + 1);
  if (!entry?.wrong.has(preposition)) return null;
  // "Depending to whom", "different between" and "in order to rely in the end" are rare; "interested to see" is right.
  if (preposition === 'to' && verbForms(words[index + 2]).has('base') && word.n !== 'capable' && word.n !== 'insist')
    return null;
  if (!startsObject(words, index + 2) && !verbForms(words[index + 2]).has('ing')) return null;
  if (TIME_AFTER.has(n(words, index + 3)) || TIME_AFTER.has(n(words, index + 2))) return null;
  if (word.n === 'full' && n(words, index - 1) === 'the') return null;
  // One arrives in a country or a town and at a building.
  if (word.lemma === 'arrive' && !ARRIVED_AT.has(n(words, index + 2)) && !ARRIVED_AT.has(n(words, index + 3)))
    return match(index + 1, index + 2, ARRIVED_IN.has(n(words, index + 3)) ? 'in' : undefined);
  return match(index + 1, index + 2, entry.right);
}
const ARRIVED_AT = wordSet(
  'airport station school work hotel office university house party beach museum gate hospital cinema restaurant',
);
const ARRIVED_IN = wordSet('country city town village capital');
const TIME_AFTER = wordSet(
  'time years year days day months month week weeks hours future past end morning evening beginning moment once least first all',
);

/** "Listen music", "wait the bus": the preposition is missing. */
function missingPreposition(words: Words, index: number): Match | null {
  const verb = lemma(words, index);
  if (words[index]?.pos !== 'VERB') return null;
  const next = n(words, index + 1);
  if (verb === 'listen') {
    const object =
      /^(?:music|songs|song|radio|podcasts|podcast|the|my|me|him|her|them|us|it|some|english|a|other|others|people|different|classical|pop)$/.test(
        next,
      );
    return object ? match(index, index + 2, `${n(words, index)} to ${next}`) : null;
  }
  if (verb === 'wait') {
    const object =
      /^(?:him|her|them|us|you)$/.test(next) ||
      (/^(?:the|my|a)$/.test(next) &&
        pos(words, index + 2) === 'NOUN' &&
        !/^(?:whole|day|time|minute|moment|while|hour|week|year|second)$/.test(n(words, index + 2)));
    return object ? match(index, index + 2, `${n(words, index)} for ${next}`) : null;
  }
  if (MOVING[verb] !== undefined && pos(words, index + 1) === 'PROPN' && !/day$/.test(next))
    return match(index, index + 2, `${n(words, index)} ${MOVING[verb] ?? ''} ${next}`);
  if (
    verb === 'go' &&
    /^(?:school|university|work|bed|church|college|cinema|market|class)$/.test(next) &&
    n(words, index + 2) !== "'s"
  )
    return match(index, index + 2, `${n(words, index)} to ${next}`);
  if (verb === 'graduate' && /^(?:university|college|school|high|the|my|from)$/.test(next) && next !== 'from')
    return match(index, index + 2, `${n(words, index)} from ${next}`);
  const needed = NEEDED[verb];
  if (
    needed !== undefined &&
    /^(?:the|a|an|my|his|her|our|their|this|these|those|many|some|it|them|him|us|me)$/.test(next)
  )
    return match(index, index + 2, `${n(words, index)} ${needed} ${next}`);
  // "It depends what you mean" is right in speech.
  if (verb === 'depend' && /^(?:the|my|their|his|her|your)$/.test(next))
    return match(index, index + 2, `${n(words, index)} on ${next}`);
  if (verb === 'belong' && /^(?:me|him|her|them|us|my|the)$/.test(next))
    return match(index, index + 2, `${n(words, index)} to ${next}`);
  return null;
}

const MOVING: Readonly<Record<string, string>> = wordTable({ travel: 'to', go: 'to', live: 'in', arrive: 'in' });
const NEEDED: Readonly<Record<string, string>> = wordTable({
  deal: 'with',
  rely: 'on',
  participate: 'in',
  concentrate: 'on',
  consist: 'of',
  complain: 'about',
  apologize: 'for',
  suffer: 'from',
  interfere: 'with',
  cope: 'with',
  communicate: 'with',
  graduate: 'from',
  insist: 'on',
  belong: 'to',
});

function accordingTo(words: Words, index: number): Match | null {
  if (n(words, index) !== 'according') return null;
  return n(words, index + 1) !== 'to' && startsObject(words, index + 1)
    ? match(index, index + 1, 'according to')
    : null;
}

const PLACE_ADVERBS = wordSet('abroad downtown upstairs downstairs overseas home here there');
const GOING = wordSet('go come return get arrive walk travel drive back move');

/** "Went to home", "go to abroad", "come to here". */
function toPlaceAdverb(words: Words, index: number): Match | null {
  if (n(words, index) !== 'to' || !PLACE_ADVERBS.has(n(words, index + 1))) return null;
  if (!GOING.has(lemma(words, index - 1)) && !GOING.has(n(words, index - 1))) return null;
  if (n(words, index + 1) === 'home' && ['NOUN', 'PROPN'].includes(pos(words, index + 2))) return null;
  return match(index, index + 2, n(words, index + 1));
}

function fixedPhrase(words: Words, index: number): Match | null {
  for (const { wrong, right } of FIXED_PHRASES.get(n(words, index)) ?? []) {
    if (!wrong.every((word, offset) => n(words, index + offset) === word)) continue;
    const next = n(words, index + wrong.length);
    if (GOES_ON.get(wrong.join(' '))?.has(next)) continue;
    if (wrong.join(' ') === 'the most of' && !['NOUN', 'ADJ', 'DET'].includes(pos(words, index + 3))) continue;
    if (next === "'s") continue;
    // "By my own efforts".
    if (wrong[0] === 'by' && wrong[2] === 'own' && ['NOUN', 'ADJ'].includes(pos(words, index + 3))) continue;
    if (wrong[0] === 'each' && ['NOUN', 'ADJ'].includes(pos(words, index + 2))) continue;
    return match(index, index + wrong.length, right);
  }
  return null;
}

function weekday(words: Words, index: number): Match | null {
  if (n(words, index) !== 'in' || !/^(?:sun|mon|tues|wednes|thurs|fri|satur)days?$/.test(n(words, index + 1)))
    return null;
  return match(index, index + 1, 'on');
}

function becauseOf(words: Words, index: number): Match | null {
  if (n(words, index) !== 'because' || n(words, index + 1) !== 'of') return null;
  const subject = /^(?:i|he|she|they|we)$/.test(n(words, index + 2));
  return subject ? match(index, index + 2, 'because') : null;
}

function playThe(words: Words, index: number): Match | null {
  if (lemma(words, index) !== 'play' || n(words, index + 1) !== 'the') return null;
  const sport = /^(?:football|basketball|tennis|soccer|volleyball|badminton|golf|chess|baseball|cricket|hockey)$/.test(
    n(words, index + 2),
  );
  return sport && pos(words, index + 3) !== 'NOUN' ? match(index + 1, index + 2, '') : null;
}

/** "Most of people", "many of students", "one of friend": "of" needs "the" or "my". */
function ofBarePlural(words: Words, index: number): Match | null {
  if (
    n(words, index + 1) !== 'of' ||
    !/^(?:most|many|some|few|several|each|all|both|none|much|almost)$/.test(n(words, index))
  )
    return null;
  if (n(words, index - 1) === 'the' && n(words, index) !== 'most') return null;
  const noun = words[index + 2];
  if (noun?.pos !== 'NOUN' || n(words, index + 3) === "'s") return null;
  return match(index, index + 2, `${n(words, index)}`);
}

/** "Almost people". */
function almostNoun(words: Words, index: number): Match | null {
  if (n(words, index) !== 'almost' || (numberOf(words[index + 1]) !== 'plural' && n(words, index + 1) !== 'people'))
    return null;
  return match(index, index + 1, 'almost all');
}

function lotOf(words: Words, index: number): Match | null {
  if (
    n(words, index) === 'lot' &&
    n(words, index + 1) === 'of' &&
    !/^(?:a|an|whole|the|this|that|big|awful|great|huge)$/.test(n(words, index - 1)) &&
    pos(words, index - 1) !== 'ADJ'
  )
    return match(index, index + 2, 'a lot of');
  if (n(words, index) === 'a' && n(words, index + 1) === 'lots') return match(index, index + 2, 'lots');
  if (
    n(words, index) === 'lot' &&
    n(words, index - 1) === 'a' &&
    pos(words, index + 1) === 'NOUN' &&
    !/^(?:time|times|today|tomorrow|yesterday)$/.test(n(words, index + 1)) &&
    verbForms(words[index + 2]).size === 0 &&
    !opensClause(words, index + 1)
  )
    return match(index - 1, index + 1, 'a lot of');
  return null;
}

/** "In five years ago", "before two years ago". */
function agoWithPreposition(words: Words, index: number): Match | null {
  if (!/^(?:in|at|on|since|before|from)$/.test(n(words, index)) || n(words, index + 3) !== 'ago') return null;
  // "Arguments from ten years ago".
  if (n(words, index) === 'from' && pos(words, index - 1) === 'NOUN') return null;
  return pos(words, index + 1) === 'NUM' || /^(?:many|several|few)$/.test(n(words, index + 1))
    ? match(index, index + 1, '')
    : null;
}

const COUNTRIES = wordSet(
  'japan china korea india france germany italy spain russia brazil mexico canada vietnam thailand turkey egypt iran iraq europe asia africa america australia england london paris tokyo britain scotland ireland taiwan indonesia malaysia pakistan bangladesh ukraine poland greece portugal',
);
/** "The Japan". */
function theCountry(words: Words, index: number): Match | null {
  if (n(words, index) !== 'the' || !COUNTRIES.has(n(words, index + 1))) return null;
  return ['NOUN', 'ADJ', 'PROPN'].includes(pos(words, index + 2)) || /^(?:'s|of|that|i)$/.test(n(words, index + 2))
    ? null
    : match(index, index + 1, '');
}

const WITHOUT_THE = wordSet('nature society happiness poverty mankind humanity childhood unemployment');
/** "In the nature", "the society": general things take no "the". */
function theGeneral(words: Words, index: number): Match | null {
  if (n(words, index) !== 'the' || !WITHOUT_THE.has(n(words, index + 1))) return null;
  return ['NOUN', 'ADJ', 'PROPN', 'SCONJ'].includes(pos(words, index + 2)) ||
    /^(?:of|in|that|which|where|who|i|we|she|he|they|for|itself)$/.test(n(words, index + 2))
    ? null
    : match(index, index + 1, '');
}

export const prepositionRules: readonly Rule[] = [
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
  { id: 'according-to', kind: 'preposition', message: 'Say "according to".', at: accordingTo },
  { id: 'to-home', kind: 'preposition', message: 'This word takes no "to".', at: toPlaceAdverb },
  { id: 'fixed-phrase', kind: 'preposition', message: 'The phrase goes differently.', at: fixedPhrase },
  { id: 'preposition-ago', kind: 'preposition', message: '"Ago" takes no preposition.', at: agoWithPreposition },
  { id: 'the-country', kind: 'article', message: 'This name takes no "the".', at: theCountry },
  { id: 'the-general', kind: 'article', message: 'In general this noun takes no "the".', at: theGeneral },
  { id: 'in-weekday', kind: 'preposition', message: 'Days take "on".', at: weekday },
  {
    id: 'because-of',
    kind: 'preposition',
    message: '"Because of" goes with a noun, "because" with a sentence.',
    at: becauseOf,
  },
  { id: 'play-the', kind: 'article', message: 'Sports take no "the".', at: playThe },
  { id: 'most-of', kind: 'preposition', message: 'Leave out "of", or say "of the".', at: ofBarePlural },
  { id: 'almost-noun', kind: 'wordChoice', message: 'Say "almost all".', at: almostNoun },
  { id: 'a-lot-of', kind: 'article', message: 'Say "a lot of" or "lots of".', at: lotOf },
];
