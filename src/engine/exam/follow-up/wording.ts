/**
 * Whether a text is something an examiner may say in Part 3: one short, plain, neutral question and nothing else. Pure and
 * strict: a good question that is refused costs a follow-up from the bank, a bad one that is said costs the exam.
 */
import { foreignLanguage } from '../language.js';
import type { RefusalReason } from './suggestion.js';

/** Bank questions have 6 to 20 words; longer ones cannot be kept in mind by ear. */
const MOST_WORDS = 28;
const FEWEST_WORDS = 2;
const MOST_CHARACTERS = 200;

/** Letters of English, digits and the marks of one plain sentence. */
const PLAIN = /^[A-Za-z0-9 ,;:'’"“”()?–—-]+$/;

/** How English questions begin, perhaps after a preposition ("In what ways", "To what extent") or a clause with a comma. */
const OPENERS =
  'what|why|how|when|where|who|whom|whose|which|do|does|did|is|are|was|were|has|have|had|can|could|would|will|should|might|may|must';
const QUESTION_START = new RegExp(
  `^(?:(?:and|but|so|then|or) )?(?:(?:in|to|for|at|from|by|on|with|of|about|under) )?(?:${OPENERS})\\b`,
  'i',
);
const QUESTION_AFTER_CLAUSE = new RegExp(
  `^[^,?]{3,90}, (?:(?:in|to|for|at|from|by|on|with|of|about|under) )?(?:${OPENERS})\\b`,
  'i',
);

/** In order: the first that matches is the reason. */
const FORBIDDEN: readonly (readonly [RefusalReason, RegExp])[] = [
  [
    'outOfRole',
    /\b(?:as an ai|ai (?:model|assistant)|language model|chat ?bot|chatgpt|openai|groq|llama|system (?:prompt|message)|prompt|jailbreak|developer mode|role[- ]?play|pretend|in character|act as|you are now|ignore (?:all|any|the|your|my|previous)|disregard|(?:my|your|the|these|previous) instructions?|my rules|tool call|json|simulat\w+|examiners?|this (?:exam|test|interview|session)|the (?:exam|interview|session) (?:is|was|ends?))\b/i,
  ],
  [
    'score',
    /\b(?:bands?|ielts|scores?|scored|scoring|ratings?|out of (?:nine|ten|9|10)|feedback|assess(?:ed|ment)?|evaluat(?:e|ed|ion) (?:you|your)|descriptors?|criteri(?:a|on)|(?:your|you get|give you|deserve) (?:an? )?(?:\w+ )?(?:marks?|grades?|results?|levels?|points?|performance|pronunciation|grammar|vocabulary|fluency|english|accent)|(?:improve|correct) your|(?:seven|eight|nine|[4-9])(?:\.[05]| point five)?\s*(?:band|overall))\b/i,
  ],
  // A band needs no name to be told: "a nine for ...", "six and a half", "you have passed", "speak worse than you".
  [
    'score',
    /\b(?:four|five|six|seven|eight|nine|[4-9]) (?:and a half|point five)\b|\b(?:an?|with|your) (?:\w+ )?(?:four|five|six|seven|eight|nine)(?=,|\?| (?:for|in|or|and|so|would|is|today)\b)|\byou(?:'ve|’ve| have|'re|’re| are)? (?:\w+ )?(?:passed|failed|passing|failing)\b|\b(?:speak|talk|answer|pronounce|express)\w* [^?]{0,40}\bthan you\b/i,
  ],
  [
    'comment',
    /\b(?:thank(?:s| you)|well done|well (?:said|spoken|put|answered)|good (?:job|answer|point|idea|question|work|example|thinking)|(?:great|excellent|fantastic|wonderful|brilliant|impressive|perfect|amazing|lovely|interesting|nice|fascinating|poor|weak|strong|clear|correct|wrong|right|short|long) (?:answer|point|idea|example|view|response|explanation|reply|english|thought|try)|(?:your|that|this|the) (?:answer|response|reply|explanation)|you (?:answered|explained|spoke|expressed|pronounced|are right|are wrong|are correct|are mistaken|made (?:a|some) mistakes?)|you're (?:right|wrong|correct|mistaken)|(?:that|this|it)(?:'s|’s| is| was| sounds) (?:a |an |so |very |really |quite |absolutely |totally |not )*(?:good|great|excellent|interesting|fascinating|right|correct|wrong|true|false|impressive|perfect|lovely|nice|amazing|wonderful|well|incorrect)|i see|i understand|of course|exactly|indeed|congratulations|sorry|unfortunately)\b/i,
  ],
  [
    'comment',
    /^(?:ok|okay|right|yes|no|well|great|good|excellent|interesting|nice|fine|wow|sure|perfect|lovely|true|fair enough|all right|alright|mm|hm+|oh|ah)\b[ ,;:–—-]/i,
  ],
  [
    'opinion',
    /\b(?:i|i'm|i’m|i'd|i’d|i'll|i’ll|i've|i’ve|my|mine|myself|personally)\b|\b(?:do|don't|don’t|would|wouldn't|wouldn’t) you (?:not )?agree\b|\b(?:isn't|isn’t|aren't|aren’t|doesn't|doesn’t|don't|don’t|wouldn't|wouldn’t|won't|won’t|can't|can’t|shouldn't|shouldn’t) (?:it|they|he|she|we|you|that|this|there|people)\b|\b(?:obviously|surely|everybody knows|everyone knows|well known that|the truth is)\b|, (?:right|correct|yes|no|true|agreed)\?$/i,
  ],
  [
    'personal',
    /\byour (?:full |first |last |real |home |e-?mail |phone |mobile |bank |credit |postal |exact |own |current |candidate )*(?:names?|surname|address(?:es)?|telephone|phone|numbers?|e-?mails?|passwords?|pin|passport|identity|identification|id|account|card|birthdays?|date of birth|birth|salary|income|earnings|wages?|weight|height|religion|faith|god|nationality|visa|race|ethnicity|skin|sexuality|gender|partner|husband|wife|boyfriend|girlfriend|marriage|health|illness|disease|disability|medication|doctor|vote|political (?:party|views?)|party)\b|\bwhat(?:'s|’s| is| was) your age\b|\bhow old are you\b|\bwhere (?:exactly )?do you live\b|\bhow much (?:money )?(?:do|did|can) you (?:earn|make|have|get paid)\b|\b(?:are|were) you (?:married|single|divorced|pregnant|gay|straight|religious|ill|sick|disabled|a (?:christian|muslim|hindu|jew|buddhist))\b|\b(?:who|which party) (?:do|did|would|will) you vote\b|\bdo you (?:believe in god|pray|have (?:a (?:boyfriend|girlfriend|husband|wife|partner)|any (?:illness|disease)))\b|\bcontact (?:details|me|you)\b|\bcall (?:me|you) (?:on|at)\b/i,
  ],
  [
    'offensive',
    /\b(?:stupid|idiots?|dumb|moron|ugly|loser|shut up|hate you|fuck\w*|shit\w*|bitch\w*|bastard|whore|porn\w*|naked|sexy|sex|rape\w*|nazis?|hitler|suicide|kill (?:yourself|you|him|her|them|people)|genocide|terroris\w+|slut|retard\w*)\b/i,
  ],
];

/** Addresses written as words or with their punctuation taken away. */
const ADDRESS = /\b(?:https?|www|ftp|mailto)\b|\b\w+ dot (?:com|org|net|io)\b/i;

/** The reason why this may not be said, or null. Looks at the wording alone. */
export function wordingRefusal(text: string): RefusalReason | null {
  const said = text.trim();
  if (said !== text || said.length === 0) return said.length === 0 ? 'notOneQuestion' : 'markup';
  const letters = said.match(/\p{L}/gu)?.length ?? 0;
  const latin = said.match(/[A-Za-z]/g)?.length ?? 0;
  if (letters > 0 && latin < letters) return 'notEnglish';
  if (!PLAIN.test(said)) return /[.!]/.test(said) && PLAIN.test(said.replaceAll(/[.!]/g, '')) ? dotted(said) : 'markup';
  return questionRefusal(said) ?? wordsRefusal(said);
}

/** A full stop or an exclamation mark means more than one sentence, or an address. */
function dotted(said: string): RefusalReason {
  if (/\w\.\w{2,}/.test(said) || ADDRESS.test(said)) return 'markup';
  return wordsRefusal(said) ?? 'notOneQuestion';
}

function questionRefusal(said: string): RefusalReason | null {
  if (!said.endsWith('?') || said.indexOf('?') !== said.length - 1) return wordsRefusal(said) ?? 'notOneQuestion';
  const words = said.split(/\s+/).filter((word) => /[A-Za-z0-9]/.test(word)).length;
  if (words > MOST_WORDS || said.length > MOST_CHARACTERS) return 'tooLong';
  if (words < FEWEST_WORDS || / {2}/.test(said)) return 'notOneQuestion';
  return null;
}

function wordsRefusal(said: string): RefusalReason | null {
  const found = FORBIDDEN.find(([, pattern]) => pattern.test(said));
  if (found !== undefined) return found[0];
  if (ADDRESS.test(said)) return 'markup';
  if (foreignLanguage(said) !== null) return 'notEnglish';
  if (QUESTION_START.test(said) || QUESTION_AFTER_CLAUSE.test(said)) return null;
  return 'notOneQuestion';
}
