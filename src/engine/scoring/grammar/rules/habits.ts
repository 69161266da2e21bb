/** Habits said as if they were going on now: "usually I am going by bus". */
import { inflect } from '../inflection.js';
import { wordSet } from '../lexicon/word-set.js';
import type { Words } from '../phrases.js';
import { hasBefore, n, pos } from '../phrases.js';
import { verbForms } from '../stretch.js';
import type { Match, Rule } from './rule.js';
import { match } from './rule.js';

/** "Always" is left out: "he is always losing his keys" is right. */
const OFTEN = wordSet('usually normally often rarely seldom');
/** Done at once and as a whole. What lasts may be under way at a usual time ("at eight I am usually working", "sleeping", "wearing a hat"). */
const WHOLE_ACTS = wordSet(
  'go come play eat drink visit meet cook buy wake get walk clean swim dance drive ride take bring give invite call join speak',
);
/** A time at which something is under way, or a time that makes the habit one of these weeks: the progressive is right. */
const AROUND_A_TIME = wordSet(
  'now currently nowadays moment today tonight tomorrow week month year semester term summer days time when while whenever already still at if until before after',
);
/** A part of the day or the week named first, in which something is under way: "in the evening I am usually cooking dinner". */
const SETTING = wordSet(
  'during morning mornings evening evenings afternoon afternoons night nights weekend weekends weekday weekdays',
);
/** From the setting to the subject: "on Sunday mornings we", "during the long lessons she". */
const SETTING_REACH = 4;
/** What one is "often meeting", "often inviting": said of what happens again and again, as "always" is. */
const AGAIN_AND_AGAIN = wordSet('meet bring invite');
const BE_NOW = wordSet("am is are 'm 's 're");
const SUBJECT = wordSet('i we they you he she');

interface Progressive {
  readonly verb: number;
  readonly end: number;
}

/** "am going", an adverb of frequency between the two or not. */
function progressiveAt(words: Words, be: number, adverb: boolean): Progressive | null {
  if (!BE_NOW.has(n(words, be))) return null;
  if (adverb && !OFTEN.has(n(words, be + 1))) return null;
  const verb = adverb ? be + 2 : be + 1;
  if (!verbForms(words[verb]).has('ing') || !WHOLE_ACTS.has(words[verb]?.lemma ?? '')) return null;
  // "I am going to see her", "they are getting better": what is to come, what changes.
  const lemma = words[verb]?.lemma;
  if (lemma === 'go' && n(words, verb + 1) === 'to' && /^(?:VERB|AUX)$/.test(pos(words, verb + 2))) {
    const toThePlace = n(words, verb + 2) === 'work' && /^(?:by|with|every|)$/.test(n(words, verb + 3));
    if (!toThePlace) return null;
  }
  if (lemma === 'get' && n(words, verb + 1) !== 'up') return null;
  return { verb, end: verb + 1 };
}

function habitProgressive(words: Words, index: number): Match | null {
  const subject = n(words, index);
  if (!SUBJECT.has(subject) || n(words, index - 1) === 'and') return null;
  const before = OFTEN.has(n(words, index - 1)) ? n(words, index - 1) : null;
  const plain = before === null ? null : progressiveAt(words, index + 1, false);
  const found = plain ?? progressiveAt(words, index + 1, true);
  if (found === null || words.some(({ n: word }) => AROUND_A_TIME.has(word))) return null;
  if (hasBefore(words, index, SETTING, SETTING_REACH) || isBesideAnother(words, subject, found.end)) return null;
  const often = n(words, plain === null ? index + 2 : index - 1) === 'often';
  if (often && AGAIN_AND_AGAIN.has(words[found.verb]?.lemma ?? '')) return null;
  const verb = inflect(words[found.verb]?.lemma ?? '', /^s?he$/.test(subject) ? 'third' : 'base');
  const adverb = plain === null ? `${n(words, index + 2)} ` : '';
  return match(index, found.end, `${subject} ${adverb}${verb}`);
}

/** "I am usually cooking and my husband is helping": two people at work at one time. */
function isBesideAnother(words: Words, subject: string, from: number): boolean {
  return words.slice(from, from + BESIDE_REACH).some(({ n: word }, offset) => {
    const be = from + offset;
    if (!BE_NOW.has(word) || n(words, be - 1) === subject || !verbForms(words[be + 1]).has('ing')) return false;
    return hasBefore(words, be, AND, 4);
  });
}
const BESIDE_REACH = 10;
const AND = wordSet('and');

export const habitRules: readonly Rule[] = [
  {
    id: 'habit-progressive',
    kind: 'tense',
    message: 'What happens usually is said in the simple present: "I usually go".',
    at: habitProgressive,
  },
];
