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
const MEASURE = /(?<![\d.,])([\d.,]*\d)\s*(?:(km|kg|cm|hrs?|mins?)\b|(°))/g;
const DEGREES = /(?<=\d\s*)°\s*([cf])\b/g;
const FRACTIONS: Readonly<Record<string, string>> = wordTable({
  '½': 'a half',
  '¼': 'a quarter',
  '¾': 'three quarters',
  '⅓': 'a third',
  '⅔': 'two thirds',
  '⅕': 'a fifth',
  '⅖': 'two fifths',
  '⅗': 'three fifths',
  '⅘': 'four fifths',
  '⅙': 'a sixth',
  '⅚': 'five sixths',
  '⅛': 'an eighth',
  '⅜': 'three eighths',
  '⅝': 'five eighths',
  '⅞': 'seven eighths',
});
const SCALE = '(?: (?:hundred|thousand|million|billion))';
const AMOUNT = new RegExp(`([$€£])\\s*(\\d+(?:,\\d+)*)(\\.\\d+)?(${SCALE}*)`, 'g');

/** Before Unicode takes "½" for the figures 1 and 2. "½ hour" is half an hour. */
export function withoutFractionSigns(text: string): string {
  if (!/[¼-¾⅓-⅞]/.test(text)) return text;
  return text
    .replace(/(\d)\s*([¼-¾⅓-⅞])/g, (_, digit: string, sign: string) => `${digit} and ${FRACTIONS[sign] ?? ''} `)
    .replace(/½(?=\s*(?:of|the|an?)\b)/gi, ' half ')
    .replace(/½\s*(?=([a-z]))/gi, (_, next: string) => ` half ${/[aeiouh]/i.test(next) ? 'an' : 'a'} `)
    .replace(/[¼-¾⅓-⅞]/g, (sign) => ` ${FRACTIONS[sign] ?? ''} `);
}

/** Figures as they are read. Most answers have none, and looking for each kind took half of the time of comparing them. */
export function withoutFigureSigns(text: string): string {
  const read = /\d/.test(text) ? figuresRead(text) : text;
  const said = read.includes('%') ? read.replace(/(\d|(?<= point [a-z ]*[a-z]))\s*%/g, '$1 percent') : read;
  return said.replace(/\bper cent\b/g, 'percent');
}

/** Amounts of money, thousands with a comma, decimals, times of day. */
function figuresRead(text: string): string {
  return (
    text
      .replace(/(\d+)\s*¢|¢\s*(\d+)/g, (_, before?: string, after?: string) => coins(before ?? after ?? '', 'cents'))
      .replace(AMOUNT, (_, sign: string, whole: string, decimals = '', scale = '') => {
        const [name = '', small = ''] = CURRENCIES[sign] ?? [];
        if (Number(whole) === 0 && /^\.\d\d?$/.test(decimals) && scale === '')
          return coins(String(Math.round(Number(decimals) * 100)), small);
        const amount = `${whole}${/^\.0+$/.test(decimals) ? '' : String(decimals)}`;
        return `${amount}${String(scale)} ${amount === '1' && scale === '' ? (ONE_OF[name] ?? name) : name} `;
      })
      .replace(DEGREES, (_, scale: string) => `° ${scale === 'c' ? 'celsius' : 'fahrenheit'}`)
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

function coins(count: string, plural: string): string {
  return `${String(Number(count))} ${Number(count) === 1 ? (ONE_OF[plural] ?? plural) : plural} `;
}
