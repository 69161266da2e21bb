/** Text as it is read aloud: what only a machine would see is taken out, so that nothing can be hidden in it. */

/**
 * Look-alikes brought to their plain form (full width, ligatures); invisible characters, text direction marks and marks piled on
 * letters taken out; words with letters of another script replaced by a space, since an answer in English has none.
 */
export function plainCharacters(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/[\p{Cf}\p{M}]/gu, '')
    .replaceAll(/\S+/g, (word) => (OTHER_SCRIPT.test(word) ? ' ' : word));
}

const OTHER_SCRIPT = /[^\p{Script=Latin}\P{L}]/u;
