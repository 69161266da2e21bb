/**
 * Notices answers that are not in English, for scoring to know. Script first; then function words, which make up about
 * 40 % of running text in any of these languages and are hard to avoid.
 */
import { lettersOnlyWords } from '../text/words.js';

const FUNCTION_WORDS: Readonly<Record<string, string>> = {
  Spanish: 'el la los las de que y en un una es por con para no se lo como más pero sus le ya muy mi yo porque cuando',
  French:
    "le la les de des et en un une est pour dans que qui ne pas sur avec je il elle nous vous mais c'est très mon",
  German: 'der die das und in zu den mit von für ist nicht ein eine ich auf auch es sich sehr aber wir weil wenn mein',
  Italian: 'il la di che e in un una è per non con si lo mi ma sono come più anche del della io perché molto quando',
  Portuguese: 'o a os as de que e em um uma é por com para não se eu mas como mais do da na no muito porque meu minha',
  Dutch: 'de het een en van in is dat op te met voor niet ik zijn maar ook er aan wij heel omdat als mijn',
  Polish: 'i w na nie się z do jest to że jak ale po co za bardzo mój kiedy bo dla są mam',
  Turkish: 've bir bu için çok ben ile de da ama gibi daha var yok ne benim olarak',
  Indonesian: 'yang dan di untuk dengan saya ini itu tidak ada dari ke pada adalah sangat karena juga',
  Vietnamese: 'và của là tôi có không trong một những được cho với này rất các',
};

const ENGLISH = new Set(
  (
    'the a an and or but of to in on at for with from by about as is are was were be been am i you he she it we they my ' +
    'your his her our their me him them this that these those there have has had do does did not no yes so because when ' +
    "if then very can could would will should like what which who how it's i'm don't that's"
  ).split(' '),
);
/** Which languages a word that is not English too belongs to. */
const FOREIGN: ReadonlyMap<string, readonly string[]> = byWord();

/** Below eight words a name or a dish decides the share. */
const MINIMUM_WORDS = 8;
/** English speech has about 40-50 % of these words; foreign text has a few by chance (in, no, me, a). */
const FOREIGN_SHARE = 0.2;
const SCRIPT_SHARE = 0.5;
/** Fewer say nothing of a script. */
const FEWEST_LETTERS = 4;
const ASCII_ONLY = /^[ -~\s]*$/;

/** The language's name, 'another script', or null when the text may well be English. */
export function foreignLanguage(text: string): string | null {
  if (isInAnotherScript(text)) return 'another script';
  const words = lettersOnlyWords(text);
  if (words.length < MINIMUM_WORDS) return null;
  const counts = new Map<string, number>();
  let english = 0;
  for (const word of words) {
    if (ENGLISH.has(word)) english += 1;
    for (const language of FOREIGN.get(word) ?? []) counts.set(language, (counts.get(language) ?? 0) + 1);
  }
  const best = mostFrequent(counts);
  return best !== null && best.count / words.length >= FOREIGN_SHARE && best.count > english ? best.language : null;
}

/** Which kind of function word a word is, in lower case; null where it is none. */
export function functionWordOf(word: string): 'English' | 'foreign' | null {
  if (ENGLISH.has(word)) return 'English';
  return FOREIGN.has(word) ? 'foreign' : null;
}

function isInAnotherScript(text: string): boolean {
  // Asked while a candidate waits for the examiner, and nearly always of plain English.
  if (ASCII_ONLY.test(text)) return false;
  const letters = count(text, /\p{L}/gu);
  const latin = count(text, /\p{Script=Latin}/gu);
  return letters >= FEWEST_LETTERS && 1 - latin / letters > SCRIPT_SHARE;
}

/** Of equally frequent ones the first of the table above. */
function mostFrequent(
  counts: ReadonlyMap<string, number>,
): { readonly language: string; readonly count: number } | null {
  let best: { readonly language: string; readonly count: number } | null = null;
  for (const language of Object.keys(FUNCTION_WORDS)) {
    const count = counts.get(language) ?? 0;
    if (count > (best?.count ?? 0)) best = { language, count };
  }
  return best;
}

function byWord(): ReadonlyMap<string, readonly string[]> {
  const languages = new Map<string, string[]>();
  for (const [language, words] of Object.entries(FUNCTION_WORDS)) {
    for (const word of new Set(words.split(' '))) {
      if (!ENGLISH.has(word)) languages.set(word, [...(languages.get(word) ?? []), language]);
    }
  }
  return languages;
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
