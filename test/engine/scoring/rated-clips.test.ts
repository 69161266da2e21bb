/** Do phone scores fall where experts heard worse pronunciation? Rated read sentences, real alignment. The data is not part of the project. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { pearson } from '../../../scripts/speech-model/statistics.mjs';
import type { Alignment } from '../../../src/engine/ports/word-aligner.js';
import * as pronunciation from '../../../src/engine/scoring/measures/pronunciation.js';
import { readAudioFile } from '../../../src/providers/audio-files/read-audio-file.js';
import { createSoundSwallowerAligner } from '../../../src/providers/soundswallower/soundswallower-aligner.js';

const FOLDER = fileURLToPath(new URL('../../../../shared/data/speechocean762/', import.meta.url));
const available = existsSync(`${FOLDER}ratings.tsv`);
if (!available) console.warn('Skipped: ../shared/data/speechocean762 is not here.');
const CLIPS = 40;

function clips(): readonly { readonly audio: string; readonly words: readonly string[]; readonly accuracy: number }[] {
  const lines = readFileSync(`${FOLDER}ratings.tsv`, 'utf8').trim().split('\n').slice(1);
  const adults = lines.map((line) => line.split('\t')).filter(([, , age]) => Number(age) >= 16);
  const step = Math.floor(adults.length / CLIPS);
  return adults
    .filter((_, index) => index % step === 0)
    .slice(0, CLIPS)
    .map(([, , , , audio = '', text = '', accuracy]) => ({
      audio,
      words: text.toLowerCase().split(' '),
      accuracy: Number(accuracy),
    }));
}

it.skipIf(!available)('phone scores follow the accuracy that experts heard', async () => {
  const aligner = createSoundSwallowerAligner();
  const found: { readonly accuracy: number; readonly alignment: Alignment }[] = [];
  for (const { audio, words, accuracy } of clips()) {
    const { samples } = await readAudioFile(`${FOLDER}${audio}`);
    const alignment = await aligner.align(samples, words);
    if (alignment) found.push({ accuracy, alignment });
  }
  await aligner.close();
  const accuracies = found.map(({ accuracy }) => accuracy);
  const correlation = (measure: (alignments: readonly Alignment[]) => number | null): number =>
    pearson(
      found.map(({ alignment }) => measure([alignment]) ?? 0),
      accuracies,
    );
  const score = correlation(pronunciation.phoneScore);
  const weak = correlation((alignments) => pronunciation.weakPhoneShare(alignments, -4.1));
  console.info(
    `${String(found.length)} clips: mean phone score ${score.toFixed(2)}, weak phones ${weak.toFixed(2)} (Pearson with accuracy)`,
  );
  expect(found.length).toBeGreaterThan(CLIPS * 0.9);
  expect(score).toBeGreaterThan(0.5);
  expect(weak).toBeLessThan(-0.5);
});
