/**
 * Brings two transcripts of the same speech to the same words, so that a word error rate counts what was heard
 * differently and not how it was written: case, punctuation, contractions, figures, British and American spelling,
 * hesitations.
 */
import { isNumberWord, numberWords, ordinalWords, yearWords } from './number-words.js';

const HESITATIONS = new Set(['um', 'umm', 'uh', 'uhm', 'er', 'erm', 'eh', 'hm', 'hmm', 'mm', 'mhm', 'ah']);

const CONTRACTIONS: Readonly<Record<string, string>> = {
  "can't": 'can not',
  cannot: 'can not',
  "won't": 'will not',
  "shan't": 'shall not',
  "ain't": 'is not',
  "let's": 'let us',
  "y'all": 'you all',
  gonna: 'going to',
  wanna: 'want to',
  gotta: 'got to',
  okay: 'ok',
  mr: 'mister',
  mrs: 'missus',
  dr: 'doctor',
  prof: 'professor',
  assoc: 'associate',
  jr: 'junior',
  sr: 'senior',
};

/** After these "'s" is "is"; elsewhere it is a possessive. ("has" cannot be told apart and is as rare.) */
const IS = new Set('it he she that there here what who where when how this everything everyone something'.split(' '));
const ENDINGS = { "n't": 'not', "'re": 'are', "'ve": 'have', "'ll": 'will', "'d": 'would', "'m": 'am' } as const;

/** British to American, for the words that are common in speech; families are spelt by their endings below. */
const SPELLING: Readonly<Record<string, string>> = {
  aeroplane: 'airplane',
  centre: 'center',
  centres: 'centers',
  cheque: 'check',
  defence: 'defense',
  grey: 'gray',
  kilometre: 'kilometer',
  kilometres: 'kilometers',
  licence: 'license',
  litre: 'liter',
  litres: 'liters',
  metre: 'meter',
  metres: 'meters',
  mum: 'mom',
  practise: 'practice',
  practised: 'practiced',
  practising: 'practicing',
  programme: 'program',
  programmes: 'programs',
  storey: 'story',
  theatre: 'theater',
  theatres: 'theaters',
  towards: 'toward',
  tyre: 'tire',
  tyres: 'tires',
};
const OUR = /^(arm|behavi|col|endeav|fav|flav|harb|hon|hum|lab|neighb|rum|savi|vig)our/;
const ISE =
  /^(apolog|critic|mobil|emphas|organ|public|real|recogn|special|summar|symbol|modern|memor|minim|maxim|util)is(e|ed|es|ing|ation|ations|er|ers)$/;
const DOUBLED = /^(cancel|jewel|label|model|signal|travel)l(ed|er|ers|ing)$/;

/** Lower-case words, comparable with those of another transcript. */
export function normaliseWords(text: string): readonly string[] {
  const spaced = text
    .toLowerCase()
    // What a transcript says about the sound, not words: [laughs], (coughs).
    .replace(/\[[^\]]*\]|\([^)]*\)/g, ' ')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[’‘ʼ`]/g, "'")
    .replace(/(\d),(?=\d{3}\b)/g, '$1')
    .replace(/(\d)\.(\d)/g, '$1 point $2')
    .replace(/(\d)\s*%/g, '$1 percent')
    .replace(/\bper cent\b/g, 'percent')
    .replace(
      /([$€£])\s*(\d+(?: point \d+)?)((?: (?:hundred|thousand|million|billion))*)/g,
      (_, sign: string, sum: string, scale: string) => {
        const name = { $: 'dollars', '€': 'euros', '£': 'pounds' }[sign] ?? '';
        return `${sum}${scale} ${name}`;
      },
    )
    // "10km", "b747": letters and figures are said apart; endings of ordinals and decades stay.
    .replace(/(\d)(?!(?:st|nd|rd|th|s)\b)(?=[a-z])/g, '$1 ')
    .replace(/([a-z])(?=\d)/g, '$1 ')
    .replace(/&/g, ' and ')
    .replace(/[^\p{L}\p{N}\p{M}']+/gu, ' ');
  const words = spaced.split(' ').map((word) => word.replace(/^'+|'+$/g, ''));
  const said = words.filter((word) => word !== '' && !HESITATIONS.has(word)).flatMap(expand);
  return said.filter((word, index) => word !== 'and' || !isWithinNumber(said, index));
}

/** "two hundred and sixty": some say the "and", some do not, and figures never do. */
function isWithinNumber(words: readonly string[], index: number): boolean {
  const [before = '', after = ''] = [words[index - 1], words[index + 1]];
  return LARGE.has(before) && isNumberWord(after);
}

const LARGE = new Set(['hundred', 'thousand', 'million', 'billion']);

function expand(word: string): readonly string[] {
  if (/\d/.test(word)) return figures(word);
  const whole = CONTRACTIONS[word];
  if (whole !== undefined) return whole.split(' ');
  for (const [ending, full] of Object.entries(ENDINGS)) {
    if (word.length > ending.length && word.endsWith(ending)) return [spelt(word.slice(0, -ending.length)), full];
  }
  if (word.endsWith("'s") && IS.has(word.slice(0, -2))) return [word.slice(0, -2), 'is'];
  return [spelt(word)];
}

function spelt(word: string): string {
  return SPELLING[word] ?? word.replace(OUR, '$1or').replace(ISE, '$1iz$2').replace(DOUBLED, '$1$2');
}

function figures(word: string): readonly string[] {
  const match = /^(\d{1,12})(st|nd|rd|th|s)?$/.exec(word);
  if (match === null) return [word];
  const value = Number(match[1]);
  if (match[2] === 's') return pluralised(value >= 1100 && value < 2100 ? yearWords(value) : numberWords(value));
  if (match[2] !== undefined) return ordinalWords(value);
  return value >= 1100 && value < 2100 && word.length === 4 ? yearWords(value) : numberWords(value);
}

/** The 1990s, the 80s. */
function pluralised(words: readonly string[]): readonly string[] {
  const last = words.at(-1) ?? '';
  return [...words.slice(0, -1), last.endsWith('y') ? `${last.slice(0, -1)}ies` : `${last}s`];
}
