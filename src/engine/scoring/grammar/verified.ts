/**
 * A wording is told only where it stands the test itself: the answer is read again with all certain corrections in it, and
 * where anything is found at a corrected place then, its wording is taken back. The error stays.
 */
import type { FoundError } from './found-error.js';
import type { TaggedWord } from './tagged-word.js';
import { UNUSUAL } from './unusual.js';

/** A correction and where it stands in the text with all of them, UTF-16 units. */
interface Place {
  readonly error: FoundError;
  readonly start: number;
  readonly end: number;
}

export interface Corrected {
  readonly text: string;
  readonly places: readonly Place[];
}

/** @returns null where nothing can be put right for certain */
export function correct(text: string, errors: readonly FoundError[]): Corrected | null {
  const places: Place[] = [];
  let corrected = '';
  let from = 0;
  for (const error of errors.filter((each) => each.suggestions.length === 1 && each.kind !== UNUSUAL)) {
    const better = error.suggestions[0] ?? '';
    corrected += text.slice(from, error.start);
    places.push({ error, start: corrected.length, end: corrected.length + better.length });
    corrected += better;
    from = error.end;
  }
  return places.length === 0 ? null : { text: corrected + text.slice(from), places };
}

/** So many words away an error found afterwards has to do with the correction: about a clause. */
const REACH_WORDS = 6;

/** @param after what is found in the corrected text; @param tagged its words */
export function withoutDoubtful(
  errors: readonly FoundError[],
  corrected: Corrected,
  after: readonly FoundError[],
  tagged: readonly TaggedWord[],
): readonly FoundError[] {
  const left = errors.filter((error) => !corrected.places.some((place) => place.error === error));
  const odd = [
    // What had no wording before is no fault of the others'.
    ...after.filter((found) => !left.some((error) => isSame(error, found, corrected))),
    ...doubledSubjects(tagged),
  ];
  const doubtful = new Set(
    corrected.places
      .filter((place) => odd.some((found) => isNear(corrected.text, place, found)))
      .map(({ error }) => error),
  );
  return errors.map((error) => (doubtful.has(error) ? { ...error, suggestions: [] } : error));
}

function isSame(error: FoundError, found: FoundError, { places }: Corrected): boolean {
  let moved = 0;
  for (const place of places) if (place.error.end <= error.start) moved = place.end - place.error.end;
  return error.start + moved < found.end && found.start < error.end + moved;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Statistics speak for the very words only. */
function isNear(text: string, place: Span, found: Span & { readonly kind?: string }): boolean {
  if (place.start <= found.end && found.start <= place.end) return true;
  if (found.kind === UNUSUAL) return false;
  const between = text.slice(Math.min(place.end, found.end), Math.max(place.start, found.start));
  return !/[.?!…]/.test(between) && between.trim().split(/\s+/).length <= REACH_WORDS;
}

/** "My mother she is": let be in speech, and yet nothing to say after somebody. */
function doubledSubjects(tagged: readonly TaggedWord[]): readonly Span[] {
  const words = tagged.filter(({ pos }) => pos !== 'SPACE');
  return words.flatMap((word, index) => {
    const [owner, noun, next] = [words[index - 2], words[index - 1], words[index + 1]];
    const doubled =
      /^(?:he|she|they|it)$/i.test(word.text) &&
      noun?.pos === 'NOUN' &&
      /^(?:my|our|his|her|their|the)$/i.test(owner?.text ?? '') &&
      !['ADP', 'VERB'].includes(words[index - 3]?.pos ?? '') &&
      (next?.pos === 'VERB' || next?.pos === 'AUX');
    return doubled ? [{ start: noun.start, end: word.end }] : [];
  });
}
