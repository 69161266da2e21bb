import { describe, expect, it } from 'vitest';
import { analyzeTurn } from '../../../src/engine/scoring/language/analysis.js';
import * as fluency from '../../../src/engine/scoring/measures/fluency.js';
import { repairsOf } from '../../../src/engine/scoring/measures/repairs.js';
import { mergeSegments, timingOf } from '../../../src/engine/scoring/measures/timing.js';
import { tokenize } from '../../../src/engine/scoring/language/tokens.js';
import type { TurnTiming } from '../../../src/engine/scoring/measures/timing.js';
import { turnOf } from './support/turns.js';

function timing(text: string, options = {}): readonly TurnTiming[] {
  const found = timingOf(analyzeTurn(turnOf(text, options)));
  return found ? [found] : [];
}

describe('fluency measures on a hand-worked answer', () => {
  // 8 words of 300 ms with 9 syllables (coffee has two), one pause of 600 ms inside a clause:
  // 3000 ms in all, 2400 ms of them speech.
  const answer = timing('I like black [600] coffee with milk at home');

  it('counts syllables per minute with and without pauses', () => {
    expect(fluency.speechRate(answer)).toBeCloseTo(9 / (3 / 60));
    expect(fluency.articulationRate(answer)).toBeCloseTo(9 / (2.4 / 60));
  });

  it('gives the share of speech, the mean and the longest run', () => {
    expect(fluency.phonationRatio(answer)).toBeCloseTo(0.8);
    expect(fluency.pausePerSyllableMs(answer)).toBeCloseTo(600 / 9);
    expect(fluency.meanRun(answer)).toBeCloseTo(4.5);
    expect(fluency.longestRun(answer)).toBe(6);
  });

  it('counts pauses per 100 words, their time and their mean', () => {
    expect(fluency.silentPausesPer100(answer)).toBeCloseTo(12.5);
    expect(fluency.pauseSecondsPer100(answer)).toBeCloseTo(7.5);
    expect(fluency.meanPauseMs(answer)).toBe(600);
  });

  it('counts the pause as one inside a clause', () => {
    expect(fluency.boundaryPauseShare(answer)).toBe(0);
    expect(fluency.midClausePausesPerMinute(answer)).toBeCloseTo(20);
    expect(fluency.midClausePausesPer100(answer)).toBeCloseTo(12.5);
  });

  it('measures the delay from the end of the question', () => {
    expect(fluency.responseDelayMs(answer)).toBe(400);
  });
});

describe('pauses', () => {
  it('do not count below 250 ms', () => {
    expect(timing('I like black [249] coffee')[0]?.pauses).toHaveLength(0);
    expect(timing('I like black [250] coffee')[0]?.pauses).toHaveLength(1);
  });

  it.each([
    ['I like tea [500] because it is warm', true],
    ['I like tea and [500] it is warm', true],
    ['I like tea. [500] It is warm', true],
    ['my parents run a bakery [500] it is quiet', true],
    ['he did not finish [500] for example once we needed days', true],
    // Sentence ends that no recogniser marks: before an adverbial, a long subject, a new subject.
    ['I have a good job [500] today we have all the information', true],
    ['we study theory and practice [500] I like both', true],
    ['I have a good team [500] in the morning we play', true],
    ['they love their parents [500] most of my friends work', true],
    ['I met a friend [500] he is tall', true],
    ['I like my job [500] in the town because it is warm', false],
    ['I live [500] in the town we like it', false],
    ['I gave my brother [500] a book', false],
    ['I went to the big [500] house today we have all of it', false],
    ['I like very [500] hot tea', false],
    ['because the [500] tea is warm', false],
  ])('in "%s" is at a clause boundary: %s', (text, expected) => {
    expect(timing(text)[0]?.pauses[0]?.atBoundary).toBe(expected);
  });

  it('come from voice activity: the same transcript with other segments gives other pauses', () => {
    const turn = turnOf('I like black coffee');
    const cut = {
      ...turn,
      segments: [
        { startMs: 1000, endMs: 1300 },
        { startMs: 1900, endMs: 2200 },
      ],
    };
    expect(timingOf(analyzeTurn(cut))?.pauses).toHaveLength(1);
  });

  it('are placed nowhere when words have no times, and then no clause measure is given', () => {
    const turn = { ...turnOf('I like black [600] coffee'), words: [] };
    const found = timingOf(analyzeTurn(turn));
    expect(found?.pauses[0]?.atBoundary).toBeNull();
    expect(fluency.midClausePausesPer100(found ? [found] : [])).toBeNull();
    expect(fluency.silentPausesPer100(found ? [found] : [])).toBeCloseTo(25);
  });
});

describe('timing', () => {
  it('pools answers by sums, so that a short answer weighs little', () => {
    const pooled = [...timing('yes'), ...timing('I like black [600] coffee with milk at home')];
    expect(fluency.speechRate(pooled)).toBeCloseTo(10 / (3.3 / 60));
  });

  it('is none for typed answers', () => {
    expect(timing('I like tea', { typed: true })).toHaveLength(0);
    expect(fluency.speechRate([])).toBeNull();
  });

  it('leaves fillers out of words and syllables', () => {
    expect(timing('um I er like tea')[0]?.words).toBe(3);
  });

  it('joins segments with a short gap', () => {
    const merged = mergeSegments([
      { startMs: 0, endMs: 100 },
      { startMs: 200, endMs: 300 },
      { startMs: 800, endMs: 900 },
    ]);
    expect(merged).toEqual([
      { startMs: 0, endMs: 300 },
      { startMs: 800, endMs: 900 },
    ]);
  });
});

describe('repetitions and corrections', () => {
  it.each([
    ['I I like it', ['I I']],
    ['I live in the um in the city', ['in the in the']],
    ['he she likes it', ['he she']],
    ['it is was cold', ['is was']],
    ["that's a, it's a port", ["a it's"]],
    ['my I mean his work', ['my I']],
    ['it was very very cold', []],
    ['no no I do not', []],
    ['no no no no way', []],
    ['she had had enough of it', []],
    ['had had enough', ['had had']],
    ['she paid me for it. It was years ago', []],
    ['she had had had enough', ['had had']],
    ['I think that that is true', []],
    ['that that is true', ['that that']],
    ['what it is is a game', []],
    ['the thing is is that it rains', []],
    ['it is is cold', ['is is']],
    ['we do do that', []],
    ['what do do you mean', ['do do']],
    ['I gave her her book', []],
    ['I saw her her face', ['her her']],
    ['my number is nine two two five', []],
    ['I have two two sisters', ['two two']],
    ['he talked on and on and on', []],
    ['day after day after day it rained', []],
    ['he and I and I went', ['and I and I']],
    ['many many years and years and years ago', []],
    ['I like tea and coffee', []],
  ])('in "%s": %j', (text, expected) => {
    expect(repairsOf(tokenize(text)).map((repair) => repair.text)).toEqual(expected);
  });

  it('are not found where the recogniser was unsure of a word', () => {
    const unsure = (text: string) => tokenize(text).map((token) => ({ ...token, confidence: 0.3 }));
    for (const text of ['in the in the city', 'he she likes it']) expect(repairsOf(unsure(text))).toEqual([]);
  });
});
