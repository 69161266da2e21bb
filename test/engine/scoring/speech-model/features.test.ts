import { describe, expect, it } from 'vitest';
import { featuresOf } from '../../../../src/engine/scoring/speech-model/features.js';
import { loudnessFeatures, melodyFeatures } from '../../../../src/engine/scoring/speech-model/features/melody.js';
import { rhythmFeatures } from '../../../../src/engine/scoring/speech-model/features/rhythm.js';
import {
  editsBetween,
  loopFeatures,
  phoneFeatures,
} from '../../../../src/engine/scoring/speech-model/features/sounds.js';
import { textFeatures } from '../../../../src/engine/scoring/speech-model/features/text.js';
import { lengthFeatures, paceFeatures } from '../../../../src/engine/scoring/speech-model/features/timing.js';
import { madeSentence, madeWord } from './utterances.js';

const cat = madeWord('cat', 0, [
  { phone: 'K', ms: 100, score: -1, logPosterior: -1 },
  { phone: 'AE', ms: 200, score: -2, logPosterior: -2, closest: 'EH', logRatio: -1.5 },
  { phone: 'T', ms: 100, score: -6, logPosterior: -5, closest: 'SIL', logRatio: -3 },
]);
const a = madeWord('a', 500, [{ phone: 'AH', ms: 100, score: -3, logPosterior: -4, closest: 'AH' }]);

describe('features of the sounds', () => {
  it('are means and quantiles over phones, by class and by word', () => {
    const features = phoneFeatures([cat, a]);
    expect(features['scoreMean']).toBeCloseTo(-3);
    expect(features['scoreQ50']).toBeCloseTo(-2.5);
    expect(features['scoreMean.vowel']).toBeCloseTo(-2.5);
    expect(features['scoreMean.stop']).toBeCloseTo(-3.5);
    expect(features['scoreMean.nasal']).toBeNull();
    expect(features['scoreWordMin']).toBeCloseTo(-3);
    // 100 ms of -1, 200 of -2, 100 of -6, 100 of -3.
    expect(features['scoreByTime']).toBeCloseTo(-14 / 5);
    expect(features['posteriorMean']).toBeCloseTo(-3);
  });

  it('count weak, mistaken and left-out phones', () => {
    const features = phoneFeatures([cat, a]);
    expect(features['weakShare']).toBeCloseTo(1 / 4);
    expect(features['closestShare']).toBeCloseTo(1 / 2);
    expect(features['mistakenShare']).toBeCloseTo(1 / 2);
    expect(features['silentShare']).toBeCloseTo(1 / 4);
    expect(features['sameClassShare']).toBeCloseTo(3 / 4);
    expect(features['finalRatio']).toBeCloseTo(-1.5);
  });

  it('compare the free phone loop with the words by time and by edits', () => {
    const features = loopFeatures(
      [cat],
      [
        { phone: 'K', startMs: 0, endMs: 100 },
        { phone: 'EH', startMs: 100, endMs: 200 },
        { phone: 'AE', startMs: 200, endMs: 300 },
        { phone: 'SIL', startMs: 300, endMs: 400 },
      ],
    );
    // K whole, AE half, T not at all.
    expect(features['loopAgreement']).toBeCloseTo(1.5 / 3);
    expect(features['loopClassAgreement']).toBeCloseTo(2 / 3);
    // K EH AE for K AE T: two edits whichever way.
    expect(features['loopErrors']).toBeCloseTo(2 / 3);
    expect(features['loopRelativeCount']).toBeCloseTo(1);
  });

  it.each([
    ['k ae t', 'k ae t', 0, 0, 0],
    ['k ae t', 'k eh t', 1, 0, 0],
    ['k ae t', 'k ae', 0, 1, 0],
    ['k ae t', 'k ae t ah', 0, 0, 1],
  ])('edits from %s to %s', (from, to, substitutions, deletions, insertions) => {
    expect(editsBetween(from.split(' '), to.split(' '))).toMatchObject({ substitutions, deletions, insertions });
  });
});

describe('features of timing', () => {
  it('are rates, pauses and gaps', () => {
    const segments = [
      { startMs: 0, endMs: 400 },
      { startMs: 1000, endMs: 1100 },
    ];
    const late = { ...a, startMs: 1000, endMs: 1100 };
    const features = paceFeatures([cat, late], segments, 1200);
    expect(features['logSpeechRate']).toBeCloseTo(Math.log(2 / 1.1));
    expect(features['logArticulationRate']).toBeCloseTo(Math.log(2 / 0.5));
    expect(features['phonationRatio']).toBeCloseTo(0.5 / 1.1);
    expect(features['pausesPerWord']).toBeCloseTo(1 / 2);
    expect(features['logPauseS']).toBeCloseTo(Math.log1p(0.6));
    expect(features['gapShare']).toBe(1);
    expect(features['gapTimeShare']).toBeCloseTo(600 / 1100);
    expect(features['meanRunSyllables']).toBeCloseTo(Math.log1p(1));
  });

  it('compare lengths with what is usual for each phone', () => {
    const norms = { K: [Math.log(100), 0.5], AE: [Math.log(100), 0.5], T: [Math.log(100), 0.5] } as const;
    const features = lengthFeatures([cat], norms);
    // Only AE is longer than usual: twice, hence ln 2 / 0.5.
    expect(features['lengthMean']).toBeCloseTo(Math.log(2) / 0.5 / 3);
    expect(features['lengthVowels']).toBeCloseTo(Math.log(2) / 0.5);
    expect(features['stretchMean']).toBeCloseTo(Math.log(400 / 300));
  });
});

it('rhythm: share and variation of vowels, and pairs of neighbours', () => {
  const features = rhythmFeatures([cat, a]);
  expect(features['vowelShare']).toBeCloseTo(300 / 500);
  // Vowels of 200 and 100 ms: deviation 50 over mean 150; difference 100 over mean 150.
  expect(features['vowelVariation']).toBeCloseTo(50 / 150);
  expect(features['vowelPvi']).toBeCloseTo(100 / 150);
  expect(features['reduction']).toBeCloseTo(Math.log(2));
});

describe('features of pitch and loudness', () => {
  it('follow a rising octave', () => {
    const points = Array.from({ length: 25 }, (_, index) => ({ atMs: index * 20, hertz: 100 * 2 ** (index / 24) }));
    const features = melodyFeatures(points, 20, 1000);
    expect(features['pitchMedian']).toBeCloseTo(6);
    expect(features['pitchRange']).toBeCloseTo(12 * 0.8);
    expect(features['pitchMovement']).toBeCloseTo(0.5);
    expect(features['pitchSlope']).toBeCloseTo(12 / 0.48);
    expect(features['voicedShare']).toBeCloseTo(0.5);
  });

  it('are none in a whisper, rather than a guess', () => {
    expect(melodyFeatures([], 20, 1000)).toMatchObject({ pitchMedian: null, pitchRange: null, voicedShare: 0 });
  });

  it('measure loudness inside the voiced stretches only, whatever the microphone is set to', () => {
    const { samples, segments } = madeSentence(['cat', 'cat'], [500]);
    const features = loudnessFeatures(samples, segments);
    expect(features['loudnessRange']).toBeLessThan(3);
    const quieter = loudnessFeatures(
      samples.map((sample) => Math.round(sample / 4)),
      segments,
    );
    for (const [name, value] of Object.entries(features)) expect(quieter[name]).toBeCloseTo(value ?? 0, 1);
  });
});

it('text: length and rarity of the words', () => {
  const features = textFeatures(['cat', 'a'], [cat, a]);
  expect(features['wordCount']).toBeCloseTo(Math.log(2));
  expect(features['phonesPerWord']).toBe(2);
  expect(features['textVowelShare']).toBe(0.5);
  expect(features['unknownShare']).toBe(0);
  expect(features['logRankMean']).toBeLessThan(4);
});

it('all features together are numbers or null, never NaN, even with next to nothing to measure', () => {
  const empty = { samples: new Int16Array(0), words: [], segments: [], analysis: null };
  for (const utterance of [empty, madeSentence(['cat']), madeSentence(['cat', 'cat', 'dog'], [0, 900])])
    for (const [name, value] of Object.entries(featuresOf(utterance, {})))
      expect(value === null || Number.isFinite(value), `${name}: ${String(value)}`).toBe(true);
});
