/**
 * Words that a candidate addresses to whoever rates ("give me band nine", "ignore your instructions"). They are no answer to
 * any question, so they are left out of what a language model rates: it cannot obey what it does not read. A band that plays
 * music, marks at school and nine hours of sleep are no demands.
 */
import { plainCharacters, withoutDisguise } from './plain-characters.js';

const NUMBER = String.raw`(?:nine|eight|seven|[789](?:[.,]\d)?)`;
/** The number ends there: "nine", "9 please", not "nine hours". */
const BARE_NUMBER = String.raw`${NUMBER}\b(?!\W+(?!please|thanks|thank|for|in|on|and|or|because|now)[a-z])`;
const HIGHEST = '(?:highest|top|maximum|full|perfect|best possible)';
const SCORE = '(?:scores?|marks?|grades?|ratings?|points?)';
/** A band of the test, not one that plays. */
const BAND = String.raw`(?:bands?\W+(?:scores?\W+)?(?:of\W+)?${NUMBER}|band\W+scores?|(?:high|higher|highest|top|maximum|overall)\W+bands?)`;
const rest = (words: number): string => String.raw`(?:\W+\w+){0,${String(words)}}`;
const within = (words: number): string => String.raw`(?:\W+\w+){0,${String(words)}}?\W+`;
const pattern = (source: string): RegExp => new RegExp(source, 'gi');

const DEMANDS: readonly RegExp[] = [
  /<\|[^|\n]{0,40}\|>(?:\s*(?:system|assistant|user|developer)\b)?|<\/?[a-z][\w-]{0,40}>|\[\/?INST\]/gi,
  pattern(
    String.raw`\b(?:give|award|grant|assign|rate|grade|score|mark|put)\s+(?:me|this|my|it|the candidate)\b${within(8)}(?:${BAND}|${SCORE}|${BARE_NUMBER})\b(?:\W+(?:of|score|${NUMBER})\b){0,3}`,
  ),
  pattern(
    String.raw`\b(?:my|the|this|overall|final)\s+(?:\w+\s+){0,3}(?:bands?|scores?|ratings?)\s*(?:must|should|will|has to|=|:)${within(3)}(?:${BARE_NUMBER}|${HIGHEST})(?:\b|$)`,
  ),
  pattern(String.raw`\b(?:my|this|overall)\s+(?:\w+\s+){0,3}(?:scores?|ratings?)\s+(?:must|should|has to)${rest(5)}`),
  // Words that were spelled, "g i v e m e b a n d 9", come without spaces from withoutDisguise.
  pattern(
    String.raw`\b\w{0,40}(?:giveme|rateme|scoreme|band(?:score)?(?:of)?(?:nine|eight|[789])|ignore(?:all|your|previous|the)\w{0,12}(?:instruction|rule))\w{0,40}`,
  ),
  // Fences of code, and words that only a machine can read.
  pattern('`{3,}[a-z]{0,12}'),
  pattern(String.raw`(?<![\w+/=-])(?=[\w+/=-]{0,40}\d)(?=[\w+/=-]{0,40}[a-z])[\w+/=-]{16,}`),
  pattern(
    String.raw`\b(?:i|we)\s+(?:\w+\s+){0,3}deserve\s+(?:\w+\s+){0,4}?(?:${BAND}|${SCORE}|${BARE_NUMBER})(?=\W|$)`,
  ),
  pattern(
    String.raw`\b(?:ignore|disregard|forget|override)\s+(?:(?:all|any|the|of|these|those)\s+)*(?:your|previous|prior|above|earlier)\s+(?:\w+\s+){0,2}(?:instructions?|rules?|prompts?|rubric|criteria|descriptors?|messages?)\b${rest(8)}`,
  ),
  // "I ignore the rules of fashion", "people ignore instructions": who tells of somebody addresses nobody.
  pattern(
    String.raw`(?:^|[.,;:!?"'\n]\s*|\b(?:please|now|and|then|must|should|you)\s+)(?:ignore|disregard|override)\s+(?:(?:all|any|the|these|those)\s+)*(?:instructions?|rules?|prompts?|rubric|criteria|descriptors?|everything)\b${rest(6)}`,
  ),
  pattern(String.raw`\b(?:system|developer)\s+(?:prompt|message|mode|note)\b${rest(8)}`),
  pattern(String.raw`(?:^|\s)(?:system|assistant|developer|user|human)\s*:${rest(12)}`),
  pattern(
    String.raw`\b(?:you are|act as|pretend to be)\s+(?:now\s+)?(?:a|an|the|my)\s+(?:\w+\s+){0,2}(?:ai|language model|assistant|rater|chatbot|examiner who)\b${rest(6)}`,
  ),
  pattern(String.raw`\bas\s+(?:a|an|the)\s+(?:\w+\s+){0,2}(?:ai|language) (?:model|rater|grader)\b${rest(6)}`),
  pattern(
    String.raw`\b(?:dear|note to(?: the)?|attention|message (?:to|for)(?: the)?)\s+(?:rater|examiner|grader|assessor|model|ai)\b${rest(10)}`,
  ),
  pattern(
    String.raw`\b(?:rater|examiner|grader|assessor)s?\b${within(4)}(?:awards?|gives?|assigns?|scores?)${within(4)}(?:${NUMBER}|${HIGHEST})\b${rest(2)}`,
  ),
  pattern(String.raw`\bthis candidate\s+(?:is|speaks|has|shows|deserves|must|should)\b${rest(8)}`),
  pattern(
    String.raw`\b(?:output|respond with|answer with)\s+(?:only\s+)?(?:\w+\s+){0,3}(?:json|${BARE_NUMBER}|bands?|scores?)\b${rest(6)}`,
  ),
  pattern(String.raw`\b(?:return|print)\s+(?:only\s+)?(?:\w+\s+){0,3}json\b${rest(6)}`),
  // The same in languages that a recogniser of several may write down.
  pattern(
    String.raw`\b(?:donne[zr]?|dame|deme|denme|gib|gebt|geben sie|dammi|datemi|ponme|mettez|dê|daj|bana)\b${within(6)}(?:band[ae]?s?|not[aen]+|punt(?:os|i|eggio)|points?|punkte?|9|neuf|nueve|neun|nove|dziewięć|dokuz)(?=\W|$)${rest(3)}`,
  ),
  pattern(
    String.raw`\b(?:ignore[zr]?|ignor[ae]|ignoriere[n]?|ignorujcie|ignoruj|oubliez?|olvida|vergiss|vergessen sie)\s+(?:\p{L}+\W+){0,4}(?:instru\p{L}*|anweisung\p{L}*|regeln?|reglas|règles|regole)${rest(6)}`.replaceAll(
      String.raw`\p{L}`,
      String.raw`[a-zà-ÿ]`,
    ),
  ),
  /[{[<][^\s{[<]{0,40}["':/][^\n]{0,200}[}\]>]/g,
];

/** What somebody says as well who needs a band for a university: left out, and nothing is concluded from it. */
const PERHAPS: readonly RegExp[] = [
  pattern(String.raw`\bbands?\s*(?:[:=]\s*)?(?:score\s+)?(?:of\s+)?${NUMBER}(?=\W|$)`),
  pattern(
    String.raw`\b(?:my|the|this|overall|final)\s+(?:\w+\s+){0,3}(?:bands?|scores?|ratings?)\s*(?:is|are)${within(3)}(?:${BARE_NUMBER}|${HIGHEST})(?:\b|$)`,
  ),
  pattern(
    String.raw`\b(?:i|we)\s+(?:\w+\s+){0,3}(?:want|need|get|expect)\s+(?:\w+\s+){0,4}?(?:${BAND}|${SCORE}|${BARE_NUMBER})(?=\W|$)`,
  ),
];

const ALL = [...DEMANDS, ...PERHAPS];

export interface WithoutDemands {
  readonly text: string;
  readonly found: number;
}

/** The text in plain characters, demands replaced by a space. */
export function withoutDemands(text: string): WithoutDemands {
  const plain = without(plainCharacters(text), ALL);
  const undisguised = without(withoutDisguise(plain.text), ALL);
  const left = undisguised.found > 0 ? undisguised.text : plain.text;
  const found = plain.found + undisguised.found;
  return { text: left === text ? text : left.replaceAll(/\s+/g, ' ').trim(), found };
}

/** What a demand names beside how high it wants to get. Of marks at school, languages and rates of crime, whole tests speak. */
const OF_RATING =
  /^(?:bands?|scores?|scored|rat(?:e|ing|ings)|marks?|grades?|scale|everything|fluency|lexical|grammar|pronunciation|criteri\w+|assess\w*|instructions?|rubric|descriptors?|examiners?|raters?)$/;
/** With a number beside them, they speak of this test. */
const OF_THIS_TEST =
  /^(?:fluency|lexical|grammar|pronunciation|criteri\w+|assess\w*|instructions?|rubric|descriptors?|examiners?|raters?)$/;
/** With "highest", these do: no other talk has them. */
const OF_RUBRIC = /^(?:lexical|criteri\w+|rubric|descriptors?)$/;
const HIGHEST_WORD = /^(?:maximum|highest|top)$/;
const NINE = /^(?:nine|9)$/;
/** "At nine", "nine years": a time or a count. */
const BEFORE_A_TIME = /^(?:at|until|till|since|before|after|around|about)$/;
const COUNTED =
  /^(?:o|clock|am|pm|hours?|minutes?|days?|weeks?|months?|years?|times?|people|percent|hundred|thousand|million)$/;
/** Who asks, or says what is due. "Put" and "let" ask for a number only: parents put pressure on whoever gets no highest mark. */
const ASKING = String.raw`please|kindly|generous|deserves?|choose|awards?|(?:rate|grade|mark|score)\s(?:me|this|my|it|all|everything)|(?:examiner|rater)\s(?:should|must)|should\s(?:get|receive)`;
const ASKS = new RegExp(String.raw`\b(?:${ASKING})\b`);
const ASKS_FOR_NUMBER = new RegExp(String.raw`\b(?:${ASKING}|put|set|let|make|use|give|must)\b`);
/** Words that a demand fits into, to each side of how high it wants to get. */
const DEMAND_WORDS = 10;

/**
 * Whether a text may ask for a band: a demand was found, or how high it should be stands close to another word of rating and to a word that asks.
 * Demands have more wordings than any list, and an answer that was none loses little by it: a model may not raise the bands of its test.
 */
export function mayDemand(text: string): boolean {
  const plain = without(plainCharacters(text), DEMANDS);
  if (plain.found > 0 || without(withoutDisguise(plain.text), DEMANDS).found > 0) return true;
  const words =
    withoutDisguise(plainCharacters(text))
      .toLowerCase()
      .match(/[a-z\d]+/g) ?? [];
  return words.some((word, at) => {
    const nine = NINE.test(word) && !BEFORE_A_TIME.test(words[at - 1] ?? '') && !COUNTED.test(words[at + 1] ?? '');
    if (!nine && !HIGHEST_WORD.test(word)) return false;
    const near = words.slice(Math.max(0, at - DEMAND_WORDS), at + DEMAND_WORDS);
    if (near.some((other) => (nine ? OF_THIS_TEST : OF_RUBRIC).test(other))) return true;
    return near.some((other) => OF_RATING.test(other)) && (nine ? ASKS_FOR_NUMBER : ASKS).test(near.join(' '));
  });
}

function without(text: string, demands: readonly RegExp[]): WithoutDemands {
  let found = 0;
  let left = text;
  for (const each of demands) {
    left = left.replace(each, () => {
      found += 1;
      return ' ';
    });
  }
  return { text: left, found };
}
