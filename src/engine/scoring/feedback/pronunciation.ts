/** Pronunciation: words that the aligner could hardly match, and the sounds they share. */
import { namedQuestion } from './named-question.js';
import type { AlignedPhone, AlignedWord } from '../../ports/word-aligner.js';
import type { MeasureSettings } from '../measures/gathered.js';
import type { MeasuredTest } from '../measures/measure.js';
import type { MeasuredTurn } from '../measures/measured-turn.js';
import { judgedWords, realPhones, wordScore } from '../measures/pronunciation.js';
import { mean } from '../measures/statistics.js';
import { americanOf } from '../language/british.js';
import { rankOf } from '../language/frequency.js';
import type { Token } from '../language/tokens.js';
import type { Quote } from '../types.js';
import type { Advice, Feedback, FeedbackContext } from './types.js';
import { heardClearly } from './heard-clearly.js';
import { probablySaidWords } from './probably-said.js';
import { quoteSpan } from './quote.js';
import { surelyPlaced } from './surely-placed.js';
import { wordTable } from '../../text/word-table.js';

interface Judged {
  readonly turn: MeasuredTurn;
  readonly word: AlignedWord;
  readonly score: number;
}

export function pronunciationFeedback(test: MeasuredTest, { settings, told }: FeedbackContext): Feedback {
  const said = probablySaidWords(test);
  const judged = judgedIn(test).filter(({ word }) => said.has(word));
  const toldWords = new Set(
    [...told].filter((about) => about.startsWith('word:')).map((about) => inOneSpelling(about.slice('word:'.length))),
  );
  const weak = distinct(judged.filter(({ score }) => score < settings.weakWord)).filter(
    ({ word }) => !toldWords.has(inOneSpelling(word.text)),
  );
  const shown = weak.slice(0, 3);
  const clear = distinct([...judged].reverse()).slice(0, 1);
  return {
    quotes: [
      ...shown.flatMap((item) => wordQuote(item, whatWasHeard(item.word))),
      ...clear.flatMap((item) => wordQuote(item, 'One of your clearest words.')),
    ],
    advice: [...wordAdvice(shown), ...soundAdvice(said, settings), ...melodyAdvice(test)],
  };
}

/** Words judged one by one, weakest first. */
function judgedIn(test: MeasuredTest): readonly Judged[] {
  return test.turns
    .flatMap((turn) => {
      const placed = surelyPlaced(turn.alignment?.words ?? []);
      return (turn.alignment ? judgedWords([turn.alignment]) : []).flatMap((word): readonly Judged[] => {
        const score = wordScore(word);
        return score === null || !placed.has(word) || !wasSaid(turn, word) ? [] : [{ turn, word, score }];
      });
    })
    .sort((first, second) => first.score - second.score);
}

function distinct(items: readonly Judged[]): readonly Judged[] {
  const seen = new Set<string>();
  return items.filter(({ word }) => !seen.has(inOneSpelling(word.text)) && seen.add(inOneSpelling(word.text)));
}

/** "Harbor" and "harbour" are one word to pronounce. */
function inOneSpelling(word: string): string {
  return americanOf(word.toLowerCase()) ?? word.toLowerCase();
}

/** Words that are not in the transcript are not quoted. */
function wordQuote({ turn, word }: Judged, why: string): readonly Quote[] {
  const token = tokenOf(turn, word);
  if (token === null) return [];
  return [
    { ...quoteSpan(turn.analyzed, token.start, token.end, why), atMs: turn.analyzed.turn.startMs + word.startMs },
  ];
}

/** Finds an aligned word in the transcript by text and time. */
function tokenOf({ analyzed }: MeasuredTurn, word: AlignedWord): Token | null {
  const atMs = analyzed.turn.startMs + word.startMs;
  const [nearest] = analyzed.tokens
    .filter(({ normal }) => normal === word.text.toLowerCase())
    .toSorted((one, other) => Math.abs((one.startMs ?? 0) - atMs) - Math.abs((other.startMs ?? 0) - atMs));
  return nearest ?? null;
}

/** Recogniser and aligner place a word alike, however roughly the recogniser does so: a word further off is elsewhere. */
const MOST_APART_MS = 700;

/** A word that the recogniser may have misheard, alone or with its neighbours, was perhaps never said, let alone said badly; of a name nobody knows the sounds. */
function wasSaid(turn: MeasuredTurn, word: AlignedWord): boolean {
  const token = tokenOf(turn, word);
  if (token === null || rankOf(token.normal) === null) return false;
  const apartMs = token.startMs === null ? 0 : token.startMs - turn.analyzed.turn.startMs - word.startMs;
  return Math.abs(apartMs) <= MOST_APART_MS && heardClearly(turn.analyzed, token.start, token.end);
}

/** "Expected the th of "think", heard s", or the sound that fitted least. */
function whatWasHeard(word: AlignedWord): string {
  // A vowel taken for a consonant is an alignment that slipped, not a sound that anybody made.
  const other = realPhones(word).find(
    ({ phone, heard }) =>
      heard !== undefined && base(heard) in SOUNDS && base(heard) !== base(phone) && isVowel(heard) === isVowel(phone),
  );
  if (other) return `Say it again: ${nameOf(other.phone)} sounded like ${nameOf(other.heard ?? '')}.`;
  const [phone] = [...realPhones(word)].sort((one, other) => one.score - other.score);
  const sound = phone && SOUNDS[base(phone.phone)];
  return `Hard to match with the expected sounds${sound === undefined ? '' : `, least of all ${sound}`}.`;
}

const base = (phone: string): string => phone.replace(/\d$/, '');
const nameOf = (phone: string): string => SOUNDS[base(phone)] ?? phone;
const isVowel = (phone: string): boolean => /^[AEIOU]/.test(phone);

const BETTER_SOUNDS = ['ratedAccuracy', 'phoneScore', 'weakWordShare', 'weakPhoneShare', 'lowPhoneScore'] as const;

function wordAdvice(weak: readonly Judged[]): readonly Advice[] {
  if (weak.length < 2) return [];
  const words = weak.map(({ word }) => `"${word.text}"`).join(', ');
  return [
    {
      about: weak.map(({ word }) => `word:${word.text.toLowerCase()}`),
      raises: BETTER_SOUNDS,
      certain: true,
      text: `Listen to yourself say ${words} in the recording, hear them in a dictionary, and say each sentence again.`,
    },
  ];
}

const FLAT_SEMITONES = 5;

/** A voice that hardly moves, with a stretch of the candidate's own to move it in. */
function melodyAdvice({ values, turns }: MeasuredTest): readonly Advice[] {
  const { pitchRange } = values;
  if (pitchRange === null || pitchRange >= FLAT_SEMITONES) return [];
  const [longest] = turns.toSorted((one, other) => other.analyzed.words.length - one.analyzed.words.length);
  if (!longest) return [];
  return [
    {
      about: ['melody'],
      raises: ['ratedProsody'],
      text: `Your voice moves by ${pitchRange.toFixed(1)} semitones only. Give your answer to ${namedQuestion(longest.analyzed)} again and let it rise on the words that matter.`,
    },
  ];
}

const MIN_OCCURRENCES = 6;

function soundAdvice(said: ReadonlySet<AlignedWord>, settings: MeasureSettings): readonly Advice[] {
  const phones = [...said].flatMap((word) => realPhones(word).map((phone) => ({ phone, word })));
  const groups = new Map<string, { readonly phone: AlignedPhone; readonly word: AlignedWord }[]>();
  for (const item of phones) {
    const name = item.phone.phone.replace(/\d$/, '');
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [item]);
    else group.push(item);
  }
  const [worst] = [...groups]
    .filter(([name, items]) => name in SOUNDS && items.length >= MIN_OCCURRENCES)
    .map(([name, items]) => ({ name, items, score: mean(items.map(({ phone }) => phone.score)) ?? 0 }))
    .filter(({ score }) => score < settings.weakPhone)
    .sort((first, second) => first.score - second.score);
  if (!worst) return [];
  const words = [
    ...new Set(
      [...worst.items].sort((first, second) => first.phone.score - second.phone.score).map(({ word }) => word.text),
    ),
  ].slice(0, 3);
  return [
    {
      about: [`sound:${worst.name}`],
      raises: ['weakPhoneShare', 'lowPhoneScore', 'ratedAccuracy', 'phoneScore'],
      text: `Your weakest sound is ${SOUNDS[worst.name] ?? worst.name}, as in ${words.map((word) => `"${word}"`).join(', ')}.`,
    },
  ];
}

/** ARPAbet to a spelling people can read. */
const SOUNDS: Readonly<Record<string, string>> = wordTable({
  AA: 'the vowel of "hot"',
  AE: 'the vowel of "cat"',
  AH: 'the vowel of "cup"',
  AO: 'the vowel of "law"',
  AW: 'the vowel of "now"',
  AY: 'the vowel of "my"',
  B: 'b',
  CH: 'ch as in "church"',
  D: 'd',
  DH: 'th as in "this"',
  EH: 'the vowel of "bed"',
  ER: 'the vowel of "bird"',
  EY: 'the vowel of "day"',
  F: 'f',
  G: 'g',
  HH: 'h',
  IH: 'the vowel of "sit"',
  IY: 'the vowel of "see"',
  JH: 'j as in "job"',
  K: 'k',
  L: 'l',
  M: 'm',
  N: 'n',
  NG: 'ng as in "sing"',
  OW: 'the vowel of "go"',
  OY: 'the vowel of "boy"',
  P: 'p',
  R: 'r',
  S: 's',
  SH: 'sh as in "she"',
  T: 't',
  TH: 'th as in "think"',
  UH: 'the vowel of "book"',
  UW: 'the vowel of "food"',
  V: 'v',
  W: 'w',
  Y: 'y as in "yes"',
  Z: 'z',
  ZH: 's as in "measure"',
});
