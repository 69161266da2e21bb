/** What the command line's numbers and lists may look like. */
import { InvalidArgumentError } from 'commander';

export function partsOption(list: string): readonly string[] {
  const parts = list.split(',').map((part) => part.trim());
  if (parts.length === 0 || !parts.every((part) => /^[123]$/.test(part))) {
    throw new InvalidArgumentError('Give numbers from 1 to 3, such as 1,3.');
  }
  return [...new Set(parts)].toSorted().map((part) => `part${part}`);
}

/** An option that is given several times, with one value each. */
export function oneMore(text: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), text];
}

export function wholeNumber(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('Give a whole number from 0 up.');
  return Number(text);
}

export function share(text: string): number {
  const number = Number(text);
  if (text === '' || !(number >= 0 && number <= 1)) throw new InvalidArgumentError('Give a share from 0 to 1.');
  return number;
}

export function priority(text: string): number {
  const number = positive(text);
  if (number > 2_000_000) throw new InvalidArgumentError('Give a number from 1 to 2000000.');
  return number;
}

export function positive(text: string): number {
  const number = wholeNumber(text);
  if (number === 0) throw new InvalidArgumentError('Give a number from 1 up.');
  return number;
}
