/** Features of the sounds: how well each phone fits, and what was heard where no word was expected. */
import type { AnalyzedPhone, AnalyzedWord, HeardPhone } from '../../../ports/sound-analyzer.js';
import { deviation, mean, quantile, ratio } from '../../measures/statistics.js';
import { phoneClass } from './phone-classes.js';
import type { PhoneClass } from './phone-classes.js';

/** A sound scored under this is far from the model's (the limit of `weakPhoneShare`). */
const WEAK_SCORE = -4.1;
/** Another phone fits better by more than this per frame. */
const CLEARLY_OTHER = -1;
const CLASSES: readonly PhoneClass[] = ['vowel', 'fricative', 'stop', 'nasal', 'approximant'];

export type Features = Record<string, number | null>;

type Read = (phone: AnalyzedPhone) => number;
const score: Read = (phone) => phone.score;
const posterior: Read = (phone) => phone.logPosterior;
const distance: Read = (phone) => phone.logRatio;

/**
 * Means, spreads and quantiles of the three phone scores; shares of weak and of mistaken phones. Low quantiles tell most of somebody whose words are
 * known; high ones are what is left of it where some words are a recogniser's mistakes.
 */
export function phoneFeatures(words: readonly AnalyzedWord[]): Features {
  const phones = words.flatMap((word) => word.phones);
  const features: Features = {};
  for (const [name, read] of [
    ['score', score],
    ['posterior', posterior],
    ['ratio', distance],
  ] as const) {
    const values = phones.map(read);
    features[`${name}Mean`] = mean(values);
    features[`${name}Deviation`] = deviation(values);
    for (const share of [10, 25, 50, 75, 90]) features[`${name}Q${String(share)}`] = quantile(values, share / 100);
    for (const kind of CLASSES)
      features[`${name}Mean.${kind}`] = mean(phones.filter(({ phone }) => phoneClass(phone) === kind).map(read));
    const means = words.map((word) => mean(word.phones.map(read)) ?? 0);
    features[`${name}WordMean`] = mean(means);
    for (const share of [25, 50, 75, 90]) features[`${name}WordQ${String(share)}`] = quantile(means, share / 100);
    features[`${name}WordMin`] = quantile(means, 0);
    features[`${name}ByTime`] = weightedMean(phones, read);
  }
  features['weakShare'] = share(phones, (phone) => phone.score < WEAK_SCORE);
  features['closestShare'] = share(phones, ({ phone, closest }) => closest === phone);
  features['mistakenShare'] = share(phones, ({ logRatio }) => logRatio < CLEARLY_OTHER);
  features['silentShare'] = share(phones, ({ closest }) => closest === 'SIL');
  features['sameClassShare'] = share(phones, ({ phone, closest }) => phoneClass(phone) === phoneClass(closest));
  features['finalRatio'] = mean(words.map(({ phones: own }) => own.at(-1)?.logRatio ?? 0));
  features['initialRatio'] = mean(words.map(({ phones: own }) => own[0]?.logRatio ?? 0));
  features['weakWordShare'] = share(words, ({ phones: own }) => (mean(own.map(score)) ?? 0) < WEAK_SCORE);
  return features;
}

/** Agreement of the free phone loop with the words: by time, and by edits of the phone sequence per expected phone. */
export function loopFeatures(words: readonly AnalyzedWord[], heard: readonly HeardPhone[]): Features {
  const expected = words.flatMap((word) => word.phones);
  const agreements = agreementsWith(expected, heard);
  const sounds = heard.filter(({ phone }) => phone !== 'SIL').map(({ phone }) => phone);
  const edits = editsBetween(
    expected.map(({ phone }) => phone),
    sounds,
  );
  const count = Math.max(1, expected.length);
  const features: Features = {
    loopAgreement: mean(agreements.map(({ same }) => same)),
    loopClassAgreement: mean(agreements.map(({ sameClass }) => sameClass)),
    loopSubstitutions: edits.substitutions / count,
    loopDeletions: edits.deletions / count,
    loopInsertions: edits.insertions / count,
    loopErrors: (edits.substitutions + edits.deletions + edits.insertions) / count,
    loopRelativeCount: sounds.length / count,
  };
  for (const kind of CLASSES)
    features[`loopAgreement.${kind}`] = mean(
      agreements.filter((_, index) => phoneClass(expected[index]?.phone ?? '') === kind).map(({ same }) => same),
    );
  return features;
}

/** Of each expected phone's time, the shares in which the loop heard the phone itself and one of its class. */
function agreementsWith(expected: readonly AnalyzedPhone[], heard: readonly HeardPhone[]) {
  let first = 0;
  return expected.map((phone) => {
    while ((heard[first]?.endMs ?? Infinity) <= phone.startMs) first += 1;
    let same = 0;
    let sameClass = 0;
    for (let index = first; index < heard.length; index += 1) {
      const other = heard[index];
      if (!other || other.startMs >= phone.endMs) break;
      const ms = Math.min(phone.endMs, other.endMs) - Math.max(phone.startMs, other.startMs);
      if (other.phone === phone.phone) same += ms;
      if (phoneClass(other.phone) === phoneClass(phone.phone)) sameClass += ms;
    }
    const length = Math.max(1, phone.endMs - phone.startMs);
    return { same: same / length, sameClass: sameClass / length };
  });
}

export interface Edits {
  readonly substitutions: number;
  readonly deletions: number;
  readonly insertions: number;
}

/** Edits of the cheapest way from `expected` to `heard`, each at cost 1 (Levenshtein). */
export function editsBetween(expected: readonly string[], heard: readonly string[]): Edits {
  interface Cell extends Edits {
    readonly cost: number;
  }
  let row: Cell[] = [{ cost: 0, substitutions: 0, deletions: 0, insertions: 0 }];
  for (let column = 1; column <= heard.length; column += 1)
    row.push({ cost: column, substitutions: 0, deletions: 0, insertions: column });
  for (const [index, phone] of expected.entries()) {
    const next: Cell[] = [{ cost: index + 1, substitutions: 0, deletions: index + 1, insertions: 0 }];
    for (const [column, other] of heard.entries()) {
      const [diagonal, above, left] = [row[column], row[column + 1], next[column]] as [Cell, Cell, Cell];
      const wrong = phone === other ? 0 : 1;
      const cheapest = Math.min(diagonal.cost + wrong, above.cost + 1, left.cost + 1);
      next.push(
        cheapest === diagonal.cost + wrong
          ? { ...diagonal, cost: cheapest, substitutions: diagonal.substitutions + wrong }
          : cheapest === above.cost + 1
            ? { ...above, cost: cheapest, deletions: above.deletions + 1 }
            : { ...left, cost: cheapest, insertions: left.insertions + 1 },
      );
    }
    row = next;
  }
  return row[heard.length] ?? { substitutions: 0, deletions: 0, insertions: 0 };
}

function weightedMean(phones: readonly AnalyzedPhone[], read: Read): number | null {
  let total = 0;
  let weight = 0;
  for (const phone of phones) {
    total += read(phone) * (phone.endMs - phone.startMs);
    weight += phone.endMs - phone.startMs;
  }
  return ratio(total, weight) ?? (weight > 0 ? total / weight : null);
}

function share<Item>(items: readonly Item[], holds: (item: Item) => boolean): number | null {
  return items.length === 0 ? null : items.filter(holds).length / items.length;
}
