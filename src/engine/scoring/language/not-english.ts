/**
 * Which answers are not in English. Languages that the exam knows by name are told by their function words; any other one by how few
 * of its words are common in English.
 */
import { foreignLanguage } from '../../exam/language.js';
import { keepingRecent } from '../../kept-results.js';
import { lettersOnlyWords } from '../../text/words.js';
import { rankOf } from './frequency.js';

/** What a language without a name here is called. */
export const UNNAMED = 'another language';

/** Function words and everyday ones that hardly any other language writes (unlike in, no, me, a, man, do). */
const ENGLISH_ONLY = new Set(
  (
    'the and but of with from about are were been you she they my your his her our their him them this that these those there ' +
    "because when then very could would should like what which who how it's i'm don't that's good people think family friend friends not have every"
  ).split(' '),
);
/** Ranks up to this count as common. Of learners' sentences .44 of the words at least are, of 65 texts in 27 other languages .36 at most, .42 with English mixed in. */
const COMMON_RANK = 5000;
/** In fewer words, names of dishes or places decide. Answers that are shorter are judged together. */
const FEWEST_WORDS = 10;
/** From so many words on several of English may be among them. */
const ENOUGH_WORDS = 15;
/** Common words, with those that only English has counted three times. Lists of names in English have .51 and more. */
const HARDLY_ENGLISH = 0.48;
const FEW_ENGLISH = 0.36;

/** The name of each answer's language, or null where it is English, or may be. */
export function languagesOf(texts: readonly string[]): readonly (string | null)[] {
  const alone = texts.map(languageAlone);
  const isShort = texts.map((text, index) => alone[index] === null && wordsOf(text).length < FEWEST_WORDS);
  const together = texts.filter((_, index) => isShort[index]).flatMap(wordsOf);
  const shortLanguage = together.length >= ENOUGH_WORDS && isHardlyEnglish(together) ? UNNAMED : null;
  return texts.map((text, index) =>
    isShort[index] && wordsOf(text).length > 0 ? shortLanguage : (alone[index] ?? null),
  );
}

/** While a test is running all its answers are asked about again after each one. */
const KEPT_ANSWERS = 100;

const wordsOf = keepingRecent(KEPT_ANSWERS, lettersOnlyWords);
const languageAlone = keepingRecent(KEPT_ANSWERS, (text) =>
  isOverAndOver(wordsOf(text)) ? null : (foreignLanguage(text) ?? (isHardlyEnglish(wordsOf(text)) ? UNNAMED : null)),
);

/** A sound that a recogniser writes as "da da da da" is no Portuguese. */
const OVER_AND_OVER = 2;

function isOverAndOver(words: readonly string[]): boolean {
  return words.length >= FEWEST_WORDS && new Set(words).size <= OVER_AND_OVER;
}

function isHardlyEnglish(words: readonly string[]): boolean {
  if (words.length < FEWEST_WORDS) return false;
  const share = (is: (word: string) => boolean): number => words.filter(is).length / words.length;
  const english = share((word) => ENGLISH_ONLY.has(word));
  const common = share((word) => (rankOf(word) ?? Infinity) <= COMMON_RANK);
  return common + 2 * english < (words.length < ENOUGH_WORDS ? FEW_ENGLISH : HARDLY_ENGLISH);
}
