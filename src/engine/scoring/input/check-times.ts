/** Finds times that nobody can have spoken at. */
import type { TranscriptDocument } from './transcript-schema.js';

/** A test lasts 14 minutes; a recording of a day is a unit mixed up. */
const LONGEST_MS = 3 * 3_600_000;
/** Recognisers let neighbours overlap a little. */
const OVERLAP_MS = 500;
/** The fastest speakers reach 8 words a second for moments. */
const SHORTEST_WORD_MS = 80;
/** The longest words that anybody draws out last two seconds; more is a pause taken for a word. */
const LONGEST_WORD_MS = 10_000;
/** Fewer words say nothing about the pace. */
const ENOUGH_WORDS = 20;

/** What is wrong with the first impossible time, or null. */
export function checkTimes({ turns }: TranscriptDocument): string | null {
  let answered = 0;
  for (const [index, { words = [] }] of turns.entries()) {
    const begins = words[0]?.startMs ?? answered;
    if (begins >= 0 && begins < answered - OVERLAP_MS)
      return `turns[${String(index)}] begins at ${shown(begins)}, before the answer before it ends, at ${shown(answered)} (are its times counted from its own beginning?)`;
    let before = 0;
    for (const [place, { startMs, endMs }] of words.entries()) {
      const where = `turns[${String(index)}].words[${String(place)}]`;
      const problem =
        startMs < 0
          ? `starts at ${shown(startMs)}, before the beginning`
          : endMs < startMs
            ? `ends at ${shown(endMs)}, before it starts (${shown(startMs)})`
            : endMs > LONGEST_MS
              ? `ends at ${shown(endMs)}, later than any test (are these times in milliseconds?)`
              : endMs - startMs > LONGEST_WORD_MS
                ? `lasts ${shown(endMs - startMs)}, longer than any word`
                : startMs < before - OVERLAP_MS
                  ? `starts at ${shown(startMs)}, before the word before it (${shown(before)})`
                  : null;
      if (problem !== null) return `${where} ${problem}`;
      before = startMs;
    }
    answered = words.at(-1)?.endMs ?? answered;
    const spanMs = (words.at(-1)?.endMs ?? 0) - (words[0]?.startMs ?? 0);
    if (words.length >= ENOUGH_WORDS && spanMs < words.length * SHORTEST_WORD_MS) {
      return `turns[${String(index)}] has ${String(words.length)} words in ${shown(spanMs)}, faster than anybody speaks (are these times in seconds?)`;
    }
  }
  return null;
}

function shown(ms: number): string {
  return `${String(Math.round(ms))} ms`;
}
