/** An utterance without the time between its words, audio and all times moved together: the same however long somebody paused. */
import { joinSamples, msToSamples } from '../../speech/frame.js';
import type { Interval } from '../types.js';
import type { AnalyzedUtterance } from './types.js';

export function withoutGaps(utterance: AnalyzedUtterance): AnalyzedUtterance {
  const { samples, segments, analysis } = utterance;
  const cuts = gapsBetweenWords(utterance);
  if (analysis === null || cuts.length === 0) return utterance;
  const earlier = timeWithout(cuts);
  const moved = <Timed extends Interval>(timed: Timed): Timed => ({
    ...timed,
    startMs: earlier(timed.startMs),
    endMs: earlier(timed.endMs),
  });
  return {
    ...utterance,
    samples: samplesWithout(samples, cuts),
    segments: joined(segments.map(moved)),
    analysis: {
      ...analysis,
      words: analysis.words.map((word) => ({ ...moved(word), phones: word.phones.map(moved) })),
      heard: analysis.heard.map(moved).filter(({ startMs, endMs }) => endMs > startMs),
    },
  };
}

/** In order; whether they are silent or hold a filler. Words that follow at once have none between them. */
export function gapsBetweenWords({ analysis }: Pick<AnalyzedUtterance, 'analysis'>): readonly Interval[] {
  const words = (analysis?.words ?? []).filter(({ phones }) => phones.length > 0);
  return words
    .slice(1)
    .map(({ startMs }, index) => ({ startMs: words[index]?.endMs ?? startMs, endMs: startMs }))
    .filter(({ startMs, endMs }) => endMs > startMs);
}

/** Stretches that touch are one: what is left must not tell that there was a pause. */
function joined(segments: readonly Interval[]): readonly Interval[] {
  const all: Interval[] = [];
  for (const { startMs, endMs } of segments) {
    const last = all.at(-1);
    if (last !== undefined && startMs <= last.endMs)
      all[all.length - 1] = { startMs: last.startMs, endMs: Math.max(last.endMs, endMs) };
    else if (endMs > startMs) all.push({ startMs, endMs });
  }
  return all;
}

function timeWithout(cuts: readonly Interval[]): (atMs: number) => number {
  return (atMs) =>
    atMs - cuts.reduce((sum, { startMs, endMs }) => sum + Math.max(0, Math.min(atMs, endMs) - startMs), 0);
}

function samplesWithout(samples: Int16Array, cuts: readonly Interval[]): Int16Array {
  const kept: Int16Array[] = [];
  let from = 0;
  for (const { startMs, endMs } of cuts) {
    kept.push(samples.subarray(from, msToSamples(startMs)));
    from = msToSamples(endMs);
  }
  kept.push(samples.subarray(from));
  return joinSamples(kept);
}
