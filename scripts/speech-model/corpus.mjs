// What the product's own analyzer finds in the rated sentences; analyses are kept in a folder, so that only the first run is slow.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findVoice } from '../../dist/engine/speech/find-voice.js';
import { readAudioFile } from '../../dist/providers/audio-files/read-audio-file.js';
import { createSoundSwallowerAnalyzer } from '../../dist/providers/soundswallower/soundswallower-aligner.js';
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
