/** Pronunciation: words that the aligner could hardly match, and the sounds they share. */
import type { AlignedPhone, AlignedWord } from '../../ports/word-aligner.js';
import type { MeasuredTest, MeasuredTurn, MeasureSettings } from '../measures/measure.js';
import { judgedWords, realPhones, wordScore } from '../measures/pronunciation.js';
import { mean } from '../measures/statistics.js';
import type { Quote } from '../types.js';
import type { Feedback } from './types.js';
import { quoteSpan } from './quote.js';

interface Judged {
  readonly turn: MeasuredTurn;
  readonly word: AlignedWord;
  readonly score: number;
}

export function pronunciationFeedback(test: MeasuredTest, settings: MeasureSettings): Feedback {
  const judged = judgedIn(test);
  const weak = judged.filter(({ score }) => score < settings.weakWord);
  const shown = distinct(weak).slice(0, 3);
  const clear = distinct([...judged].reverse()).slice(0, 1);
  return {
    quotes: [
      ...shown.flatMap((item) => wordQuote(item, `Hard to match with the expected sounds${weakest(item.word)}.`)),
      ...clear.flatMap((item) => wordQuote(item, 'One of your clearest words.')),
    ],
    practise: [...wordAdvice(shown), ...soundAdvice(test, settings)],
  };
}

/** Words judged one by one, weakest first. */
function judgedIn(test: MeasuredTest): readonly Judged[] {
  return test.turns
    .flatMap((turn) =>
      (turn.alignment ? judgedWords([turn.alignment]) : []).flatMap((word): readonly Judged[] => {
        const score = wordScore(word);
        return score === null ? [] : [{ turn, word, score }];
      }),
    )
    .sort((first, second) => first.score - second.score);
}

function distinct(items: readonly Judged[]): readonly Judged[] {
  const seen = new Set<string>();
  return items.filter(({ word }) => !seen.has(word.text) && seen.add(word.text));
}

/** Finds the aligned word in the transcript by text and time; words that are not there are not quoted. */
function wordQuote({ turn, word }: Judged, why: string): readonly Quote[] {
  const { analyzed } = turn;
  const atMs = analyzed.turn.startMs + word.startMs;
  const matching = analyzed.tokens.filter(({ normal }) => normal === word.text.toLowerCase());
  const [nearest] = matching.sort(
    (first, second) => Math.abs((first.startMs ?? 0) - atMs) - Math.abs((second.startMs ?? 0) - atMs),
  );
  return nearest ? [{ ...quoteSpan(analyzed, nearest.start, nearest.end, why), atMs }] : [];
}

function weakest(word: AlignedWord): string {
  const [phone] = [...realPhones(word)].sort((first, second) => first.score - second.score);
  const sound = phone && SOUNDS[phone.phone.replace(/\d$/, '')];
  return sound ? `, least of all ${sound}` : '';
}

function wordAdvice(weak: readonly Judged[]): readonly string[] {
  if (weak.length < 2) return [];
  const words = weak.map(({ word }) => `"${word.text}"`).join(', ');
  return [`Listen to yourself say ${words} in the recording, hear them in a dictionary, and say each sentence again.`];
}

const MIN_OCCURRENCES = 6;

function soundAdvice(test: MeasuredTest, settings: MeasureSettings): readonly string[] {
  const phones = test.turns.flatMap(
    ({ alignment }) => alignment?.words.flatMap((word) => realPhones(word).map((phone) => ({ phone, word }))) ?? [],
  );
  const groups = new Map<string, { readonly phone: AlignedPhone; readonly word: AlignedWord }[]>();
  for (const item of phones) {
    const name = item.phone.phone.replace(/\d$/, '');
    groups.set(name, [...(groups.get(name) ?? []), item]);
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
    `Your weakest sound is ${SOUNDS[worst.name] ?? worst.name}, as in ${words.map((word) => `"${word}"`).join(', ')}.`,
  ];
}

/** ARPAbet to a spelling people can read. */
const SOUNDS: Readonly<Record<string, string>> = {
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
};
