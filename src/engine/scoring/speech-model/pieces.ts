/**
 * Cuts long audio into pieces that are like the sentences the model was trained on. Answers are cut at every pause of a
 * sentence's end first: the model knows pauses only inside sentences, so that five sentences with a second between them come out
 * nearly 3 points of 10 too low when they are rated whole (docs/speech-model.md).
 */
import { msToSamples, samplesToMs } from '../../speech/frame.js';
import type { AnalyzedWord } from '../../ports/sound-analyzer.js';
import type { Interval } from '../types.js';
import type { WordSource } from './speech-model.js';
import type { AnalyzedUtterance } from './types.js';

/** Up to here an utterance is one piece: the longest training sentences, and those of a usual one. */
const LONGEST_MS: Readonly<Record<WordSource, number>> = { read: 20_000, recognised: 8000 };
/** 300 to 700 ms were tried on joined sentences and do alike (r .84 to .87 with experts' accuracy). */
const SENTENCE_PAUSE_MS = 600;
/** Fewer words between pauses are no sentence: they go with the nearer neighbour. */
const FEWEST_WORDS = 3;
const SHORTEST_PIECE_MS = 4000;
/** Pieces longer than this are cut at the longest silence inside. */
const WISHED_MS = 12_000;

/** The utterance itself when it is short enough; times inside a piece count from its first sample. */
export function piecesOf(utterance: AnalyzedUtterance, source: WordSource): readonly AnalyzedUtterance[] {
  const { samples, analysis } = utterance;
  if (analysis === null || samplesToMs(samples.length) <= LONGEST_MS[source]) return [utterance];
  return cutInto(sentences(analysis.words.filter(({ phones }) => phones.length > 0)).flatMap(split), utterance);
}

/** Pieces of about `spokenMs` of words each, wherever pauses are: a pause more or less changes none of them. */
export function evenPiecesOf(utterance: AnalyzedUtterance, spokenMs: number): readonly AnalyzedUtterance[] {
  const words = (utterance.analysis?.words ?? []).filter(({ phones }) => phones.length > 0);
  const totalMs = spokenMsOf(words);
  const count = Math.max(1, Math.round(totalMs / spokenMs));
  const groups = Array.from({ length: count }, (): AnalyzedWord[] => []);
  let passedMs = 0;
  for (const word of words) {
    const ms = word.endMs - word.startMs;
    groups[Math.min(count - 1, Math.floor((count * (passedMs + ms / 2)) / totalMs))]?.push(word);
    passedMs += ms;
  }
  return cutInto(
    groups.filter(({ length }) => length > 0),
    utterance,
  );
}

/** Time in words, ms. */
export function spokenMsOf(words: Words): number {
  return words.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);
}

function cutInto(groups: readonly Words[], utterance: AnalyzedUtterance): readonly AnalyzedUtterance[] {
  const totalMs = samplesToMs(utterance.samples.length);
  return groups.map((words, index) => {
    const before = groups[index - 1]?.at(-1)?.endMs ?? 0;
    const after = groups[index + 1]?.[0]?.startMs ?? totalMs;
    const first = words[0]?.startMs ?? 0;
    const last = words.at(-1)?.endMs ?? totalMs;
    return pieceOf(utterance, words, {
      startMs: Math.max(before, first - MARGIN_MS),
      endMs: Math.min(after, last + MARGIN_MS),
    });
  });
}

/** Silence before and after a training sentence (medians .52 and .55 s). */
const MARGIN_MS = 500;

type Words = readonly AnalyzedWord[];

/** Words between pauses. */
function sentences(words: Words): readonly Words[] {
  const groups: AnalyzedWord[][] = [];
  for (const word of words) {
    const group = groups.at(-1);
    if (group === undefined || gapBetween(group, [word]) >= SENTENCE_PAUSE_MS) groups.push([word]);
    else group.push(word);
  }
  return withoutShort(groups);
}

function withoutShort(groups: readonly Words[]): readonly Words[] {
  const index = groups.findIndex(({ length }) => length < FEWEST_WORDS);
  const short = groups[index];
  if (short === undefined || groups.length === 1) return groups;
  const [before, after] = [groups[index - 1] ?? [], groups[index + 1] ?? []];
  const joined =
    gapBetween(before, short) <= gapBetween(short, after)
      ? [...groups.slice(0, index - 1), [...before, ...short], ...groups.slice(index + 1)]
      : [...groups.slice(0, index), [...short, ...after], ...groups.slice(index + 2)];
  return withoutShort(joined);
}

/** Milliseconds; endless where there is no word on one side. */
function gapBetween(before: Words, after: Words): number {
  const [last, first] = [before.at(-1), after[0]];
  return last === undefined || first === undefined ? Infinity : first.startMs - last.endMs;
}

function split(words: Words): readonly Words[] {
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
  words: Words,
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
