/** Word forms and choices: "buyed", "I am agree", "very success", "I am exciting", "make homework". */
import { inflect } from '../inflection.js';
import { COLLOCATIONS } from '../lexicon/collocations.js';
import { IRREGULAR_VERBS } from '../lexicon/irregular-verbs.js';
import { COUNT_NOUNS } from '../lexicon/nouns.js';
import { wordSet } from '../lexicon/word-set.js';
import type { Words } from '../phrases.js';
import { BE_FINITE, n, NEGATIONS, pos, skipAdverbs, written } from '../phrases.js';
import type { GrammarWord } from '../stretch.js';
import { verbForms } from '../stretch.js';
import type { Match, Rule } from './rule.js';
import { match } from './rule.js';
import { wordTable } from '../../../text/word-table.js';

/** Regular pasts of irregular verbs that are words all the same. */
const REAL_WORDS = wordSet(
  'lied seed winded bleed breed feed need speed bed lighted hanged costed grinded strived weaved shined broadcasted forecasted ringed betted spitted quitted sped rided bidded fitted leaned learned dreamed burned smelled spelled spilled spoiled leaped hided setted misled bound found wound saw laid',
);
const WRONG_PASTS = new Map(
  IRREGULAR_VERBS.flatMap(({ base, past, participle }) => {
    const regular = regularPast(base);
    return REAL_WORDS.has(regular) || past.includes(regular) || participle.includes(regular)
      ? []
      : [[regular, past[0] ?? base] as const];
  }),
);
function regularPast(base: string): string {
  if (base.endsWith('e')) return `${base}d`;
  if (base.endsWith('y') && !/[aeiou]y$/.test(base)) return `${base.slice(0, -1)}ied`;
  return /^[^aeiou]*[aeiou][bdgmnpt]$/.test(base) ? `${base}${base.at(-1) ?? ''}ed` : `${base}ed`;
}

function wrongPast(words: Words, index: number): Match | null {
  const better = WRONG_PASTS.get(n(words, index));
  // "Creeped out by the dolls".
  if (better === undefined || (n(words, index) === 'creeped' && n(words, index + 1) === 'out')) return null;
  return match(index, index + 1, better);
}

/** "I am agree". */
function amAgree(words: Words, index: number): Match | null {
  // "Let's agree".
  if (!BE_FINITE.has(n(words, index)) || n(words, index - 1) === 'let') return null;
  const at = skipAdverbs(words, index + 1);
  const verb = n(words, at);
  if (verb !== 'agree' && verb !== 'disagree') return null;
  return match(index, at + 1, at === index + 1 ? verb : undefined);
}

/** Nouns with the adjective that is meant after "very", "so" or "feel". */
const ADJECTIVE_OF: Readonly<Record<string, string>> = wordTable({
  crowd: 'crowded',
  fame: 'famous',
  luck: 'lucky',
  danger: 'dangerous',
  success: 'successful',
  health: 'healthy',
  beauty: 'beautiful',
  importance: 'important',
  difficulty: 'difficult',
  happiness: 'happy',
  convenience: 'convenient',
  noise: 'noisy',
  pollution: 'polluted',
  popularity: 'popular',
  freedom: 'free',
  strength: 'strong',
  friend: 'friendly',
  pride: 'proud',
  anger: 'angry',
  interest: 'interesting',
  comfort: 'comfortable',
  stress: 'stressful',
  independence: 'independent',
  confidence: 'confident',
  knowledge: 'knowledgeable',
  intelligence: 'intelligent',
  safety: 'safe',
  culture: 'cultural',
  tradition: 'traditional',
  profession: 'professional',
  benefit: 'beneficial',
  wealth: 'wealthy',
  sadness: 'sad',
});
function nounForAdjective(words: Words, index: number): Match | null {
  const before = n(words, index);
  if (!/^(?:very|so|more|most)$/.test(before)) return null;
  const better = ADJECTIVE_OF[n(words, index + 1)];
  if (better === undefined) return null;
  if (before === 'very') return match(index, index + 2, `very ${better}`);
  // "More freedom" is right; "it is more danger" is not.
  const isCompared = n(words, index + 2) === 'than' || n(words, index + 2) === '';
  // "So crowd pleasing".
  if (before === 'so' && BE_FINITE.has(n(words, index - 1)) && !['VERB', 'ADJ'].includes(pos(words, index + 2)))
    return match(index, index + 2, `so ${better}`);
  return /^(?:danger|success|health|beauty|importance|convenience|safety|popularity|happiness)$/.test(
    n(words, index + 1),
  ) &&
    BE_FINITE.has(n(words, index - 1)) &&
    isCompared &&
    // "It's more convenience than anything".
    !/^(?:anything|actual|real)$/.test(n(words, index + 3)) &&
    n(words, index - 2) !== 'there'
    ? match(index, index + 2, `${before} ${better}`)
    : null;
}

const FEELING = wordSet(
  'exciting surprising disappointing frustrating embarrassing boring confusing exhausting tiring interesting',
);
const FELT = wordSet('excited interested bored surprised disappointed confused frustrated embarrassed');
const TO_ED: Readonly<Record<string, string>> = wordTable({
  tiring: 'tired',
  boring: 'bored',
  exciting: 'excited',
  surprising: 'surprised',
  confusing: 'confused',
  frustrating: 'frustrated',
  embarrassing: 'embarrassed',
  exhausting: 'exhausted',
  disappointing: 'disappointed',
  interesting: 'interested',
});
const toEd = (word: string): string => TO_ED[word] ?? word;

/** Somebody may well be boring or interesting, at school as well. */
const isSurelyFelt = (adjective: string): boolean => !/^(?:boring|interesting)$/.test(adjective);

const ANIMALS = wordSet('dog cat puppy kitten pet horse baby bird animal rabbit hamster parrot');
const IN_WHAT_WAY = wordSet('person itself himself herself themselves his her their its that general');
/** "I am exciting", "I feel boring", "it was very interested". */
function feelings(words: Words, index: number): Match | null {
  const verb = n(words, index);
  const subject = n(words, index - 1);
  let at = index + 1;
  while (/^(?:very|so|really|too|quite|not|n't|more|always|also)$/.test(n(words, at))) at += 1;
  const adjective = n(words, at);
  if (BE_FINITE.has(verb)) {
    const next = n(words, at + 1);
    if (
      /^(?:i|we)$/.test(subject) &&
      FEELING.has(adjective) &&
      !(adjective === 'interesting' && next === 'in') &&
      // "My friends say I'm boring".
      !/^(?:say|says|said|think|thinks|thought|find|finds)$/.test(n(words, index - 2)) &&
      !['NOUN', 'DET', 'PRON', 'ADJ'].includes(pos(words, at + 1))
    )
      return match(
        index,
        at + 1,
        isSurelyFelt(adjective) ? `${written(words, index, at)} ${toEd(adjective)}` : undefined,
      );
    // "She is interesting in person".
    const isInteresting = adjective === 'interesting' && next === 'in' && !IN_WHAT_WAY.has(n(words, at + 2));
    if (/^(?:i|we|he|she|they)$/.test(subject) && isInteresting) return match(at, at + 1, 'interested');
    if (
      (subject === 'it' || subject === 'this') &&
      FELT.has(adjective) &&
      // "We got a puppy and it was so excited".
      !words.slice(0, index).some((word) => ANIMALS.has(word.n)) &&
      next !== 'in' &&
      next !== 'by' &&
      next !== 'to'
    )
      return match(at, at + 1, adjective.replace(/ed$/, 'ing'));
  }
  if (
    /^(?:feel|feels|felt|feeling)$/.test(verb) &&
    FEELING.has(adjective) &&
    pos(words, at + 1) !== 'NOUN' &&
    subject !== 'it' &&
    subject !== 'that'
  )
    return match(index, at + 1, `${verb} ${toEd(adjective)}`);
  return null;
}

const collocations = new Map(COLLOCATIONS.map(([verb, noun, better]) => [`${verb} ${noun}`, better]));

function collocation(words: Words, index: number): Match | null {
  const verb = words[index];
  if (!verb || verbForms(verb).size === 0) return null;
  let at = index + 1;
  // "It made him question the plan".
  if (/^(?:me|him|us|them|you|it)$/.test(n(words, at))) return null;
  while (at < index + 4 && ['DET', 'ADJ', 'PRON', 'NUM'].includes(pos(words, at))) at += 1;
  if (pos(words, at) !== 'NOUN' || ['NOUN', 'ADJ'].includes(pos(words, at + 1))) return null;
  // "Made questions up" is another verb; "did money and finance" was a subject, "did money raising" another noun; "lost my train of thought".
  if (/^(?:up|of)$/.test(n(words, at + 1)) || verbForms(words[at + 1]).has('ing')) return null;
  if (n(words, at) === 'money' && n(words, at + 1) === 'and') return null;
  // "Does money buy happiness?", "do mistakes matter?"
  if (verb.lemma === 'do' && at === index + 1 && verbForms(words[at + 1]).has('base')) return null;
  // "It makes shopping very easy", "makes research faster", "people say lies have short legs".
  const next = skipAdverbs(words, at + 1);
  if (verb.lemma === 'make' && (pos(words, next) === 'ADJ' || /^(?:more|less|faster|easier)$/.test(n(words, at + 1))))
    return null;
  if (verb.lemma === 'say' && ['VERB', 'AUX'].includes(pos(words, next))) return null;
  const better = collocations.get(`${verb.lemma} ${n(words, at)}`);
  if (better === undefined) return null;
  // "Make photo" wants an article as well.
  const form = at === index + 1 && COUNT_NOUNS.has(n(words, at)) ? null : sameForm(verb, better);
  return match(index, at + 1, form === null ? undefined : `${form} ${written(words, index + 1, at + 1)}`);
}

/** "Did" gives "made"; null where the form is not certain. */
function sameForm(verb: GrammarWord, better: string): string | null {
  const [first = '', ...others] = better.split(' ');
  const spellings = new Set([...verbForms(verb)].map((form) => inflect(first, form)));
  const [only] = spellings;
  return spellings.size === 1 && only !== undefined ? [only, ...others].join(' ') : null;
}

const DEGREE_OF: Readonly<Record<string, string>> = wordTable({
  complete: 'completely',
  extreme: 'extremely',
  absolute: 'absolutely',
  total: 'totally',
  particular: 'particularly',
  incredible: 'incredibly',
  relative: 'relatively',
  serious: 'seriously',
});

/** "Complete different", "extreme important". */
function adjectiveForAdverb(words: Words, index: number): Match | null {
  const adverb = DEGREE_OF[n(words, index)];
  if (adverb === undefined || pos(words, index + 1) !== 'ADJ') return null;
  if (
    /^(?:particular|serious|total|extreme|incredible|complete)$/.test(n(words, index)) &&
    !/^(?:different|important|difficult|good|bad|happy|sad|dangerous|hard|easy|cold|hot|expensive|beautiful|wrong|right|interesting|useful|ill)$/.test(
      n(words, index + 1),
    )
  )
    return null;
  // "The absolute best".
  if (adverb === 'absolutely' && /(?:est|worst|opposite)$/.test(n(words, index + 1))) return null;
  // "One particular bad day".
  if (adverb === 'particularly' && /^(?:one|this|that|any|no)$/.test(n(words, index - 1))) return null;
  return match(index, index + 2, `${adverb} ${n(words, index + 1)}`);
}

/** "Speak English very good". */
function goodForWell(words: Words, index: number): Match | null {
  if (
    n(words, index) !== 'good' ||
    ['NOUN', 'ADJ', 'PROPN', 'NUM'].includes(pos(words, index + 1)) ||
    /^(?:at|for|to|enough|in|and|or)$/.test(n(words, index + 1))
  )
    return null;
  for (let back = index - 1; back >= Math.max(0, index - 4); back -= 1) {
    if (
      /^(?:speak|sing|drive|write|dance|cook|swim|sleep|study)$/.test(words[back]?.lemma ?? '') &&
      verbForms(words[back]).size > 0
    )
      return match(index, index + 1, 'well');
    if (!/^(?:very|so|really|english|it|them|not|too|quite|chinese|spanish|french|arabic)$/.test(n(words, back)))
      return null;
  }
  return null;
}

const AFTER_NOT: Readonly<Record<string, string>> = wordTable({
  nothing: 'anything',
  nobody: 'anybody',
  nowhere: 'anywhere',
  no: 'any',
});

/** "I don't know nothing". */
function doubleNegative(words: Words, index: number): Match | null {
  if (n(words, index) !== "n't" && n(words, index) !== 'not' && n(words, index) !== 'never') return null;
  const verb = words[index + 1];
  const negative = n(words, index + 2);
  // "You can't have nothing for breakfast".
  const isHave =
    verb?.n === 'have' && /^(?:nothing|nobody)$/.test(negative) && /^(?:do|does|did)$/.test(n(words, index - 1));
  if (!verb || !(verb.pos === 'VERB' || isHave)) return null;
  const better = AFTER_NOT[negative];
  if (
    better === undefined ||
    (negative === 'no' && pos(words, index + 3) !== 'NOUN') ||
    (NEGATIONS.has(negative) && negative !== 'never')
  )
    return null;
  if (negative === 'no' && /^(?:matter|longer|doubt|way)$/.test(n(words, index + 3))) return null;
  return match(index + 2, index + 3, better);
}

/** "I have 20 years old". */
function haveAge(words: Words, index: number): Match | null {
  if (!/^(?:have|has|had)$/.test(n(words, index)) || pos(words, index + 1) !== 'NUM') return null;
  // "Twenty two" may be two words.
  const years = pos(words, index + 2) === 'NUM' ? index + 3 : index + 2;
  return n(words, years) === 'years' && n(words, years + 1) === 'old' ? match(index, years + 2) : null;
}

/** "Grow up the children", "raise up". */
function growUp(words: Words, index: number): Match | null {
  const verb = words[index]?.lemma ?? '';
  if (verb === 'raise' && n(words, index + 1) === 'up') return match(index, index + 2, n(words, index));
  if (verb === 'learn' && /^(?:me|him|us|them)$/.test(n(words, index + 1)))
    return match(
      index,
      index + 2,
      `${inflect('teach', n(words, index) === 'learned' || n(words, index) === 'learnt' ? 'past' : n(words, index) === 'learns' ? 'third' : 'base')} ${n(words, index + 1)}`,
    );
  return null;
}

/** Verbs with the noun that is meant after an article. */
const NOUN_OF: Readonly<Record<string, string>> = wordTable({
  choose: 'choice',
  develop: 'development',
  improve: 'improvement',
  grow: 'growth',
  lose: 'loss',
  achieve: 'achievement',
  believe: 'belief',
  agree: 'agreement',
  explain: 'explanation',
  decide: 'decision',
  succeed: 'success',
  solve: 'solution',
  know: 'knowledge',
  communicate: 'communication',
  inform: 'information',
  educate: 'education',
  compare: 'comparison',
  describe: 'description',
  discuss: 'discussion',
  entertain: 'entertainment',
  pollute: 'pollution',
  protect: 'protection',
  react: 'reaction',
  behave: 'behaviour',
  advise: 'advice',
  analyse: 'analysis',
  analyze: 'analysis',
  appear: 'appearance',
  arrive: 'arrival',
  compete: 'competition',
  consume: 'consumption',
  contribute: 'contribution',
  employ: 'employment',
  exist: 'existence',
  govern: 'government',
  inspire: 'inspiration',
  invent: 'invention',
  manage: 'management',
  move: 'movement',
  refuse: 'refusal',
  survive: 'survival',
  differ: 'difference',
});
function verbForNoun(words: Words, index: number): Match | null {
  const better = NOUN_OF[n(words, index + 1)];
  if (better === undefined || !/^(?:a|an|the|my|our|your|his|their|this|good|bad|of|big)$/.test(n(words, index)))
    return null;
  if ((n(words, index) === 'of' && n(words, index - 1) !== 'lot') || n(words, index + 1) === 'move') return null;
  // "People in the know".
  if (n(words, index + 1) === 'know' && n(words, index - 1) === 'in') return null;
  if (/^(?:this|his)$/.test(n(words, index)) && words[index + 1]?.pos === 'VERB') return null;
  // "A know it all".
  if (n(words, index + 2) === 'it') return null;
  if (['NOUN', 'ADJ', 'VERB', 'PUNCT'].includes(pos(words, index + 2))) return null;
  return match(index + 1, index + 2, better);
}

/** "Feel happily", "looks beautifully". */
function linkingAdverb(words: Words, index: number): Match | null {
  const verb = words[index];
  if (!verb || !/^(?:feel|look|seem|sound|taste|smell)$/.test(verb.lemma) || verb.pos !== 'VERB') return null;
  const at = /^(?:very|so|really)$/.test(n(words, index + 1)) ? index + 2 : index + 1;
  const adverb = n(words, at);
  if (
    !/^(?:happily|sadly|beautifully|nicely|comfortably|angrily|strangely|deliciously|perfectly|freshly|healthily|proudly|nervously|terribly)$/.test(
      adverb,
    ) ||
    ['ADJ', 'VERB', 'ADV'].includes(pos(words, at + 1))
  )
    return null;
  // "She looked sadly at me": an act has its manner; "I feel strangely at home".
  if ((verb.lemma === 'look' && pos(words, at + 1) === 'ADP') || n(words, at + 1) === 'at') return null;
  return match(at, at + 1, adverb.replace(/ily$/, 'y').replace(/bly$/, 'ble').replace(/ly$/, ''));
}

export const wordRules: readonly Rule[] = [
  { id: 'wrong-past', kind: 'wordForm', message: 'This verb forms its past in its own way.', at: wrongPast },
  { id: 'am-agree', kind: 'verbForm', message: '"Agree" is a verb: "I agree".', at: amAgree },
  { id: 'noun-for-adjective', kind: 'wordForm', message: 'An adjective is needed here.', at: nounForAdjective },
  { id: 'feelings', kind: 'wordForm', message: 'What one feels ends in -ed, what causes it in -ing.', at: feelings },
  { id: 'collocation', kind: 'wordChoice', message: 'Another verb goes with this noun.', at: collocation },
  { id: 'adjective-for-adverb', kind: 'wordForm', message: 'An adverb is needed here.', at: adjectiveForAdverb },
  { id: 'good-for-well', kind: 'wordForm', message: 'How something is done: "well".', at: goodForWell },
  { id: 'double-negative', kind: 'wordChoice', message: 'One negative is enough.', at: doubleNegative },
  { id: 'have-age', kind: 'wordChoice', message: 'Age goes with "be": "I am twenty years old".', at: haveAge },
  { id: 'verb-for-noun', kind: 'wordForm', message: 'A noun is needed here.', at: verbForNoun },
  { id: 'linking-adverb', kind: 'wordForm', message: 'After this verb comes an adjective.', at: linkingAdverb },
  { id: 'teach-learn', kind: 'wordChoice', message: 'Another verb is meant.', at: growUp },
];
