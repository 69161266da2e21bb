/** Signs around figures as they are read: money, units, decimals, times of day, fractions, per cent. */
import { wordTable } from '../../text/word-table.js';
import { digitWord } from './figure-words.js';
import { numberWords } from './number-words.js';

const CURRENCIES: Readonly<Record<string, readonly [string, string]>> = wordTable({
  $: ['dollars', 'cents'],
  '€': ['euros', 'cents'],
  '£': ['pounds', 'pence'],
});
const ONE_OF: Readonly<Record<string, string>> = wordTable({
  dollars: 'dollar',
  euros: 'euro',
  pounds: 'pound',
  cents: 'cent',
  pence: 'penny',
});
const UNITS: Readonly<Record<string, string>> = wordTable({
  km: 'kilometer',
  kg: 'kilogram',
  cm: 'centimeter',
  hr: 'hour',
  hrs: 'hour',
  min: 'minute',
  mins: 'minute',
  '°': 'degree',
});
const MEASURE = /(?<![\d.,])([\d.,]*\d)\s*(?:(km|kg|cm|hrs?|mins?)\b|(°)(?! ?[cf]\b))/g;
const FRACTIONS: Readonly<Record<string, string>> = wordTable({
  '½': 'a half',
  '¼': 'a quarter',
  '¾': 'three quarters',
});
const SCALE = '(?: (?:hundred|thousand|million|billion))';
const AMOUNT = new RegExp(`([$€£])\\s*(\\d+(?:,\\d+)*)(?:\\.(\\d\\d)(?!\\d|${SCALE})|(\\.\\d+)?)(${SCALE}*)`, 'g');

/** Figures as they are read. Most answers have none, and looking for each kind took half of the time of comparing them. */
export function withoutFigureSigns(text: string): string {
  const whole = text.replace(/(\d?)\s*([½¼¾])/g, (_, digit: string, sign: string) =>
    digit === '' ? ` ${FRACTIONS[sign] ?? ''} ` : `${digit} and ${FRACTIONS[sign] ?? ''} `,
  );
  const read = /\d/.test(whole) ? figuresRead(whole) : whole;
  const said = read.includes('%') ? read.replace(/(\d|(?<= point [a-z ]*[a-z]))\s*%/g, '$1 percent') : read;
  return said.replace(/\bper cent\b/g, 'percent');
}

/** Amounts of money, thousands with a comma, decimals, times of day. */
function figuresRead(text: string): string {
  return (
    text
      .replace(AMOUNT, (_, sign: string, whole: string, hundredths = '', decimals = '', scale = '') => {
        const [name = '', small = ''] = CURRENCIES[sign] ?? [];
        const rest = Number(hundredths) === 0 ? '' : ` and ${String(Number(hundredths))} ${named(hundredths, small)}`;
        const amount = `${whole}${String(decimals)}${String(scale)}`;
        return `${amount} ${named(amount, name)}${rest} `;
      })
      .replace(MEASURE, (_, count: string, unit: string | undefined, sign: string) => {
        const name = UNITS[unit ?? sign] ?? '';
        return `${count} ${count === '1' ? name : `${name}s`} `;
      })
      .replace(/(?<=^|\s)[-−](?=\d)/g, 'minus ')
      // No year.
      .replace(/\b\d{1,3}(?:,\d{3})+\b/g, (figure) => numberWords(Number(figure.replaceAll(',', ''))).join(' '))
      // One after the other: 3.14 is "three point one four".
      .replace(/(?<=[\da-z])\.(\d+)/g, (_, decimals: string) => ` point ${[...decimals].map(digitWord).join(' ')}`)
      .replace(/(\d):00\b/g, '$1')
  );
}

/** One of it, or several. */
function named(count: string, plural: string): string {
  return Number(count) === 1 ? (ONE_OF[plural] ?? plural) : plural;
}
