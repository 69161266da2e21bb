/** What follows verbs, as lines of words: "I like play football", "I saw him to go", "can be able to", "I'm come from". */
import { n } from '../phrases.js';
import type { Rule } from './rule.js';
import { match } from './rule.js';
import { matchAny, wordPattern } from './word-pattern.js';

/** Done in free time; hardly nouns. */
const DONE = 'go|do|play|watch|read|listen|eat|learn|meet|make|buy|sing|hang|speak|write|stay|spend|see';
const AIMS = 'hobby|dream|job|goal|aim|plan|wish|favourite|favorite|hobbies|task|duty';

/** As {@link matchAny}, where "to" is missing before what is wrong. */
function toMissing(...lines: readonly string[]): Rule['at'] {
  const at = matchAny(lines.map((line) => wordPattern(line)));
  return (words, index) => {
    const found = at(words, index);
    return found && match(found.from, found.to, `to ${n(words, found.from)}`);
  };
}

const LIKED = 'delicious|beautiful|interesting|different|old|famous|traditional|important|small|modern|cheap|expensive';

export const verbComplementRules: readonly Rule[] = [
  {
    id: 'liking-base',
    kind: 'verbForm',
    message: 'After this verb the next one takes "to" or -ing.',
    at: matchAny([
      wordPattern(`{subject} ?really|also|just ?do ?n't|not like|love|hate|prefer [${DONE}] !up`),
      wordPattern(`he|she ?really|also likes|loves|hates|prefers [${DONE}] !up`),
      wordPattern(`{subject} ?really|also ?do ?n't|not love|hate|like go shopping|swimming`),
      wordPattern("{subject} ?really|also ?do ?n't|not like|love|hate [cook] $|for|with|and|at|in|my|when|because"),
      wordPattern(
        `would|'d like|love|prefer [${DONE}|visit|study|become|be|have|travel|buy|talk|say|know] !up|insurance|music`,
      ),
      // "I'd love live music" is about music.
      wordPattern("would|'d like|love|prefer [live] in|near|with|alone|abroad|there|here !concert"),
      // "I'd prefer work to be closer" is about the job.
      wordPattern("would|'d like|love|prefer [work] as|at|with|for|from|abroad|there|here|hard"),
    ]),
  },
  {
    id: 'judged-base',
    kind: 'verbForm',
    message: '"To" is missing before the verb.',
    at: toMissing(
      "it is|was|'s ?not ?very|so|really|more|also necessary|important|difficult|easy|hard|possible|impossible|better|useful|dangerous|nice [{verb}|meet]",
      '{subject} want [talk] about',
    ),
  },
  {
    id: 'a-lot-bare',
    kind: 'missingWord',
    message: 'Before a noun it is "a lot of".',
    at: matchAny([wordPattern(`[a lot] ${LIKED} {many}|{mass}|food|people`, 'a lot of')]),
  },
  {
    id: 'close-each-other',
    kind: 'preposition',
    message: 'Say "to each other".',
    at: matchAny([
      wordPattern('close|similar|next [each other]', 'to each other'),
      // "They married each other" is a verb.
      wordPattern('~be|get married [each other]', 'to each other'),
    ]),
  },
  {
    id: 'during-weeks',
    kind: 'preposition',
    message: 'How long something goes on is told with "for".',
    at: matchAny([
      wordPattern(
        '<VERB|AUX|NOUN|PROPN|PRON|ADV|ADJ> [during] ?about|almost {small} weeks|days|hours|years|months|minutes !of|when|where|that',
        'for',
      ),
      // "During two years at university I made friends".
      wordPattern(
        '^ [during] ?about|almost {small} weeks|days|hours|years|months|minutes !of|when|where|that|at|in|as|on|abroad|away',
        'for',
      ),
    ]),
  },
  {
    id: 'more-like-to',
    kind: 'wordOrder',
    message: 'To like one thing more is to "prefer" it.',
    at: matchAny([wordPattern('i|we|they|people|children|students [more like] to {base}', 'prefer')]),
  },
  {
    id: 'been-to-there',
    kind: 'preposition',
    message: 'No "to" before "here" and "there".',
    at: matchAny([wordPattern('been [to] here|there !and|<NOUN>', '')]),
  },
  {
    id: 'to-the-work',
    kind: 'article',
    message: 'One goes "to work", without "the".',
    at: matchAny([
      wordPattern('~go|walk|drive [to the work] $|by|on|at|every|and|because', 'to work'),
      // One may come to the work by a painter, and to the work itself.
      wordPattern('~come [to the work] by bus|car|train|metro|subway|tram|bike|bicycle|motorbike', 'to work'),
    ]),
  },
  {
    id: 'time-for-ing',
    kind: 'preposition',
    message: 'One spends time "doing" something.',
    at: matchAny([
      wordPattern(
        '~spend ?my|his|her|our|their|some|much|more|a ?lot ?of time|hours [for] {ing}|reading|cooking|shopping|training',
        '',
      ),
      wordPattern(
        '~spend ?my|his|her|our|their|some|much|more|a ?lot ?of ?free time|hours [with] playing|reading|watching|doing|studying|listening|cooking !classes|groups',
        '',
      ),
    ]),
  },
  {
    id: 'respect-to',
    kind: 'preposition',
    message: 'One respects somebody, without "to".',
    at: matchAny([
      wordPattern(
        'must|should|we|they|people|always|to respect [to] our|my|his|her|their|old|older|elderly|parents|people|each|others|them',
        '',
      ),
    ]),
  },
  {
    id: 'person-cooker',
    kind: 'wordChoice',
    message: 'Who cooks is a "cook"; a "cooker" is a machine.',
    at: matchAny([
      wordPattern(
        'i|he|she|they {be} ?a|an|the|my ?very|really good|great|best|excellent|bad|amazing|wonderful [cooker]',
        'cook',
      ),
      // "What I bought my mother was a good cooker".
      wordPattern(
        '^ my|his|her|our|their|the mother|father|mum|mom|dad|wife|husband|grandmother|sister|brother {be} ?a|an|the|my ?very|really good|great|best|excellent|bad|amazing|wonderful [cooker]',
        'cook',
      ),
    ]),
  },
  {
    id: 'aim-base',
    kind: 'verbForm',
    message: 'Say "to" and the verb, or the verb with -ing.',
    at: matchAny([
      wordPattern(
        `my|her|his|our|their|main|first|biggest|of ?my ?main ${AIMS} is|was|are [${DONE}|become|teach|help|take|be]`,
      ),
    ]),
  },
  {
    id: 'perception-to',
    kind: 'verbForm',
    message: 'After this verb and a person the next one stands without "to".',
    at: matchAny([wordPattern('saw|see|heard|hear|watched {object} [to] {base}', '')]),
  },
  {
    id: 'hope-person-to',
    kind: 'verbForm',
    message: 'Say "I hope that" and what the person does.',
    at: matchAny([wordPattern('hope|hopes|hoped you|him|her|us|them|me|people to {base}')]),
  },
  {
    id: 'preposition-to',
    kind: 'verbForm',
    message: 'This goes with another preposition, and a verb after it takes -ing.',
    at: matchAny([
      wordPattern('good|bad|interested|skilled|successful at|in [to {base}]'),
      wordPattern('afraid|scared|tired|capable|proud|fond|sick|instead|because of [to {verb}]'),
      wordPattern('without [to {verb}]'),
      wordPattern('afraid|scared [to|from|with] me|him|them|the|my|dogs|snakes|spiders|cats|people|animals', 'of'),
      wordPattern('capable|fond [to {verb}]'),
      wordPattern('~insist [to {verb}]'),
      wordPattern("'m|am|are|was|were thinking [to {verb}]"),
      wordPattern('i|we ~miss [to {verb}]'),
      // "She gave up to look after her mum" tells what for.
      wordPattern('give|gives|gave|giving up [to smoke|drink|play|eat|do|study|learn|try] !<NOUN>'),
      wordPattern('no use [to {verb}]'),
    ]),
  },
  {
    id: 'preposition-bare',
    kind: 'verbForm',
    message: 'After a preposition the verb takes -ing.',
    at: matchAny([
      wordPattern(
        'for|without|by|before|after [help|use|play|watch|visit|study|clean|start|change] me|him|them|us|it|the|my|our|their|his|a|this|these|english|internet',
      ),
      // "Good at dance" is a subject at school.
      wordPattern('good|bad|fond|interested|keen at|of|in|on [cook|play|swim|draw|drive|paint|sing] !<NOUN>'),
    ]),
  },
  {
    id: 'lets-form',
    kind: 'verbForm',
    message: 'Here the verb stands without "to" and without an ending.',
    at: matchAny([
      wordPattern("^ let 's [{ing}]"),
      wordPattern("why do n't you|we|they [to] {base}", ''),
      wordPattern('~begin|start|continue to [{ing}]'),
    ]),
  },
  {
    id: 'can-be-able',
    kind: 'verbForm',
    message: '"Can" and "be able to" say the same: one is enough.',
    at: matchAny([wordPattern('can|could [be able to]')]),
  },
  {
    id: 'be-come',
    kind: 'verbForm',
    message: '"Be" is too much before this verb.',
    at: matchAny([
      wordPattern("{subject} [am|'m|are|'re|is|was ?also come|came] from"),
      wordPattern("i'm|he's|she's|we're|they're [come|came] from"),
      wordPattern("i|we|they [am|'m|are|'re live] in|with|at|near"),
      wordPattern("{subject} [am|'m|are|'re|is not {verb}] !<NOUN>"),
      wordPattern("it|that|this|which [is|'s depending] on|of|how|the"),
      wordPattern('it [is|was rained|snowed] !in|under|off'),
    ]),
  },
  {
    id: 'be-missing',
    kind: 'verbForm',
    message: 'A form of "be" is missing.',
    at: matchAny([
      wordPattern('it|this|that|which|they [based|related|located|situated] on|to|with|in|at|near'),
      wordPattern('^ it [rain|snow] $'),
    ]),
  },
  {
    id: 'is-rain',
    kind: 'verbForm',
    message: 'Say "it is raining", "it is snowing".',
    at: matchAny([wordPattern("it is|was|'s [rain|snow] $|today|now|outside|here|and|so|but|because")]),
  },
  {
    id: 'feel-base',
    kind: 'wordForm',
    message: 'What one feels ends in -ed.',
    at: matchAny([
      wordPattern('~feel ?very|so|more|really [relax|bore|worry|tire|excite|disappoint|satisfy|confuse] !of|in'),
      // One may feel stress, interest and surprise.
      wordPattern('~feel very|so|really [interest|stress|surprise]'),
      wordPattern('{be} ?very|so|really [worry|satisfy|disappoint|excite|surprise] !<NOUN>'),
    ]),
  },
  {
    id: 'thing-feels',
    kind: 'wordForm',
    message: 'What causes a feeling ends in -ing.',
    at: matchAny([
      wordPattern(
        'film|movie|book|lesson|job|work|game|trip|story|subject|homework|journey|music|song|weekend {be} ?very|so|really|quite|a ?bit [bored|interested|excited|exhausted|disappointed|confused|surprised|tired] !by|to|with',
      ),
    ]),
  },
  {
    id: 'stative-ing',
    kind: 'tense',
    message: 'This verb has no -ing form here.',
    at: matchAny([
      wordPattern("{subject} am|'m|is|'s|are|'re|was|were [knowing|belonging|owning|preferring|containing] !that"),
      wordPattern('have|has|had been [knowing|belonging|owning|preferring]'),
      wordPattern("it am|is|'s|was [belonging|containing|consisting|including]"),
    ]),
  },
  {
    id: 'object-preposition',
    kind: 'preposition',
    message: 'This goes with another preposition.',
    at: matchAny([
      wordPattern('~search a|the|my|some job|information|work|answer|answers'),
      // "I apply the course material" uses it.
      wordPattern('~apply a|the|this|my job|position|university|visa|course|program|programme !<NOUN>'),
      wordPattern('allergic [with|from|of|by|for]', 'to'),
      wordPattern('angry [to|on] {object}|my|his|her|their', 'with'),
      wordPattern('~graduate [in|at|of|on] ?my|the university|college|school !<NOUN>', 'from'),
    ]),
  },
  {
    id: 'feel-myself',
    kind: 'pronoun',
    message: 'No "myself" here.',
    at: matchAny([
      wordPattern('~feel [myself|himself|herself|themselves|yourself] <ADJ>', ''),
      wordPattern('~feel [myself|himself|herself|themselves|yourself] very|so|really|quite|too|more <ADJ>', ''),
      wordPattern('~relax|concentrate [myself|himself|herself|themselves|ourselves]', ''),
    ]),
  },
  {
    id: 'since-am',
    kind: 'tense',
    message: 'After "since" the beginning is past: "since I was five".',
    at: matchAny([
      // "Since he is a little shy" is a reason, as any at the beginning may be.
      wordPattern("!^ since i|we|he|she|they [am|'m|is|are] {number}|little|young|small !<ADJ|NOUN|VERB>"),
      wordPattern("!^ since i|we|he|she|they [am|'m|is|are] {number} years ?old $|and|but|so"),
      wordPattern("!^ since i|we|he|she|they [am|'m|is|are] a child|kid|baby|boy|girl|student|teenager"),
      wordPattern(
        "!^ since i|we|he|she|they [am|'m|is|are] in primary|elementary|middle|high|secondary|kindergarten|university|college",
      ),
    ]),
  },
  {
    id: 'know-for',
    kind: 'tense',
    message: 'From the past until now: "I have known him for ten years".',
    at: matchAny([wordPattern('^ i|we|they [know] him|her|them|it for {number}|many|several years|months')]),
  },
  {
    id: 'before-will',
    kind: 'tense',
    message: 'No "will" in this part of the sentence.',
    at: matchAny([
      wordPattern("soon as {subject} [will|'ll] {base}"),
      wordPattern("^ unless|until|before|after {subject} [will|'ll] {base}"),
    ]),
  },
];
