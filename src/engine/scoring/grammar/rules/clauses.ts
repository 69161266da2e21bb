/** What joins clauses, and the tenses on both sides: "although ..., but", "despite they", "I wish I can", "it happens when I went". */
import { inflect } from '../inflection.js';
import { wordSet } from '../lexicon/word-set.js';
import type { Words } from '../phrases.js';
import { hasBefore, MODALS, n, nounPhrase, pos, skipAdverbs, SUBJECTS, THINKING } from '../phrases.js';
import type { Stretch } from '../stretch.js';
import { isOnly, verbForms } from '../stretch.js';
import type { Match, Rule } from './rule.js';
import { match } from './rule.js';
import { withoutWill } from './tense.js';
import { wordTable } from '../../../text/word-table.js';

const CONCESSION = wordSet('although though');

/** "Although it rained, but we went": across the comma. */
function butAfterAlthough(words: Words, index: number, { before, beforeStartsSentence }: Stretch): Match | null {
  // "I went, although I was tired, but she stayed" joins two whole clauses.
  if (!beforeStartsSentence || index !== 0 || !/^(?:but|however)$/.test(n(words, 0))) return null;
  const first = before[0]?.n === 'even' ? before[1]?.n : before[0]?.n;
  return first !== undefined &&
    CONCESSION.has(first) &&
    before.length > 3 &&
    !before.some(({ n: word }) => word === 'but')
    ? match(0, 1, '')
    : null;
}

/** "Because it rained, so we stayed": across the comma. */
function soAfterBecause(words: Words, index: number, { before, beforeStartsSentence }: Stretch): Match | null {
  if (!beforeStartsSentence || index !== 0 || n(words, 0) !== 'so' || before[0]?.n !== 'because' || before.length < 4)
    return null;
  return ['PRON', 'DET', 'NOUN'].includes(pos(words, 1)) && n(words, 1) !== 'that' ? match(0, 1, '') : null;
}

/** "Despite they are poor", "due to it is cheap", "during I was there". */
function clauseAfterPreposition(words: Words, index: number): Match | null {
  const two = n(words, index) === 'due' && n(words, index + 1) === 'to';
  if (!two && !/^(?:despite|during)$/.test(n(words, index))) return null;
  const subject = index + (two ? 2 : 1);
  if (!/^(?:i|he|she|we|they|it|there)$/.test(n(words, subject))) return null;
  const at = skipAdverbs(words, subject + 1);
  // "Despite it being late" is right.
  if (n(words, at).endsWith('ing') || (verbForms(words[at]).size === 0 && pos(words, at) !== 'AUX')) return null;
  return match(index, subject, two ? 'because' : n(words, index) === 'despite' ? 'although' : 'while');
}

/**
 * "Although it was cold but we went out". Where another clause stands beside that of "although", "but" may as well join the
 * next one to it: "although I was tired I went out but my friend stayed home", "I like it although it is not cheap but ...".
 */
function althoughBut(words: Words, index: number): Match | null {
  if (n(words, index) !== 'although' || (index > 0 && !BEFORE_ALTHOUGH.has(n(words, index - 1)))) return null;
  let clauses = 0;
  for (let at = index + 1; at < Math.min(words.length, index + 12); at += 1) {
    if (n(words, at) === 'but' && at > index + 2)
      return clauses < 2 && isClause(words, at) ? match(at, at + 1, '') : null;
    if (/^(?:and|because|so|if|when)$/.test(n(words, at))) return null;
    if (hasSubjectBefore(words, at) && !isInside(words, at)) clauses += 1;
  }
  return null;
}
const BEFORE_ALTHOUGH = wordSet('and so well yes yeah no because that think actually');

/** What "but" joins has a subject and its verb. "Not only cheap but also good", "small but cosy", "nothing but problems" stand inside the clause. */
function isClause(words: Words, but: number): boolean {
  if (n(words, but - 1) === 'nothing' || n(words, but + 1) === 'also') return false;
  const subject = skipAdverbs(words, but + 1);
  const end = pos(words, subject) === 'PRON' ? subject + 1 : nounPhrase(words, subject)?.end;
  return end !== undefined && ['VERB', 'AUX'].includes(pos(words, skipAdverbs(words, end)));
}

/** The verb of a clause that is a part of the one before: "my mother, who | is a teacher", "people think it | is bad". */
function isInside(words: Words, verb: number): boolean {
  let subject = verb - 1;
  while (pos(words, subject) === 'ADV') subject -= 1;
  return /^(?:who|which)$/.test(n(words, subject)) || THINKING.has(n(words, subject - 1));
}

/** A finite verb, with its subject right before it or before adverbs. */
function hasSubjectBefore(words: Words, at: number): boolean {
  if (pos(words, at) !== 'AUX' && (pos(words, at) !== 'VERB' || isOnly(words[at], 'ing'))) return false;
  let back = at - 1;
  while (pos(words, back) === 'ADV') back -= 1;
  return ['PRON', 'NOUN', 'PROPN'].includes(pos(words, back));
}

const AFTER_WISH: Readonly<Record<string, string>> = wordTable({
  can: 'could',
  will: 'would',
  am: 'was',
  is: 'was',
  are: 'were',
  have: 'had',
});

/** "I wish I can". */
function wish(words: Words, index: number): Match | null {
  if (!/^(?:wish|wishes)$/.test(n(words, index)) || !SUBJECTS.has(n(words, index + 1))) return null;
  const better = AFTER_WISH[n(words, index + 2)];
  return better === undefined ? null : match(index + 2, index + 3, better);
}

/** "When I will grow up" at the beginning of a sentence. */
function whenWill(words: Words, index: number, { startsSentence, isQuestion }: Stretch): Match | null {
  if (index !== 0 || !startsSentence || isQuestion || !/^(?:when|until|before|after)$/.test(n(words, 0))) return null;
  if (!/^(?:i|we|they|he|she|you|people)$/.test(n(words, 1)) || !/^(?:will|'ll)$/.test(n(words, 2))) return null;
  // "When I will finish I don't know yet": what is asked, not when.
  if (words.slice(4).some(({ n: word }) => /^(?:know|idea|wonder|clue|sure|tell|decided)$/.test(word))) return null;
  return verbForms(words[3]).has('base') || n(words, 3) === 'be' ? match(1, 4, withoutWill(words, 1)) : null;
}

/** "I prefer tea than coffee". */
function preferThan(words: Words, index: number): Match | null {
  if (n(words, index) !== 'than' || /^(?:rather|other)$/.test(n(words, index - 1))) return null;
  for (let back = index - 1; back >= Math.max(0, index - 7); back -= 1) {
    if (
      /^(?:more|less|rather|better|other|fewer|to)$/.test(n(words, back)) ||
      (/.er$/.test(n(words, back)) && n(words, back) !== 'prefer' && ['ADJ', 'ADV'].includes(pos(words, back)))
    )
      return null;
    if (/^(?:prefer|prefers|preferred)$/.test(n(words, back))) return match(index, index + 1, 'to');
  }
  return null;
}

/** "You had better to go". */
function betterTo(words: Words, index: number): Match | null {
  if (!/^(?:had|'d)$/.test(n(words, index)) || n(words, index + 1) !== 'better' || n(words, index + 2) !== 'to')
    return null;
  return verbForms(words[index + 3]).has('base') ? match(index + 2, index + 3, '') : null;
}

/** "No matter how the job is difficult". */
function noMatterHow(words: Words, index: number): Match | null {
  if (n(words, index) !== 'matter' || n(words, index + 1) !== 'how' || n(words, index - 1) !== 'no') return null;
  const subject = /^(?:the|my|his|her|our|their|your|this)$/.test(n(words, index + 2)) ? index + 3 : index + 2;
  if (!['NOUN', 'PRON'].includes(pos(words, subject)) || !/^(?:is|are|was|were)$/.test(n(words, subject + 1)))
    return null;
  const at = skipAdverbs(words, subject + 2);
  return pos(words, at) === 'ADJ' && pos(words, at + 1) !== 'NOUN' ? match(index + 1, at + 1) : null;
}

const NO_EVENT = wordSet(
  'know remember think guess believe wonder ask tell forget see understand say hope mean love hate like miss',
);
/** "It happens to me when I studied": present on one side, past on the other. */
function presentWhenPast(words: Words, index: number): Match | null {
  if (!/^(?:when|after|before)$/.test(n(words, index)) || !SUBJECTS.has(n(words, index + 1))) return null;
  const past = words[skipAdverbs(words, index + 2)];
  if (
    past?.pos !== 'VERB' ||
    !(
      isOnly(past, 'past') ||
      (verbForms(past).has('past') && verbForms(past).has('participle') && !verbForms(past).has('base'))
    )
  )
    return null;
  for (let back = index - 1; back >= Math.max(0, index - 5); back -= 1) {
    const subject = n(words, back - 1);
    const verb = words[back];
    const toPerson = verb?.n === 'to' && /^(?:me|him|her|us|them|you)$/.test(n(words, back + 1));
    if (!verb || (!toPerson && /^(?:that|if|and|but|because|to|used|would|who|which)$/.test(verb.n))) return null;
    if (verb.pos !== 'VERB') {
      if (verb.pos === 'AUX') return null;
      continue;
    }
    if (!/^(?:i|he|she|it|we|they)$/.test(subject) || NO_EVENT.has(verb.lemma)) return null;
    if (back >= 2 && ['AUX', 'VERB'].includes(pos(words, back - 2))) return null;
    return isOnly(verb, 'base') || isOnly(verb, 'third') ? match(back, back + 1, inflect(verb.lemma, 'past')) : null;
  }
  return null;
}

/** "I have been there last year", "she has left two days ago". */
function perfectPastTime(words: Words, index: number): Match | null {
  if (!/^(?:have|has|'ve)$/.test(n(words, index)) || hasBefore(words, index, MODALS, 2)) return null;
  const at = skipAdverbs(words, index + 1);
  const verb = words[at];
  if (!verb || !(verb.n === 'been' || (verb.pos === 'VERB' && verbForms(verb).has('participle')))) return null;
  for (let ahead = at + 1; ahead <= at + 6 && ahead < words.length; ahead += 1) {
    if (
      /^(?:since|for|that|who|which|and|but|from|because|when|as|than|the|of|between)$/.test(n(words, ahead)) &&
      n(words, ahead) !== 'the'
    )
      return null;
    if (['VERB', 'AUX', 'SCONJ'].includes(pos(words, ahead))) return null;
    const last =
      n(words, ahead) === 'last' &&
      /^(?:night|week|month|year|summer|winter)$/.test(n(words, ahead + 1)) &&
      !/^(?:the|this|my)$/.test(n(words, ahead - 1));
    const ago =
      n(words, ahead) === 'ago' && /^(?:years|months|weeks|days|hours|year|month|week)$/.test(n(words, ahead - 1));
    const year =
      n(words, ahead) === 'in' && /^(?:19|20)\d\d$/.test(n(words, ahead + 1)) && pos(words, ahead + 2) === '';
    if (n(words, ahead) === 'yesterday' || last || ago || year) {
      // "Since" further back, or a sentence that begins with the time.
      const after = ahead + (last ? 2 : 1);
      if (SUBJECTS.has(n(words, after)) || n(words, after) === "'s" || hasBefore(words, ahead, SINCE, 6)) return null;
      return match(index, at + 1);
    }
  }
  return null;
}
const SINCE = wordSet('since until till');

const LONG_AGO = wordSet('past');
/** "In the past, people live in villages". */
function inThePast(words: Words, index: number, { before }: Stretch): Match | null {
  if (!/^(?:people|we|they|i|he|she)$/.test(n(words, index))) return null;
  const line: Words = index === 0 ? before : words;
  const end = index === 0 ? before.length : index;
  if (end < 3 || !LONG_AGO.has(n(line, end - 1)) || n(line, end - 2) !== 'the' || n(line, end - 3) !== 'in')
    return null;
  const at = skipAdverbs(words, index + 1);
  const verb = words[at];
  if (!verb || !(verb.pos === 'VERB' || /^(?:do|does|have|has|are|is)$/.test(verb.n))) return null;
  if (verb.n === 'have' && (verbForms(words[at + 1]).has('participle') || n(words, at + 1) === 'been')) return null;
  const present = isOnly(verb, 'base') || isOnly(verb, 'third') || /^(?:have|has|do|does|are|is)$/.test(verb.n);
  return present && verb.n !== 'use' ? match(index, at + 1) : null;
}

export const clauseRules: readonly Rule[] = [
  { id: 'although-but', kind: 'wordChoice', message: '"Although" and "but" do not go together.', at: althoughBut },
  {
    id: 'although-comma-but',
    kind: 'wordChoice',
    message: '"Although" and "but" do not go together.',
    at: butAfterAlthough,
  },
  { id: 'because-so', kind: 'wordChoice', message: '"Because" and "so" do not go together.', at: soAfterBecause },
  {
    id: 'clause-after-preposition',
    kind: 'wordChoice',
    message: 'Before a subject and its verb say "although", "because" or "while".',
    at: clauseAfterPreposition,
  },
  { id: 'wish-past', kind: 'tense', message: 'After "wish" use the past: "I wish I could".', at: wish },
  { id: 'when-will', kind: 'tense', message: 'No "will" in the part with "when" or "until".', at: whenWill },
  { id: 'prefer-than', kind: 'comparison', message: 'One prefers one thing "to" another.', at: preferThan },
  {
    id: 'better-to',
    kind: 'verbForm',
    message: 'After \"had better\" the verb stands without \"to\".',
    at: betterTo,
  },
  {
    id: 'no-matter-how',
    kind: 'wordOrder',
    message: 'The adjective goes after "how": "no matter how hard it is".',
    at: noMatterHow,
  },
  { id: 'present-when-past', kind: 'tense', message: 'Both parts happened in the past.', at: presentWhenPast },
  {
    id: 'perfect-past-time',
    kind: 'tense',
    message: 'With a time that is over use the simple past.',
    at: perfectPastTime,
  },
  { id: 'in-the-past', kind: 'tense', message: 'The time is over: use the past.', at: inThePast },
];
