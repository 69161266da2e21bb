/** The scores that we predict, and the human score that each is compared with. */
import { wordTable } from '../text/word-table.js';

/** `band.*`: bands 0 to 9 of a test. `aspect.*`: aspects 0 to 10 of one read utterance, as the speech model gives them. */
export const OUTPUTS = [
  'band.fluency',
  'band.lexical',
  'band.grammar',
  'band.pronunciation',
  'band.overall',
  'aspect.fluency',
  'aspect.prosodic',
  'aspect.accuracy',
  'aspect.completeness',
  'aspect.total',
] as const;
export type Output = (typeof OUTPUTS)[number];

export type OutputScores = Readonly<Partial<Record<Output, number>>>;

export interface Scale {
  readonly lowest: number;
  readonly highest: number;
  /** What people give scores in. */
  readonly step: number;
  readonly unit: string;
}

const BANDS: Scale = { lowest: 0, highest: 9, step: 0.5, unit: 'band' };
const ASPECTS: Scale = { lowest: 0, highest: 10, step: 1, unit: 'point' };

export function scaleOf(output: Output): Scale {
  return output.startsWith('band.') ? BANDS : ASPECTS;
}

export function isOutput(name: string): name is Output {
  return (OUTPUTS as readonly string[]).includes(name);
}

const NAMES: Readonly<Record<string, Output>> = wordTable({
  band: 'band.overall',
  bands: 'band.overall',
  overall: 'band.overall',
  overall_band: 'band.overall',
  speaking: 'band.overall',
  speaking_band: 'band.overall',
  ielts: 'band.overall',
  cefr: 'band.overall',
  fluency: 'band.fluency',
  fluency_coherence: 'band.fluency',
  fc: 'band.fluency',
  lexical: 'band.lexical',
  lexical_resource: 'band.lexical',
  vocabulary: 'band.lexical',
  lr: 'band.lexical',
  grammar: 'band.grammar',
  grammatical_range: 'band.grammar',
  gra: 'band.grammar',
  pronunciation: 'band.pronunciation',
  prosodic: 'aspect.prosodic',
  prosody: 'aspect.prosodic',
  accuracy: 'aspect.accuracy',
  completeness: 'aspect.completeness',
  total: 'aspect.total',
});

/** Beside one of these, "fluency" means the aspect of an utterance. */
const ASPECT_NAMES = new Set(['prosodic', 'prosody', 'completeness']);
/** So it does beside these, but not in a table of bands: there "total" is a sum, and "accuracy" that of grammar. */
const DOUBTFUL_NAMES = new Set(['accuracy', 'total']);
/** "fluency" alone tells nothing. */
const isBandName = (name: string): boolean => name !== 'fluency' && NAMES[name]?.startsWith('band.') === true;

/**
 * Which of our scores each human score is compared with.
 * @param names as the manifest has them
 * @param requested our score for a human score's name; takes precedence over all rules
 * @returns the matched names, and the unknown ones separately
 */
export function matchOutputs(
  names: readonly string[],
  requested: ReadonlyMap<string, Output>,
): { readonly matched: ReadonlyMap<string, Output>; readonly unknown: readonly string[] } {
  const plain = (name: string): string =>
    name
      .trim()
      .toLowerCase()
      .replace(/[\s-]+/g, '_');
  const own = names.map(plain);
  const bands = own.some(isBandName) && !own.some((name) => ASPECT_NAMES.has(name));
  const utterances = !bands && own.some((name) => ASPECT_NAMES.has(name) || DOUBTFUL_NAMES.has(name));
  const matched = new Map<string, Output>();
  const unknown: string[] = [];
  for (const name of names) {
    const output = requested.get(name) ?? outputNamed(plain(name), bands);
    if (output === undefined) unknown.push(name);
    else if (utterances && output === 'band.fluency' && !requested.has(name)) matched.set(name, 'aspect.fluency');
    else matched.set(name, output);
  }
  return { matched, unknown };
}

function outputNamed(name: string, bands: boolean): Output | undefined {
  if (bands && DOUBTFUL_NAMES.has(name)) return undefined;
  return isOutput(name) ? name : NAMES[name];
}
