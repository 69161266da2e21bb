/** The words of an answer: where they stand in the text, and when they were said. */
import type { Word } from '../../ports/word.js';
import type { ScoredTurn } from '../types.js';
import { isFiller, meantWords } from '../../text/fillers.js';

export interface Token {
  /** As in the transcript, without punctuation. */
  readonly text: string;
  /** Lower case, straight apostrophes. */
  readonly normal: string;
  /** Position in the answer's text, UTF-16 units. */
  readonly start: number;
  readonly end: number;
  /** "um", "er" and the like: reported, never counted as words. */
  readonly filler: boolean;
  /** The transcript ends a sentence here. Recognisers without punctuation never do. */
  readonly endsSentence: boolean;
  /** Session media time; null where no timed word matches. */
  readonly startMs: number | null;
  readonly endMs: number | null;
  readonly confidence: number | null;
}

const WORD = /[\p{L}\p{N}]+(?:['’\-‐‑][\p{L}\p{N}]+)*/gu;

/** How far a timed word may lie from its place before the search gives up: a provider that formats numbers drifts a little. */
const SEARCH = 8;

/** Below this recogniser confidence a word is unclear: it is never counted as an error. */
export const UNCLEAR = 0.5;

export function normalize(text: string): string {
  return text.toLowerCase().replaceAll('’', "'").replaceAll(/[‐‑]/g, '-');
}

/** Splits a text into words, punctuation left out. */
export function tokenize(text: string): readonly Token[] {
  const meant = meantWords(text);
  const tokens = [...text.matchAll(WORD)].map((match): Token => {
    const end = match.index + match[0].length;
    const normal = normalize(match[0]);
    return {
      text: match[0],
      normal,
      start: match.index,
      end,
      filler: isFiller(match[0]) && !meant.has(match.index),
      endsSentence: endsSentence(text, match.index, end),
      startMs: null,
      endMs: null,
      confidence: null,
    };
  });
  // "And then I left, um. So ...": the word before the filler ends the sentence.
  return tokens.map((token, index) => {
    let next = index + 1;
    while (tokens[next]?.filler === true && tokens[next]?.endsSentence !== true) next += 1;
    return tokens[next]?.filler === true ? { ...token, endsSentence: true } : token;
  });
}

/** "3.5", "Mr. Smith", "at 5 p.m. I" and the three dots of a pause end no sentence. */
function endsSentence(text: string, start: number, end: number): boolean {
  const after = text.slice(end, end + 4);
  if (/^\s*[?!]/.test(after)) return true;
  if (!/^\s*\.(?![.\p{L}\p{N}])/u.test(after)) return false;
  return !ABBREVIATED.test(text.slice(start, end)) && !/\p{L}\.$/u.test(text.slice(Math.max(0, start - 2), start));
}
const ABBREVIATED = /^(?:mr|mrs|ms|dr|st|prof|vs|etc|approx)$/i;

/** Splits an answer and gives each token the time and confidence of the recognised word it came from. */
export function tokensOf(turn: Pick<ScoredTurn, 'text' | 'words'>): readonly Token[] {
  const timed = turn.words.flatMap((word) => partsOf(word));
  let next = 0;
  return tokenize(turn.text).map((token) => {
    for (let ahead = next; ahead < Math.min(timed.length, next + SEARCH); ahead += 1) {
      const candidate = timed[ahead];
      if (candidate?.normal !== token.normal) continue;
      next = ahead + 1;
      const { startMs, endMs, confidence } = candidate.word;
      return { ...token, startMs, endMs, confidence };
    }
    return token;
  });
}

function partsOf(word: Word): readonly { readonly normal: string; readonly word: Word }[] {
  return [...word.text.matchAll(WORD)].map((match) => ({ normal: normalize(match[0]), word }));
}

/** Words that count: everything but fillers. */
export function spoken(tokens: readonly Token[]): readonly Token[] {
  return tokens.filter((token) => !token.filler);
}

export function isUnclear(token: Token): boolean {
  return token.confidence !== null && token.confidence < UNCLEAR;
}
