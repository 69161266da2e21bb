// What the product's own analyzer finds in the rated sentences; analyses are kept in a folder, so that only the first run is slow.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findVoice } from '../../dist/engine/speech/find-voice.js';
import { readAudioFile } from '../../dist/providers/audio-files/read-audio-file.js';
import { createSoundSwallowerAnalyzer } from '../../dist/providers/soundswallower/soundswallower-aligner.js';
import { recogniserNoise } from './noise.mjs';
import { createWebrtcDetector } from '../../dist/providers/webrtc-vad/webrtc-detector.js';

/** Adds samples, segments and analysis; analyses are read from `cache` where they are. */
export async function analyzed(rows, cache, report) {
  await mkdir(cache, { recursive: true });
  const analyzer = createSoundSwallowerAnalyzer();
  const detector = await createWebrtcDetector();
  const utterances = [];
  for (const row of rows) {
    const { samples } = await readAudioFile(row.audio);
    const file = join(cache, `${row.id}.json`);
    const known = await readFile(file, 'utf8').then(JSON.parse, () => null);
    const segments = known?.segments ?? findVoice(samples, detector);
    const analysis = known === null ? await analyzer.analyze(samples, row.words) : known.analysis;
    if (known === null) await writeFile(file, JSON.stringify({ id: row.id, words: row.words, segments, analysis }));
    utterances.push({ ...row, samples, segments, analysis });
    report(utterances.length);
  }
  await analyzer.close();
  detector.close();
  return utterances;
}

/** Of the words, by turns. */
const PERCENTS = [15, 30, 45];
/** Scattered over the speakers: every sentence would take a quarter of an hour more, and change little. */
const SHARE = 3 / 8;
const isChosen = ({ id }) => (Number(id) * 2_654_435_761) % 2 ** 32 < SHARE * 2 ** 32;

/** A part of the sentences with some of their words misheard, those left out whose words cannot be fitted any more. */
export async function misheard(rows, utterances, cache, report) {
  await mkdir(cache, { recursive: true });
  const noise = await recogniserNoise(rows.flatMap(({ words }) => words));
  const analyzer = createSoundSwallowerAnalyzer();
  const noisy = [];
  for (const utterance of utterances.filter(isChosen)) {
    const seed = Number(utterance.id) % 1_000_003;
    const words = noise(utterance.words, PERCENTS[seed % PERCENTS.length], seed);
    const file = join(cache, `${utterance.id}.json`);
    const known = await readFile(file, 'utf8').then(JSON.parse, () => null);
    const analysis = known === null ? await analyzer.analyze(utterance.samples, words) : known.analysis;
    if (known === null) await writeFile(file, JSON.stringify({ id: utterance.id, words, analysis }));
    if (analysis !== null && analysis.words.length > 0) noisy.push({ ...utterance, words, analysis });
    report(noisy.length);
  }
  await analyzer.close();
  return noisy;
}
