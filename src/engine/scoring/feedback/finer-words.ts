/** Words that say more than the plainest ones, and where they fit; our own lists. */
import { wordTable } from '../../text/word-table.js';

/** What stands around a word, in lower case; '' beyond the answer and the sentence. */
export interface Neighbours {
  readonly before: readonly string[];
  readonly after: readonly string[];
}
type Fits = (around: Neighbours) => boolean;

export interface Finer {
  readonly tag: 'Adjective' | 'Verb';
  readonly words: string;
  readonly fits: Fits;
}

const always: Fits = () => true;
const next =
  (pattern: RegExp): Fits =>
  ({ after }) =>
    pattern.test(after[0] ?? '');
const notNext =
  (pattern: RegExp): Fits =>
  ({ after }) =>
    !pattern.test(after[0] ?? '');

const BE_OR_FEEL = /^(?:am|is|are|was|were|be|been|feel|feels|felt|'m|.+['’](?:m|re|s))$/;
const DEGREE = /^(?:so|very|really|quite|too|always|often|usually|not|never|extremely|pretty)$/;
const PERSON = /^(?:i|he|she|we|they|you|i['’]m|he['’]s|she['’]s|we['’]re|they['’]re|you['’]re)$/;
/** "I was very happy": it is somebody who feels it, not a day or a film. */
const ofPerson: Fits = ({ before }) => {
  const said = before.filter((word) => !DEGREE.test(word));
  const last = said.at(-1) ?? '';
  return PERSON.test(last) ? /['’]/.test(last) : BE_OR_FEEL.test(last) && PERSON.test(said.at(-2) ?? '');
};
/** "Hard to say" and "kind of him" take other words than "a hard day". */
const NO_OBJECT = /^(?:to|for|of)$/;

const adjective = (words: string, fits: Fits = always): Finer => ({ tag: 'Adjective', words, fits });
const verb = (words: string, fits: Fits): Finer => ({ tag: 'Verb', words, fits });

/** An object with a word in front of it, which any of the verbs here may take. */
const OBJECT = /^(?:a|an|the|my|your|his|her|our|their|this|that|these|those|some|more|something|one)$/;

/** Where they fit they say the same; what depends on the matter is told in brackets. */
export const FINER: Readonly<Record<string, Finer>> = wordTable({
  hard: adjective('"demanding"', notNext(NO_OBJECT)),
  difficult: adjective('"tricky"'),
  easy: adjective('"straightforward"', notNext(/^(?:going|life|money)$/)),
  famous: adjective('"renowned"'),
  cheap: adjective('"affordable"', notNext(/^quality$/)),
  expensive: adjective('"pricey"'),
  beautiful: adjective('"stunning" or "picturesque" (a place)'),
  important: adjective('"crucial" or "vital"'),
  interesting: adjective('"fascinating" or "absorbing"'),
  boring: adjective('"tedious"'),
  happy: adjective('"delighted" or "content"', ofPerson),
  sad: adjective('"upset" or "heartbroken"', ofPerson),
  angry: adjective('"furious"', ofPerson),
  tired: adjective('"exhausted" or "worn out"', notNext(/^of$/)),
  busy: adjective('"hectic" (a day), "bustling" (a place) or "snowed under" (a person)'),
  friendly: adjective(
    '"welcoming" or "easy to get on with"',
    ({ before }) => !/ly$|^(?:eco|user)$/.test(before.at(-1) ?? ''),
  ),
  kind: adjective('"considerate" or "warm-hearted"', notNext(NO_OBJECT)),
  clever: adjective('"sharp" or "quick-witted"'),
  smart: adjective('"sharp" or "quick-witted"', ofPerson),
  quiet: adjective('"peaceful" (a place) or "reserved" (a person)'),
  noisy: adjective('"deafening"'),
  crowded: adjective('"packed"'),
  modern: adjective('"contemporary"'),
  traditional: adjective(
    '"time-honoured"',
    next(/^(?:customs?|ceremon(?:y|ies)|festivals?|ways?|methods?|crafts?|recipes?)$/),
  ),
  delicious: adjective('"mouth-watering"'),
  healthy: adjective('"nutritious" (food) or "in good shape" (a person)'),
  convenient: adjective('"handy"'),
  comfortable: adjective('"cosy" (a place) or "at ease" (a person)'),
  dangerous: adjective('"hazardous"', notNext(/^(?:animals?|dogs?|people|person|m[ae]n|drivers?|snakes?|criminals?)$/)),
  strange: adjective('"peculiar" or "odd"'),
  popular: adjective('"well loved"'),
  useful: adjective('"handy" or "invaluable"'),
  relax: verb('"unwind"', notNext(OBJECT)),
  improve: verb(
    '"polish"',
    ({ after }) =>
      /^(?:my|your|his|her|our|their)$/.test(after[0] ?? '') &&
      /^(?:english|french|skills?|language|pronunciation|style)$/.test(after[1] ?? ''),
  ),
  understand: verb('"grasp"', next(/^(?:the|this|that|what|how|why)$/)),
  remember: verb('"recall"', next(/^(?:my|the|that|what|how|when|exactly)$/)),
  enjoy: verb('"get a lot out of"', ({ after }) => /ing$/.test(after[0] ?? '') || OBJECT.test(after[0] ?? '')),
  prefer: verb('"lean towards"', ({ after }) => /ing$/.test(after[0] ?? '') || OBJECT.test(after[0] ?? '')),
});

interface Stronger {
  readonly word: string;
  readonly fits: Fits;
}
const strong = (word: string, fits: Fits = always): Stronger => ({ word, fits });

/** What one strong word says by itself in the place of "very" and another. */
export const STRONGER_THAN_VERY: Readonly<Record<string, Stronger>> = wordTable({
  tired: strong('exhausted', notNext(/^of$/)),
  big: strong('huge'),
  large: strong('enormous'),
  small: strong('tiny'),
  good: strong('excellent'),
  bad: strong('awful'),
  important: strong('crucial'),
  happy: strong('delighted', ofPerson),
  hungry: strong('starving'),
  cold: strong('freezing', notNext(/^(?:person|people|man|woman|heart)$/)),
  hot: strong('boiling', notNext(/^(?:topic|issue)$/)),
  beautiful: strong('stunning'),
  interesting: strong('fascinating'),
  kind: strong('warm-hearted', notNext(NO_OBJECT)),
  friendly: strong('welcoming'),
  nice: strong('lovely'),
  angry: strong('furious', ofPerson),
  sad: strong('heartbroken', ofPerson),
  difficult: strong('demanding', notNext(NO_OBJECT)),
  hard: strong('demanding', notNext(NO_OBJECT)),
  funny: strong('hilarious'),
  clever: strong('brilliant'),
  smart: strong('brilliant', ofPerson),
  crowded: strong('packed'),
  dirty: strong('filthy'),
  clean: strong('spotless'),
  scared: strong('terrified'),
  surprised: strong('astonished'),
  strange: strong('bizarre'),
  excited: strong('thrilled'),
  delicious: strong('mouth-watering'),
  famous: strong('renowned'),
  useful: strong('invaluable'),
  useless: strong('pointless'),
});
