/**
 * Puts grammar errors of learners into good English, seeded: for properties such as "more errors never raise the grammar
 * band". Words change, but never how many there are by more than one per error.
 */
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

interface Injection {
  readonly pattern: RegExp;
  readonly wrong: (match: RegExpExecArray) => string;
}

const THIRD: Readonly<Record<string, string>> = { is: 'are', was: 'were', has: 'have', does: 'do' };
const PLURAL: Readonly<Record<string, string>> = { are: 'is', were: 'was', have: 'has', do: 'does' };

/** Each makes an error that is one beyond dispute. */
const INJECTIONS: readonly Injection[] = [
  {
    pattern: /\b(he|she|it) (is|was|has|does)\b/,
    wrong: ([, who, verb = '']) => `${who ?? ''} ${THIRD[verb] ?? verb}`,
  },
  {
    pattern: /\b(we|they) (are|were|have|do)\b/,
    wrong: ([, who, verb = '']) => `${who ?? ''} ${PLURAL[verb] ?? verb}`,
  },
  {
    pattern: /\b(he|she) (like|work|live|play|want|need|help|love|know)s\b/,
    wrong: ([, who, verb]) => `${who ?? ''} ${verb ?? ''}`,
  },
  {
    pattern: /\b(can|should|must|could) (go|see|find|use|help|learn|get|make|take|buy)\b/,
    wrong: ([, modal, verb]) => `${modal ?? ''} to ${verb ?? ''}`,
  },
  {
    pattern: /\bdid(n't| not) (go|see|take|know|come|get|give)\b/,
    wrong: ([, not, verb = '']) => `did${not ?? ''} ${PAST[verb] ?? verb}`,
  },
  {
    pattern:
      /\b(two|three|four|five|many|several) (year|friend|reason|time|thing|day|problem|book|car|brother|sister)s\b/,
    wrong: ([, many, noun]) => `${many ?? ''} ${noun ?? ''}`,
  },
  { pattern: /\bdepends on\b/, wrong: () => 'depends of' },
  { pattern: /\blisten to music\b/, wrong: () => 'listen music' },
  { pattern: /\binterested in\b/, wrong: () => 'interested on' },
  {
    pattern: /\benjoy (reading|playing|watching|cooking|travelling|swimming)\b/,
    wrong: ([, verb = '']) => `enjoy to ${BASE[verb] ?? verb}`,
  },
  { pattern: /\b(bigger|cheaper|better|easier|faster|older)\b/, wrong: ([word]) => `more ${word}` },
  {
    pattern: /\bpeople (are|were|have)\b/,
    wrong: ([, verb = '']) => `people ${PLURAL[verb] ?? verb}`,
  },
  { pattern: /\bi agree\b/i, wrong: () => 'i am agree' },
  {
    pattern: /\bis a (teacher|nurse|doctor|student|lawyer|driver)\b/,
    wrong: ([, role]) => `is ${role ?? ''}`,
  },
];
const PAST: Readonly<Record<string, string>> = {
  go: 'went',
  see: 'saw',
  take: 'took',
  know: 'knew',
  come: 'came',
  get: 'got',
  give: 'gave',
};
const BASE: Readonly<Record<string, string>> = {
  reading: 'read',
  playing: 'play',
  watching: 'watch',
  cooking: 'cook',
  travelling: 'travel',
  swimming: 'swim',
};

interface Place {
  readonly start: number;
  readonly end: number;
  readonly wrong: string;
}

/** Where errors can go, in order, none overlapping another. */
function placesIn(text: string): readonly Place[] {
  const all = INJECTIONS.flatMap(({ pattern, wrong }): readonly Place[] =>
    [...text.matchAll(new RegExp(pattern, `${pattern.flags}g`))].map((found) => ({
      start: found.index,
      end: found.index + found[0].length,
      wrong: wrong(found),
    })),
  ).sort((one, other) => one.start - other.start || other.end - one.end);
  return all.filter((place, index) => !all.slice(0, index).some(({ end }) => end > place.start));
}

/**
 * @param share of the places where an error can go that get one, 0 to 1; a larger share keeps the errors of a smaller one
 * @returns the text with errors, and how many went in
 */
export function injectGrammarErrors(
  text: string,
  { share, seed }: { readonly share: number; readonly seed: number },
): { readonly text: string; readonly injected: number } {
  const generator = xoroshiro128plus(seed);
  const chosen = placesIn(text).filter(() => uniformInt(generator, 0, 999) < share * 1000);
  let result = '';
  let at = 0;
  for (const { start, end, wrong } of chosen) {
    result += text.slice(at, start) + wrong;
    at = end;
  }
  return { text: result + text.slice(at), injected: chosen.length };
}
