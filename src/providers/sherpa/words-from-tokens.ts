/** Words, times and confidences from a transducer's tokens. */
import type { TurnTranscript } from '../../engine/ports/speech-to-text.js';
import type { Word } from '../../engine/ports/word.js';

export interface TokenResult {
  /** A leading U+2581 or space starts a word; others continue it. */
  readonly tokens: readonly string[];
  /** Seconds at which each token was recognised, from `startS`. */
  readonly timestamps: readonly number[];
  /** Natural logarithms, one per token; empty where the model gives none. */
  readonly logProbabilities: readonly number[];
  /** Seconds from the stream's start to the timestamps' zero, which moves with every reset. */
  readonly startS: number;
}

/**
 * A transducer says when a token begins, never when it ends. A word lasts until the next begins, at most this long
 * after its last token: about one slow syllable, so that a pause after it stays a pause.
 */
const LAST_TOKEN_MS = 240;

/** A token at the very end of the turn still gets a word with some length. */
const SHORTEST_WORD_MS = 10;

const WORD_START = /^[\u2581 ]/;

/** Commas and stops that some models write; apostrophes and hyphens inside words stay. */
const PUNCTUATION = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu;

interface Pieces {
  readonly text: string;
  readonly startMs: number;
  readonly lastTokenMs: number;
  readonly logProbabilities: readonly number[];
}

/** @param turnMs length of the turn's audio; no word ends after it */
export function wordsFromTokens(result: TokenResult, turnMs: number): TurnTranscript {
  const pieces = wordPieces(result);
  const words: Word[] = [];
  pieces.forEach(({ text, startMs, lastTokenMs, logProbabilities }, index) => {
    const spoken = spokenWord(text);
    if (spoken === '') return;
    const limitMs = Math.min(turnMs, pieces[index + 1]?.startMs ?? Infinity);
    // The tail of silence that flushes the model may carry the last token past the audio.
    const from = Math.max(0, Math.min(startMs, turnMs - SHORTEST_WORD_MS), words.at(-1)?.endMs ?? 0);
    const until = Math.max(from + SHORTEST_WORD_MS, Math.min(lastTokenMs + LAST_TOKEN_MS, limitMs));
    words.push({ text: spoken, startMs: from, endMs: until, confidence: geometricMean(logProbabilities) });
  });
  return {
    text: recognisedText(pieces.map(({ text }) => text).join(' ')),
    words,
    confidence: meanConfidence(words),
  };
}

/** Models without lower case shout; the rest of the program reads ordinary text. */
export function recognisedText(raw: string): string {
  const text = raw.replaceAll('\u2581', ' ').replace(/\s+/g, ' ').trim();
  return text === text.toUpperCase() ? text.toLowerCase() : text;
}

function spokenWord(text: string): string {
  return recognisedText(text.replace(PUNCTUATION, ''));
}

function wordPieces({ tokens, timestamps, logProbabilities, startS }: TokenResult): readonly Pieces[] {
  const found: Pieces[] = [];
  tokens.forEach((token, index) => {
    const atMs = Math.round(((timestamps[index] ?? 0) + startS) * 1000);
    const probability = logProbabilities[index];
    const own = probability === undefined ? [] : [probability];
    const text = token.replace(WORD_START, '');
    const word = found.at(-1);
    if (word === undefined || WORD_START.test(token)) {
      found.push({ text, startMs: atMs, lastTokenMs: atMs, logProbabilities: own });
    } else {
      found[found.length - 1] = {
        text: word.text + text,
        startMs: word.startMs,
        lastTokenMs: atMs,
        logProbabilities: [...word.logProbabilities, ...own],
      };
    }
  });
  return found;
}

function geometricMean(logProbabilities: readonly number[]): number | null {
  if (logProbabilities.length === 0) return null;
  const mean = logProbabilities.reduce((sum, value) => sum + value, 0) / logProbabilities.length;
  return Math.min(1, Math.exp(mean));
}

function meanConfidence(words: readonly Word[]): number | null {
  const known = words.flatMap(({ confidence }) => (confidence === null ? [] : [confidence]));
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}
