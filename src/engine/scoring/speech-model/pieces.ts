/** Cuts long audio into pieces of the length the model was trained on, at the longest silences between words. */
import { msToSamples, samplesToMs } from '../../speech/frame.js';
import type { AnalyzedWord } from '../../ports/sound-analyzer.js';
import type { Interval } from '../types.js';
import type { AnalyzedUtterance } from './types.js';

/** The longest training sentences. */
const LONGEST_MS = 20_000;
const SHORTEST_PIECE_MS = 4000;
/** Pieces longer than this are cut at the longest silence inside. */
const WISHED_MS = 12_000;

/** The utterance itself when it is short enough; times inside a piece count from its first sample. */
export function piecesOf(utterance: AnalyzedUtterance): readonly AnalyzedUtterance[] {
  const { samples, analysis } = utterance;
  if (analysis === null || samplesToMs(samples.length) <= LONGEST_MS) return [utterance];
  const groups = split(analysis.words.filter(({ phones }) => phones.length > 0));
  const totalMs = samplesToMs(samples.length);
  return groups.map((words, index) => {
    const before = groups[index - 1]?.at(-1)?.endMs;
    const after = groups[index + 1]?.[0]?.startMs;
    const first = words[0]?.startMs ?? 0;
    const last = words.at(-1)?.endMs ?? totalMs;
    return pieceOf(utterance, words, {
      // The silence between two pieces belongs half to each.
      startMs: before === undefined ? Math.max(0, first - MARGIN_MS) : Math.round((before + first) / 2),
      endMs: after === undefined ? Math.min(totalMs, last + MARGIN_MS) : Math.round((last + after) / 2),
    });
  });
}

const MARGIN_MS = 500;

function split(words: readonly AnalyzedWord[]): readonly (readonly AnalyzedWord[])[] {
  const [first, last] = [words[0], words.at(-1)];
  if (!first || !last) return [];
  if (last.endMs - first.startMs <= WISHED_MS) return [words];
  let longest = -1;
  let cut = 0;
  for (let index = 1; index < words.length; index += 1) {
    const [before, after] = [words[index - 1], words[index]];
    if (!before || !after) continue;
    const gap = after.startMs - before.endMs;
    const longEnough =
      before.endMs - first.startMs >= SHORTEST_PIECE_MS && last.endMs - after.startMs >= SHORTEST_PIECE_MS;
    if (longEnough && gap > longest) [longest, cut] = [gap, index];
  }
  return cut === 0 ? [words] : [...split(words.slice(0, cut)), ...split(words.slice(cut))];
}

function pieceOf(
  { samples, segments, analysis }: AnalyzedUtterance,
  words: readonly AnalyzedWord[],
  { startMs, endMs }: Interval,
): AnalyzedUtterance {
  const moved = <Timed extends Interval>(timed: Timed): Timed => ({
    ...timed,
    startMs: Math.max(0, timed.startMs - startMs),
    endMs: Math.min(endMs, timed.endMs) - startMs,
  });
  const inside = (timed: Interval): boolean => timed.endMs > startMs && timed.startMs < endMs;
  return {
    samples: samples.subarray(msToSamples(startMs), msToSamples(endMs)),
    words: words.map(({ text }) => text),
    segments: segments.filter(inside).map(moved),
    analysis: {
      words: words.map((word) => ({ ...moved(word), phones: word.phones.map(moved) })),
      unknown: [],
      heard: (analysis?.heard ?? []).filter(inside).map(moved),
    },
  };
}
