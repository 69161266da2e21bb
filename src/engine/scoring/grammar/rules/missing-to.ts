/** More of what follows which verb: "allow people use", "they like make", "worth to see", "want to success", "prevent people to go". */
import { inflect } from '../inflection.js';
import { NOT_NOUNS, PERSONS } from '../lexicon/verbs.js';
import { wordSet } from '../lexicon/word-set.js';
import type { Words } from '../phrases.js';
import { n, nounPhrase, opensClause, pos, POSSESSIVES } from '../phrases.js';
import { isOnly, verbForms } from '../stretch.js';
import type { Match, Rule } from './rule.js';
import { match } from './rule.js';
import { wordTable } from '../../../text/word-table.js';

const lemma = (words: Words, index: number): string => words[index]?.lemma ?? '';
const isBase = (words: Words, index: number): boolean =>
  words[index]?.pos === 'VERB' && verbForms(words[index]).has('base');
const isPlainVerb = (words: Words, index: number): boolean =>
  words[index]?.pos === 'VERB' && isOnly(words[index], 'base') && NOT_NOUNS.has(lemma(words, index));

const TAKES_PERSON_TO = wordSet(
  'allow enable encourage force want teach invite persuade convince expect require motivate push lead advise ask',
);
/** "Allow people use", "want them learn". */
function personTo(words: Words, index: number): Match | null {
  if (!TAKES_PERSON_TO.has(lemma(words, index)) || verbForms(words[index]).size === 0) return null;
  if (!PERSONS.has(n(words, index + 1)) || /^(?:you|everyone|everybody)$/.test(n(words, index + 1))) return null;
  if (n(words, index + 1) === 'her' && pos(words, index + 2) !== 'VERB') return null;
  return isPlainVerb(words, index + 2) ? match(index + 2, index + 3, `to ${n(words, index + 2)}`) : null;
}

/** "It makes people feels", "let him goes". */
function personThird(words: Words, index: number): Match | null {
  if (!/^(?:make|let|help)$/.test(lemma(words, index)) || verbForms(words[index]).size === 0) return null;
  if (!/^(?:me|him|us|them|people|students|children)$/.test(n(words, index + 1))) return null;
  const verb = words[index + 2];
  return verb?.pos === 'VERB' && isOnly(verb, 'third') ? match(index + 2, index + 3, verb.lemma) : null;
}

const LIKING = wordSet('like love prefer start begin continue try forget choose');
/** "They like make", "people try learn". */
function likingTo(words: Words, index: number): Match | null {
  const verb = words[index];
  if (verb?.pos !== 'VERB' || !LIKING.has(verb.lemma) || verb.n === 'liked' || verb.n === 'chosen') return null;
  if (!['PRON', 'NOUN', 'PART', 'AUX'].includes(pos(words, index - 1)) && n(words, index - 1) !== "n't") return null;
  if (/^(?:me|him|us|them|is|are|was|were)$/.test(n(words, index - 1))) return null;
  return isPlainVerb(words, index + 1) ? match(index, index + 2, `${verb.n} to ${n(words, index + 1)}`) : null;
}

/** "Worth to see", "thinking to buy", "succeed to pass", "why not to go". */
function toForIng(words: Words, index: number): Match | null {
  if (n(words, index + 1) !== 'to' || !isBase(words, index + 2)) return null;
  const ing = inflect(lemma(words, index + 2), 'ing');
  if (n(words, index) === 'worth') return match(index, index + 3, `worth ${ing}`);
  if (n(words, index) === 'thinking' && /^(?:am|'m|is|are|was|were|'re)$/.test(n(words, index - 1)))
    return match(index, index + 3, `thinking of ${ing}`);
  if (lemma(words, index) === 'succeed' && pos(words, index) === 'VERB')
    return match(index, index + 3, `${n(words, index)} in ${ing}`);
  if (n(words, index) === 'not' && n(words, index - 1) === 'why') return match(index + 1, index + 2, '');
  return null;
}

/** "Prevent people to smoke". */
function preventTo(words: Words, index: number): Match | null {
  if (lemma(words, index) !== 'prevent' || pos(words, index) !== 'VERB') return null;
  const object = /^(?:me|him|us|them|you|it)$/.test(n(words, index + 1))
    ? index + 2
    : nounPhrase(words, index + 1)?.end;
  if (object === undefined || n(words, object) !== 'to' || !isBase(words, object + 1)) return null;
  return match(object, object + 2, `from ${inflect(lemma(words, object + 1), 'ing')}`);
}

const VERB_OF: Readonly<Record<string, string>> = wordTable({
  success: 'succeed',
  choice: 'choose',
  belief: 'believe',
  growth: 'grow',
  development: 'develop',
  improvement: 'improve',
  analysis: 'analyse',
  decision: 'decide',
  achievement: 'achieve',
  survival: 'survive',
  communication: 'communicate',
  explanation: 'explain',
  knowledge: 'know',
  life: 'live',
});
const BEFORE_INFINITIVE = wordSet(
  'want wants wanted need needs try tries tried how able hope hopes order going difficult easy hard',
);
/** "Want to success", "they can success". */
function nounForVerb(words: Words, index: number): Match | null {
  const better = VERB_OF[n(words, index + 1)];
  if (better === undefined || ['NOUN', 'VERB'].includes(pos(words, index + 2))) return null;
  // "What would life be like?"
  if (n(words, index + 2) === 'be') return null;
  const word = n(words, index);
  const afterTo = word === 'to' && BEFORE_INFINITIVE.has(n(words, index - 1));
  const afterModal =
    /^(?:can|could|will|would|should|must|may|might)$/.test(word) &&
    pos(words, index) === 'AUX' &&
    ['PRON', 'NOUN'].includes(pos(words, index - 1));
  return afterTo || afterModal ? match(index + 1, index + 2, better) : null;
}

/** "They have take", "people has become" aside. */
function haveBase(words: Words, index: number): Match | null {
  if (!/^(?:have|has|'ve)$/.test(n(words, index)) || !['PRON', 'NOUN'].includes(pos(words, index - 1))) return null;
  // "The people I have live there": a clause inside another.
  if (!opensClause(words, index - 1)) return null;
  const verb = words[index + 1];
  if (!verb || !isPlainVerb(words, index + 1) || ['become', 'come', 'play', 'exercise', 'share'].includes(verb.n))
    return null;
  if (
    /^(?:things|something|anything|nothing|all|what|who|makes|make)$/.test(n(words, index - 1)) ||
    n(words, index + 2) === 'to' ||
    // "They have live music".
    (verb.n === 'live' && pos(words, index + 2) === 'NOUN')
  )
    return null;
  return match(index, index + 2, `${n(words, index)} ${inflect(verb.lemma, 'participle')}`);
}

/** "I went my grandmother's house": a place that one goes to; "went my own way" and "go their separate ways" are said. */
function goPlace(words: Words, index: number): Match | null {
  const owner = n(words, index + 1);
  // "Let go my job" lacks another word.
  if (lemma(words, index - 1) === 'let') return null;
  if (lemma(words, index) !== 'go' || verbForms(words[index]).size === 0 || !POSSESSIVES.has(owner)) return null;
  const phrase = nounPhrase(words, index + 1);
  const next = pos(words, phrase?.end ?? 0);
  // "The place we go our friends know": what begins another clause.
  if (!phrase || ['VERB', 'AUX'].includes(next)) return null;
  return VISITED.has(n(words, phrase.head)) ? match(index + 1, index + 2, `to ${owner}`) : null;
}
const VISITED = wordSet(
  'house home village town city country hometown school office university college flat apartment room farm shop hospital church gym restaurant workplace job',
);

export const missingToRules: readonly Rule[] = [
  { id: 'person-to', kind: 'verbForm', message: '"To" is missing before the second verb.', at: personTo },
  {
    id: 'person-bare',
    kind: 'verbForm',
    message: 'After "make", "let" and "help" the second verb has no ending.',
    at: personThird,
  },
  { id: 'liking-to', kind: 'verbForm', message: '"To" is missing before the second verb.', at: likingTo },
  { id: 'to-for-ing', kind: 'verbForm', message: 'Here the verb takes another form than "to".', at: toForIng },
  { id: 'prevent-to', kind: 'verbForm', message: 'One prevents somebody "from doing" something.', at: preventTo },
  { id: 'noun-for-verb', kind: 'wordForm', message: 'A verb is needed here.', at: nounForVerb },
  { id: 'go-place', kind: 'preposition', message: '"To" is missing before the place.', at: goPlace },
  {
    id: 'have-base',
    kind: 'verbForm',
    message: 'After "have" comes the past participle ("gone", "seen", "visited").',
    at: haveBase,
  },
];
