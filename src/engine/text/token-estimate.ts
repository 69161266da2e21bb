/** Estimates the number of tokens in a text, for budgets and for providers that report no usage. */

/** English prose runs at about four characters a token in the tokenizers in use; three keeps an estimate on the safe side. */
const CHARACTERS_PER_TOKEN = 3.5;

/** Characters outside ASCII often take a token of their own. Never less than 1 for a text that is not empty. */
export function estimatedTokens(text: string): number {
  let ascii = 0;
  let other = 0;
  for (const character of text) {
    if (character.charCodeAt(0) < 128) ascii += 1;
    else other += 1;
  }
  return Math.ceil(ascii / CHARACTERS_PER_TOKEN) + other;
}
