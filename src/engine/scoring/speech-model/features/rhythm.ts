/** Features of rhythm: variation of vowel and consonant lengths, and how far function words are reduced. */
import type { AnalyzedWord } from '../../../ports/sound-analyzer.js';
import { deviation, mean, sum } from '../../measures/statistics.js';
import { phoneClass } from './phone-classes.js';
import type { Features } from './sounds.js';

const FUNCTION_WORDS = new Set(
  'a an the of to and or for at in on i is was are be that it as but from with you he she his her we they my your this have had has do'.split(
    ' ',
  ),
);

interface Stretch {
  readonly vowel: boolean;
  readonly ms: number;
}

/**
 * %V, deltaC and varcoV (Ramus, Nespor & Mehler 1999; Dellwo 2006), nPVI of vocalic and raw PVI of intervocalic stretches (Grabe & Low
 * 2002), over the words' phones without the gaps between words.
 */
export function rhythmFeatures(words: readonly AnalyzedWord[]): Features {
  const stretches = stretchesIn(words);
  const vowels = stretches.filter(({ vowel }) => vowel).map(({ ms }) => ms);
  const consonants = stretches.filter(({ vowel }) => !vowel).map(({ ms }) => ms);
  const total = sum(vowels) + sum(consonants);
  const vowelMean = mean(vowels);
  const stressed = words.filter(({ text }) => !FUNCTION_WORDS.has(text.toLowerCase()));
  const reduced = words.filter(({ text }) => FUNCTION_WORDS.has(text.toLowerCase()));
  const [content, function_] = [vowelLog(stressed), vowelLog(reduced)];
  return {
    vowelShare: total > 0 ? sum(vowels) / total : null,
    vowelVariation: vowelMean ? (deviation(vowels) ?? 0) / vowelMean : null,
    consonantDeviation: (deviation(consonants) ?? 0) / 100,
    vowelPvi: pairwise(vowels, true),
    consonantPvi: pairwise(consonants, false),
    reduction: content === null || function_ === null ? null : content - function_,
  };
}

/** Mean natural log of vowel lengths. */
function vowelLog(words: readonly AnalyzedWord[]): number | null {
  return mean(
    words.flatMap(({ phones }) =>
      phones
        .filter(({ phone }) => phoneClass(phone) === 'vowel')
        .map(({ startMs, endMs }) => Math.log(Math.max(10, endMs - startMs))),
    ),
  );
}

function stretchesIn(words: readonly AnalyzedWord[]): readonly Stretch[] {
  const stretches: Stretch[] = [];
  let endMs = -1;
  for (const phone of words.flatMap((word) => word.phones)) {
    const vowel = phoneClass(phone.phone) === 'vowel';
    const ms = phone.endMs - phone.startMs;
    const last = stretches.at(-1);
    if (last?.vowel === vowel && phone.startMs === endMs) stretches[stretches.length - 1] = { vowel, ms: last.ms + ms };
    else stretches.push({ vowel, ms });
    endMs = phone.endMs;
  }
  return stretches;
}

/** Mean difference of neighbours, over their mean if `normalised`, else in tenths of a second. */
function pairwise(lengths: readonly number[], normalised: boolean): number | null {
  return mean(
    lengths.slice(1).map((length, index) => {
      const previous = lengths[index] ?? length;
      const difference = Math.abs(length - previous);
      return normalised ? difference / Math.max(1, (length + previous) / 2) : difference / 100;
    }),
  );
}
