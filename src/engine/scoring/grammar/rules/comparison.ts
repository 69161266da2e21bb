/** Comparing: "more better", "tall than", "more cheap", "one of most", "very like". */
import { plural } from '../inflection.js';
import { COUNT_NOUNS } from '../lexicon/nouns.js';
import { NOT_AFTER_VERY } from '../lexicon/verbs.js';
import { wordSet } from '../lexicon/word-set.js';
import type { Words } from '../phrases.js';
import { BE_FINITE, hasBefore, n, NEGATIONS, nounPhrase, opensClause, pos } from '../phrases.js';
import { numberOf, verbForms } from '../stretch.js';
import type { Stretch } from '../stretch.js';
import type { Match, Rule } from './rule.js';
import { match } from './rule.js';
import { wordTable } from '../../../text/word-table.js';

/** Form "-er", "-est", never "more", "most". */
const SHORT = wordSet(
  'big cheap tall fast old young strong long short high low rich small large hard cold hot warm clean good bad far easy great nice slow sweet thin wide weak dark deep light loud new poor quick soft thick wet dry fat',
);
const IRREGULAR: Readonly<Record<string, string>> = wordTable({ good: 'better', bad: 'worse', far: 'further' });

function comparative(adjective: string): string {
  const irregular = IRREGULAR[adjective];
  if (irregular !== undefined) return irregular;
  if (adjective.endsWith('e')) return `${adjective}r`;
  if (adjective.endsWith('y')) return `${adjective.slice(0, -1)}ier`;
  return /^[^aeiou]*[aeiou][bdgmnt]$/.test(adjective) ? `${adjective}${adjective.at(-1) ?? ''}er` : `${adjective}er`;
}
const COMPARATIVES = new Set([
  ...[...SHORT].map(comparative),
  'easier',
  'happier',
  'healthier',
  'busier',
  'earlier',
  'friendlier',
  'farther',
  'elder',
]);
const SUPERLATIVES = new Set([...[...SHORT].map((word) => superlative(word)), 'easiest', 'happiest', 'best', 'worst']);
function superlative(adjective: string): string {
  const form = comparative(adjective);
  return form === 'better' ? 'best' : form === 'worse' ? 'worst' : `${form.slice(0, -1)}st`;
}

function doubleComparative(words: Words, index: number): Match | null {
  const more = n(words, index);
  const next = n(words, index + 1);
  if (more === 'more' && COMPARATIVES.has(next) && !['NOUN', 'ADJ'].includes(pos(words, index + 2)))
    return match(index, index + 2, next);
  if (more === 'most' && SUPERLATIVES.has(next)) return match(index, index + 2, next);
  if (more === 'very' && COMPARATIVES.has(next) && next !== 'lower') return match(index, index + 2, `much ${next}`);
  return null;
}

function moreShort(words: Words, index: number): Match | null {
  const adjective = n(words, index + 1);
  if (n(words, index) !== 'more' || !SHORT.has(adjective) || adjective === 'light' || adjective === 'good') {
    if (!(n(words, index) === 'more' && adjective === 'good')) return null;
  }
  const next = pos(words, index + 2);
  if (next === 'NOUN' || next === 'ADJ' || next === 'PROPN' || n(words, index + 2) === 'and') return null;
  return match(index, index + 2, comparative(adjective));
}

const COMPARED = wordSet('more less fewer better worse rather other different further earlier later sooner');
function plainThan(words: Words, index: number, { before }: Stretch): Match | null {
  if (n(words, index) !== 'than' || pos(words, index - 1) !== 'ADJ') return null;
  // "More attractive, funny or charming than anybody".
  if (index <= 4 && before.some(({ n: word }) => COMPARED.has(word))) return null;
  const adjective = n(words, index - 1);
  if (/er$/.test(adjective) || COMPARED.has(adjective) || /^(?:worse|less|more|else|such|same)$/.test(adjective))
    return null;
  // "I'd rather pretend to be scared than pretend to be bored".
  if (words.slice(0, index).some(({ n: word }) => word === 'rather')) return null;
  for (let back = index - 2; back >= Math.max(0, index - 9); back -= 1) {
    const word = n(words, back);
    if (
      COMPARED.has(word) ||
      COMPARATIVES.has(word) ||
      /^(?:as|so|too|much|many)$/.test(word) ||
      (/.er$/.test(word) && ['ADJ', 'ADV'].includes(pos(words, back)))
    )
      return null;
  }
  return match(
    index - 1,
    index + 1,
    SHORT.has(adjective) ? `${comparative(adjective)} than` : `more ${adjective} than`,
  );
}

function oneOfMost(words: Words, index: number): Match | null {
  if (n(words, index) !== 'one' || n(words, index + 1) !== 'of') return null;
  const next = n(words, index + 2);
  if (next === 'most' || SUPERLATIVES.has(next)) return match(index + 1, index + 3, `of the ${next}`);
  return null;
}

/** "It is most important thing". */
function mostWithoutThe(words: Words, index: number): Match | null {
  if (!BE_FINITE.has(n(words, index))) return null;
  // "My sister's best friend": after a noun it owns.
  if (n(words, index) === "'s" && pos(words, index - 1) !== 'PRON') return null;
  const most = n(words, index + 1);
  if (most === 'most' && pos(words, index + 2) === 'ADJ' && COUNT_NOUNS.has(n(words, index + 3)))
    return match(index + 1, index + 2, 'the most');
  // "He was best man at my wedding".
  if (most === 'best' && n(words, index + 2) === 'man') return null;
  if (SUPERLATIVES.has(most) && numberOf(words[index + 2]) === 'singular' && COUNT_NOUNS.has(n(words, index + 2)))
    return match(index + 1, index + 2, `the ${most}`);
  return null;
}

function veryVerb(words: Words, index: number): Match | null {
  const adverb = n(words, index);
  const verb = words[index + 1];
  if (adverb !== 'very' || !verb || !NOT_AFTER_VERY.has(verb.lemma)) return null;
  if (verb.n === 'like' && !/^(?:i|we|they|you|he|she|people|is|am|'m|are)$/.test(n(words, index - 1))) return null;
  if (verb.n !== 'like' && verb.pos !== 'VERB') return null;
  if (/ed$/.test(verb.n) && (BE_FINITE.has(n(words, index - 1)) || n(words, index + 2) === 'by')) return null;
  return verbForms(verb).has('ing') ? null : match(index, index + 2, `really ${verb.n}`);
}

/** "Very much people", "too much expensive". */
function muchAdjective(words: Words, index: number): Match | null {
  if (n(words, index + 1) !== 'much' || !/^(?:too|very|so)$/.test(n(words, index))) return null;
  // "It's not so much open as ajar".
  if (NEGATIONS.has(n(words, index - 1))) return null;
  const adjective = words[index + 2];
  if (adjective?.pos !== 'ADJ' || ['NOUN', 'ADJ', 'PROPN'].includes(pos(words, index + 3))) return null;
  if (
    COMPARATIVES.has(adjective.n) ||
    /er$/.test(adjective.n) ||
    /^(?:more|less|different|other|better|worse|like|alike|akin|worth)$/.test(adjective.n)
  )
    return null;
  return match(index, index + 3, `${n(words, index)} ${adjective.n}`);
}

function enoughFirst(words: Words, index: number): Match | null {
  if (
    n(words, index) !== 'enough' ||
    !/^(?:good|old|big|rich|strong|tall|fast|smart|clever|brave|lucky|young|healthy)$/.test(n(words, index + 1))
  )
    return null;
  return ['NOUN', 'ADJ', 'PROPN', 'CCONJ'].includes(pos(words, index + 2))
    ? null
    : match(index, index + 2, `${n(words, index + 1)} enough`);
}

/** "The same than", "as big than". */
function sameThan(words: Words, index: number): Match | null {
  if (
    n(words, index) === 'same' &&
    /^(?:than|with|like)$/.test(n(words, index + 1)) &&
    pos(words, index + 1) !== 'VERB'
  ) {
    if (n(words, index + 1) === 'with' && !/^(?:me|my|your|his|her|the|other)$/.test(n(words, index + 2))) return null;
    const hasThe = /^(?:the|this|that|these|those|my|your|much|very)$/.test(n(words, index - 1));
    return match(index, index + 2, hasThe ? 'same as' : 'the same as');
  }
  if (n(words, index) === 'as' && pos(words, index + 1) === 'ADJ' && n(words, index + 2) === 'than')
    return match(index, index + 3, `as ${n(words, index + 1)} as`);
  return null;
}

function sameWithoutThe(words: Words, index: number): Match | null {
  if (n(words, index) !== 'same' || pos(words, index + 1) !== 'NOUN') return null;
  if (!['ADP', 'VERB', 'AUX'].includes(pos(words, index - 1)) || hasBefore(words, index, THE, 1)) return null;
  return match(index, index + 2, `the same ${n(words, index + 1)}`);
}
const THE = wordSet('the this that these those');

/** "It was so beautiful place", "such beautiful". */
function soNoun(words: Words, index: number): Match | null {
  if (
    n(words, index) !== 'so' ||
    !['AUX', 'VERB', 'ADP'].includes(pos(words, index - 1)) ||
    pos(words, index + 1) !== 'ADJ'
  )
    return null;
  if (/^(?:many|much|few|little|good|called)$/.test(n(words, index + 1)) && n(words, index + 1) !== 'good') return null;
  const noun = words[index + 2];
  if (
    !noun ||
    noun.pos !== 'NOUN' ||
    !COUNT_NOUNS.has(noun.n) ||
    pos(words, index + 3) === 'VERB' ||
    pos(words, index + 3) === 'AUX'
  )
    return null;
  return match(
    index,
    index + 3,
    `such ${/^[aeiou]/.test(n(words, index + 1)) ? 'an' : 'a'} ${n(words, index + 1)} ${noun.n}`,
  );
}

function aSuch(words: Words, index: number): Match | null {
  if (!/^(?:a|an|the)$/.test(n(words, index)) || n(words, index + 1) !== 'such') return null;
  return match(index, index + 2, 'such a');
}

/** "The most people like": "the most" compares, "most" is the majority. */
function theMostPlural(words: Words, index: number): Match | null {
  if (n(words, index) !== 'the' || n(words, index + 1) !== 'most') return null;
  const noun = n(words, index + 2);
  if (noun !== 'people' && noun !== plural('student') && noun !== 'children') return null;
  // "The most people in my country speak Arabic".
  const place = opensClause(words, index) && n(words, index + 3) === 'in' ? nounPhrase(words, index + 4) : null;
  const verb = words[place?.end ?? -1];
  if (verb?.pos === 'VERB' && verbForms(verb).has('base')) return match(index, index + 3, `most ${noun}`);
  return verbForms(words[index + 3]).size > 0 || pos(words, index + 3) === 'ADV'
    ? match(index, index + 3, `most ${noun}`)
    : null;
}

export const comparisonRules: readonly Rule[] = [
  { id: 'double-comparative', kind: 'comparison', message: 'The word compares already.', at: doubleComparative },
  { id: 'more-short', kind: 'comparison', message: 'Short adjectives compare with -er.', at: moreShort },
  { id: 'plain-than', kind: 'comparison', message: '"Than" needs "more" or -er before it.', at: plainThan },
  { id: 'one-of-most', kind: 'article', message: '"The" is missing.', at: oneOfMost },
  { id: 'most-without-the', kind: 'article', message: '"The" is missing.', at: mostWithoutThe },
  { id: 'very-verb', kind: 'wordChoice', message: '"Very" does not go with verbs.', at: veryVerb },
  { id: 'much-adjective', kind: 'wordChoice', message: '"Much" does not go with this adjective.', at: muchAdjective },
  { id: 'enough-order', kind: 'wordOrder', message: '"Enough" goes after the adjective.', at: enoughFirst },
  { id: 'same-as', kind: 'comparison', message: 'Say "the same as", "as ... as".', at: sameThan },
  { id: 'same-without-the', kind: 'article', message: 'Say "the same".', at: sameWithoutThe },
  { id: 'so-noun', kind: 'article', message: 'Before a noun say "such a".', at: soNoun },
  { id: 'a-such', kind: 'wordOrder', message: 'Say "such a".', at: aSuch },
  {
    id: 'the-most-people',
    kind: 'article',
    message: 'The majority is "most people", without "the".',
    at: theMostPlural,
  },
];
