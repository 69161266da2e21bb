/** Text as it is read aloud: what only a machine would see is taken out, so that nothing can be hidden in it. */
import { wordTable } from '../../text/word-table.js';

/**
 * Look-alikes brought to their plain form (full width, ligatures); invisible characters, text direction marks, pictures and marks
 * piled on letters taken out; words with letters of another script, or of phonetic writing, replaced by a space, since an answer
 * in English has none.
 */
export function plainCharacters(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/[\p{Cf}\p{Co}\p{M}\p{So}]/gu, '')
    .replaceAll(/\S+/g, (word) => (OTHER_SCRIPT.test(word) || PHONETIC.test(word) ? GONE : word))
    .replaceAll(GONE_WITH_NUMBERS, ' ');
}

/** In the place of a word that was taken out; of private use, so no other can be left in the text. */
const GONE = '\ue000';
/** A number among such words was theirs: of "give me band 9" in another script, the 9 would be left. */
const GONE_WITH_NUMBERS = new RegExp(String.raw`${GONE}(?:\s+(?:${GONE}|\d[\d.,]*|seven|eight|nine)(?!\S))*`, 'gi');
const OTHER_SCRIPT = /[^\p{Script=Latin}\P{L}]/u;
/** Small capitals and letters of phonetic alphabets look like plain ones. */
const PHONETIC = /[\u0250-\u02ff\u1d00-\u1dbf\ua720-\ua7ff\uab30-\uab6f]/u;

/** Digits and signs that stand for letters they look like. */
const LETTERS: Readonly<Record<string, string>> = wordTable({
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
});

/**
 * What a reader makes of words in disguise: "g1ve m3", "b*a*n*d", "nïné", "n i n e". For looking only: it spoils words that mean what
 * they say.
 * @param plain from {@link plainCharacters}
 */
export function withoutDisguise(plain: string): string {
  return plain
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/(?<=[a-z])[*_~`^\\]{1,4}(?=[a-z])/gi, '')
    .replaceAll(/[\w@$!]+/g, (word) =>
      /[a-z]/i.test(word) ? word.replaceAll(/[013457]|[@$!](?=\w)/g, (sign) => LETTERS[sign] ?? sign) : word,
    )
    .replaceAll(/(?<![a-z\d])(?:[a-z\d][\s.,*_~`/|-]{1,3}){3,}[a-z\d](?![a-z\d])/gi, (spelled) =>
      spelled.replaceAll(/[^a-z\d]/gi, ''),
    );
}

/** One word as it is looked for: in lower case, without accents, digits read as the letters they look like. */
export function plainWord(word: string): string {
  return withoutDisguise(word.replaceAll('’', "'")).toLowerCase();
}
