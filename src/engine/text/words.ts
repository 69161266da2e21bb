/** The words of a text, where nothing finer is asked for. Whoever judges words has patterns of their own, for their own reasons. */
import { withoutFillers } from './fillers.js';

/** What stands between spaces, marks and all. */
export function spacedWords(text: string): readonly string[] {
  return text.match(/\S+/g) ?? [];
}

/** Letters and straight apostrophes, in lower case; without numbers and fillers. */
export function lettersOnlyWords(text: string): readonly string[] {
  return (
    withoutFillers(text)
      .text.toLowerCase()
      .replaceAll('’', "'")
      .match(/\p{L}+(?:'\p{L}+)?/gu) ?? []
  );
}
