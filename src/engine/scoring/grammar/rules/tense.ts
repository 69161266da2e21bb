/** Tense and the words for time: "yesterday I go", "I live here since 2010". */
import { inflect } from '../inflection.js';
import { wordSet } from '../lexicon/word-set.js';
import { wordTable } from '../../../text/word-table.js';
import type { Words } from '../phrases.js';
import { BE_FINITE, hasBefore, MODALS, n, nounPhrase, pos, skipAdverbs, SUBJECTS } from '../phrases.js';
import type { Stretch } from '../stretch.js';
import { verbForms } from '../stretch.js';
import type { Match, Rule } from './rule.js';
import { match } from './rule.js';

const NOW_ANYWAY = wordSet(
  'think guess believe mean remember suppose know hope say want forget feel find doubt wonder recall imagine gather admit swear',
);

/** Length of an expression of past time at the index, 0 when there is none. */
function pastTime(words: Words, index: number): number {
  const word = n(words, index);
  if (word === 'yesterday') return 1;
  if (
    word === 'last' &&
    /^(?:night|week|weekend|month|year|summer|winter|spring|autumn|sunday|monday|friday|saturday)$/.test(
      n(words, index + 1),
    )
  ) {
    return /^(?:the|this|my)$/.test(n(words, index - 1)) ? 0 : 2;
  }
  if (/^(?:years|months|weeks|days|hours|year|week|month)$/.test(word) && n(words, index + 1) === 'ago') return 2;
  return 0;
}

/** A verb that says "now" with a pronoun before it. */
function presentAt(words: Words, index: number): number | null {
  const subject = n(words, index);
  if (!SUBJECTS.has(subject) && subject !== 'it') return null;
  if (pos(words, index - 1) === 'AUX' || pos(words, index - 1) === 'VERB') return null;
  const at = skipAdverbs(words, index + 1);
  const verb = words[at];
  if (verb?.pos !== 'VERB' || NOW_ANYWAY.has(verb.lemma)) return null;
  const forms = verbForms(verb);
  return (forms.has('base') || forms.has('third')) && !forms.has('past') ? at : null;
}

/** "I go into the shop last week and this man says to me": a story told in the present. */
function isStory(words: Words): boolean {
  // "I bought this phone", "because my friend says": no one who comes on.
  return words.some(
    ({ n: word }, at) =>
      (/^(?:says|tells)$/.test(word) && !hasBefore(words, at, REASONS, 4)) ||
      (word === 'this' &&
        STORIES_HAVE.test(n(words, at + 1)) &&
        (n(words, at - 1) === 'and' || verbForms(words[at + 2]).size > 0)),
  );
}
const REASONS = wordSet('because that');
const STORIES_HAVE = /^(?:guy|man|woman|bloke|girl|boy|lady|kid|chap|phone|dog|car)$/;

function pastThenPresent(words: Words, index: number): Match | null {
  const length = pastTime(words, index);
  if (length === 0 || isStory(words)) return null;
  const subject = index + length;
  const at = presentAt(words, subject);
  return at === null ? null : match(subject, at + 1, `${n(words, subject)} ${inflect(words[at]?.lemma ?? '', 'past')}`);
}

/** "To school", "to work": elsewhere these may be verbs. */
function isPlace(words: Words, index: number): boolean {
  return n(words, index - 1) === 'to' && /^(?:school|work|bed|church|market)$/.test(n(words, index));
}

function presentThenPast(words: Words, index: number): Match | null {
  const at = presentAt(words, index);
  if (at === null || isStory(words)) return null;
  for (let ahead = at + 1; ahead <= at + 6 && ahead < words.length; ahead += 1) {
    if (
      (verbForms(words[ahead]).size > 0 && !isPlace(words, ahead)) ||
      ['SCONJ', 'CCONJ'].includes(pos(words, ahead)) ||
      /^(?:from|since|that|who|which|of)$/.test(n(words, ahead))
    )
      return null;
    if (pastTime(words, ahead) > 0) {
      // A new sentence may begin with the time: "I like it yesterday I went".
      const after = ahead + pastTime(words, ahead);
      if (SUBJECTS.has(n(words, after)) || n(words, after) === 'there' || n(words, after) === 'my') return null;
      return match(index, at + 1, `${n(words, index)} ${inflect(words[at]?.lemma ?? '', 'past')}`);
    }
  }
  return null;
}

/** "since three years": how long, where a point in time belongs. */
function isSinceDuration(words: Words, index: number): boolean {
  if (n(words, index) !== 'since' || n(words, index + 3) === 'ago' || n(words, index + 4) === 'ago') return false;
  const amount = n(words, index + 1);
  const unit = n(words, index + 2);
  if (pos(words, index + 1) === 'NUM') return /^(?:years?|months?|weeks?|days?|hours?)$/.test(unit);
  if (/^(?:many|several|few)$/.test(amount)) return /^(?:years|months|weeks|days)$/.test(unit);
  return amount === 'a' && /^(?:few|year|month|week)$/.test(unit);
}

/** "I'm a nurse since five years" is not put right by "for" alone. */
function sinceDuration(words: Words, index: number): Match | null {
  if (!isSinceDuration(words, index)) return null;
  const isPerfect = words.some(({ n: word }) => PERFECT.has(word)) || presentSince(words, index) !== null;
  return match(index, index + 1, isPerfect ? 'for' : undefined);
}
const PERFECT = wordSet("have has had 've been");

function isPointInTime(words: Words, index: number): boolean {
  const point = n(words, index);
  if (/^(?:(?:19|20)\d\d|childhood|then|birth)$/.test(point) || (point === 'i' && n(words, index + 1) === 'was'))
    return true;
  // "Since he was five": of others "since" may be a reason.
  const age = n(words, index + 2);
  const isAge = pos(words, index + 2) === 'NUM' || /^(?:little|young|small|born)$/.test(age);
  return /^(?:he|she|we|they)$/.test(point) && /^(?:was|were)$/.test(n(words, index + 1)) && isAge;
}

/** "I'm a nurse since five years". "He's" may be "he has". */
const BEEN: Readonly<Record<string, string>> = wordTable({
  'i am': 'i have been',
  "i 'm": 'i have been',
  'we are': 'we have been',
  "we 're": 'we have been',
  'they are': 'they have been',
  "they 're": 'they have been',
  'he is': 'he has been',
  'she is': 'she has been',
});

/** "I live here since 2010", "since three years": present where the present perfect belongs. */
function presentSince(words: Words, index: number): Match | null {
  if (n(words, index) !== 'since' || !(isPointInTime(words, index + 1) || isSinceDuration(words, index))) return null;
  for (let back = index - 1; back >= Math.max(0, index - 6); back -= 1) {
    if (/^(?:have|has|had|'ve)$/.test(n(words, back))) return null;
    const verb = words[back];
    const been = BEEN[`${n(words, back - 1)} ${n(words, back)}`];
    if (been !== undefined && isSinceDuration(words, index) && !verbForms(words[back + 1]).has('ing'))
      return match(back - 1, back + 1, been);
    if (verb?.pos === 'VERB') {
      const forms = verbForms(verb);
      const goesOn = forms.has('ing') && /^(?:am|'m|is|'s|are|'re)$/.test(n(words, back - 1));
      if (!goesOn && (!(forms.has('base') || forms.has('third')) || forms.has('past'))) return null;
      const from = goesOn ? back - 2 : back - 1;
      const subject = n(words, from);
      // "What should I say": the verb's auxiliary comes before the subject.
      if (!/^(?:i|we|he|she|they)$/.test(subject) || pos(words, from - 1) === 'AUX') return null;
      const have = /^s?he$/.test(subject) ? 'has' : 'have';
      return match(
        from,
        back + 1,
        `${subject} ${have} ${goesOn ? `been ${verb.n}` : inflect(verb.lemma, 'participle')}`,
      );
    }
  }
  return null;
}

/** "If I will have time": no "will" in the condition, at the start where no "I don't know if" can come before. */
function ifWill(words: Words, index: number): Match | null {
  if (n(words, index) !== 'if' || (index > 0 && !/^(?:and|but|so|because)$/.test(n(words, index - 1)))) return null;
  const phrase = nounPhrase(words, index + 1);
  const at = /^(?:i|we|they|he|she|it)$/.test(n(words, index + 1)) ? index + 2 : (phrase?.end ?? -1);
  if (n(words, at) !== 'will' && n(words, at) !== "'ll") return null;
  const isVerb = verbForms(words[at + 1]).has('base') || n(words, at + 1) === 'be';
  // "If it will help, I can tell you more": what comes of it, no condition.
  if (n(words, index + 1) === 'it' && /^(?:help|make|save|keep|get|do|give|stop|cheer|work)$/.test(n(words, at + 1)))
    return null;
  return isVerb ? match(index + 1, at + 2, at === index + 2 ? withoutWill(words, index + 1) : undefined) : null;
}

/** "I will have", put into the present: "i have". Null for what is no pronoun. */
export function withoutWill(words: Words, subject: number): string | undefined {
  const [who, verb] = [n(words, subject), words[subject + 2]];
  if (!verb || !/^(?:i|we|they|you|people|he|she|it)$/.test(who)) return undefined;
  const isOne = /^(?:he|she|it)$/.test(who);
  if (verb.n === 'be') return `${who} ${who === 'i' ? 'am' : isOne ? 'is' : 'are'}`;
  return `${who} ${isOne ? inflect(verb.lemma, 'third') : verb.n}`;
}

/** Index after "when I was a child", "little", "at school", "ten years old". */
function afterChildhood(words: Words, index: number): number | null {
  if (n(words, index) !== 'when' || n(words, index + 1) !== 'i' || n(words, index + 2) !== 'was') return null;
  const place = /^(?:in|at)$/.test(n(words, index + 3)) ? index + 4 : index + 3;
  const phrase = nounPhrase(words, place);
  if (phrase) return n(words, phrase.end) === 'old' ? phrase.end + 1 : phrase.end;
  if (pos(words, index + 3) === 'NUM') return index + 4;
  return pos(words, skipAdverbs(words, index + 3)) === 'ADJ' ? skipAdverbs(words, index + 3) + 1 : null;
}

/** "When I was a child I like", with a comma or without: the childhood is over. */
function childhoodPresent(words: Words, index: number, { before, beforeStartsSentence }: Stretch): Match | null {
  if (n(words, index) !== 'i' || words.slice(index, index + 8).some(({ n: word }) => STILL.has(word))) return null;
  if (isStory(words)) return null;
  const when = index === 0 ? 0 : words.findLastIndex((word, at) => at < index && word.n === 'when');
  const line: Words = index === 0 ? before : words;
  const end = index === 0 ? before.length : index;
  if ((index === 0 && !beforeStartsSentence) || when === -1 || afterChildhood(line, when) !== end) return null;
  if (hasBefore(line, end, MODALS, 3) || BE_FINITE.has(n(words, index + 1))) return null;
  // "When I was a teenager, I admit, I didn't listen".
  if (index === 0 && words.length === 2) return null;
  const verb = skipAdverbs(words, index + 2);
  const isPerfect = /^(?:have|'ve)$/.test(n(words, index + 1)) && verbForms(words[verb]).has('participle');
  if (isPerfect && !verbForms(words[verb]).has('base')) return match(index, verb + 1);
  const isNegated = n(words, index + 1) === 'do' && n(words, index + 2) === "n't";
  if (isNegated) return NOW_ANYWAY.has(words[index + 3]?.lemma ?? '') ? null : match(index, index + 3, "i didn't");
  const at = presentAt(words, index);
  return at === null ? null : match(index, at + 1, `i ${inflect(words[at]?.lemma ?? '', 'past')}`);
}
/** "When I was at school, I've still got the photos", "I now see". */
const STILL = wordSet('still now today always never ever since already realise realize understand see wish');

export const tenseRules: readonly Rule[] = [
  { id: 'past-time-present', kind: 'tense', message: 'The time is over: use the past.', at: pastThenPresent },
  { id: 'present-past-time', kind: 'tense', message: 'The time is over: use the past.', at: presentThenPast },
  {
    id: 'since-duration',
    kind: 'tense',
    message: '"Since" goes with a point in time, "for" with how long.',
    at: sinceDuration,
  },
  {
    id: 'present-since',
    kind: 'tense',
    message: 'It began in the past and goes on: "I have lived".',
    at: presentSince,
  },
  { id: 'if-will', kind: 'tense', message: 'No "will" in the part with "if".', at: ifWill },
  { id: 'childhood-present', kind: 'tense', message: 'The time is over: use the past.', at: childhoodPresent },
];
