/** The words of an answer: where they stand in the text, and when they were said. */
import type { Word } from '../../ports/word.js';
import type { ScoredTurn } from '../types.js';

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

const FILLERS = new Set('um umm uh uhm uhh er err erm ehm eh mm mmm hm hmm mhm ah ahh'.split(' '));
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
  return [...text.matchAll(WORD)].map((match) => {
    const end = match.index + match[0].length;
    const normal = normalize(match[0]);
    return {
      text: match[0],
      normal,
      start: match.index,
      end,
      filler: FILLERS.has(normal),
      endsSentence: /^\s*[.?!]/.test(text.slice(end, end + 3)),
      startMs: null,
      endMs: null,
      confidence: null,
    };
  });
}

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
