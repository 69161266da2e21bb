/** Utterances made by hand: words of phones with times and scores. */
import type { AnalyzedPhone, AnalyzedWord } from '../../../../src/engine/ports/sound-analyzer.js';
import type { AnalyzedUtterance } from '../../../../src/engine/scoring/speech-model/types.js';

export interface MadePhone {
  readonly phone: string;
  readonly ms: number;
  readonly score?: number;
  readonly logPosterior?: number;
  readonly closest?: string;
  readonly logRatio?: number;
}

/** Phones one after the other from `startMs`; well said where nothing else is given. */
export function madeWord(text: string, startMs: number, phones: readonly MadePhone[]): AnalyzedWord {
  let at = startMs;
  const timed = phones.map(
    ({ phone, ms, score = -1.5, logPosterior = -1, closest = phone, logRatio = 0 }): AnalyzedPhone => ({
      phone,
      startMs: at,
      endMs: (at += ms),
      score,
      logPosterior,
      closest,
      logRatio,
    }),
  );
  return { text, startMs, endMs: at, score: -1.5, phones: timed };
}

const RATE_PER_MS = 16;

/** A sentence of three-phone words, `gaps[i]` ms of silence before word i + 1, voice sounding through the words. */
export function madeSentence(
  texts: readonly string[],
  gaps: readonly number[] = [],
  phone: Partial<MadePhone> = {},
): AnalyzedUtterance {
  const words: AnalyzedWord[] = [];
  let at = 200;
  for (const [index, text] of texts.entries()) {
    if (index > 0) at += gaps[index - 1] ?? 0;
    const word = madeWord(text, at, [
      { phone: 'K', ms: 80, ...phone },
      { phone: 'AE', ms: 120, ...phone },
      { phone: 'T', ms: 80, ...phone },
    ]);
    words.push(word);
    at = word.endMs;
  }
  const totalMs = at + 200;
  const samples = new Int16Array(totalMs * RATE_PER_MS);
  for (const { startMs, endMs } of words)
    for (let index = startMs * RATE_PER_MS; index < endMs * RATE_PER_MS; index += 1)
      samples[index] = 6000 * Math.sin((2 * Math.PI * 140 * index) / 16_000);
  const segments: { startMs: number; endMs: number }[] = [];
  for (const { startMs, endMs } of words) {
    const last = segments.at(-1);
    // As voice activity does, which bridges gaps under 200 ms.
    if (last && startMs - last.endMs < 200) last.endMs = endMs;
    else segments.push({ startMs, endMs });
  }
  const heard = words.flatMap(({ phones }) =>
    phones.map(({ closest, startMs, endMs }) => ({ phone: closest, startMs, endMs })),
  );
  return { samples, words: texts, segments, analysis: { words, unknown: [], heard } };
}
