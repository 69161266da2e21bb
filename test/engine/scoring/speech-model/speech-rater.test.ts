/** The whole way from audio to a rating, with the real parts. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SpeechRater, UtteranceRating } from '../../../../src/engine/scoring/speech-model/types.js';
import { readAudioFile } from '../../../../src/providers/audio-files/read-audio-file.js';
import { openSpeechRater } from '../../../../src/providers/registry/speech-raters.js';
import { readCorpus } from '../../../../scripts/speech-model/ratings.mjs';
import { pearson } from '../../../../scripts/speech-model/statistics.mjs';
import { fliteSpeech, haveFlite } from '../../../providers/support/test-audio.js';

const CORPUS = fileURLToPath(new URL('../../../../../shared/data/speechocean762/', import.meta.url));
const available = existsSync(`${CORPUS}ratings.tsv`);
if (!available) console.warn('Skipped: ../shared/data/speechocean762 is not here.');

let rater: SpeechRater;
beforeAll(async () => {
  rater = (await openSpeechRater())!;
});
afterAll(() => rater.close());

const WORDS = 'i have lived in london for about ten years'.split(' ');

async function rated(samples: Int16Array, words: readonly string[]): Promise<UtteranceRating> {
  const { outcome } = await rater.rate(samples, words);
  if (!outcome.rateable) throw new Error(outcome.reason);
  return outcome.rating;
}

describe.runIf(haveFlite)('a clear voice', () => {
  let speech: Int16Array;
  beforeAll(() => {
    speech = fliteSpeech(WORDS.join(' '));
  });

  it('is rated well, and the same at half the level', async () => {
    const rating = await rated(speech, WORDS);
    expect(rating.fluency).toBeGreaterThan(6);
    expect(rating.words.map(({ text }) => text)).toEqual(WORDS);
    const quieter = await rated(
      speech.map((sample) => sample >> 1),
      WORDS,
    );
    expect(Math.abs(quieter.total - rating.total)).toBeLessThan(0.5);
  });

  it('loses fluency by a pause between two words, and accuracy by being taken for other words', async () => {
    const rating = await rated(speech, WORDS);
    const cut = rating.words[4]!.startMs * 16;
    const paused = new Int16Array(speech.length + 24_000);
    paused.set(speech.subarray(0, cut));
    paused.set(speech.subarray(cut), cut + 24_000);
    expect((await rated(paused, WORDS)).fluency).toBeLessThan(rating.fluency - 0.3);
    const { outcome } = await rater.rate(speech, 'my cousin has three bicycles and a red car'.split(' '));
    expect(outcome.rateable ? outcome.rating.accuracy : 0).toBeLessThan(rating.accuracy - 2);
  });

  it('is rated in pieces when it goes on for a minute', async () => {
    const times = Math.ceil((60 * 16_000) / (speech.length + 8000));
    const long = new Int16Array(times * (speech.length + 8000));
    for (let index = 0; index < times; index += 1) long.set(speech, index * (speech.length + 8000));
    const rating = await rated(long, Array<string[]>(times).fill(WORDS).flat());
    expect(rating.words).toHaveLength(times * WORDS.length);
    expect(Math.abs(rating.accuracy - (await rated(speech, WORDS)).accuracy)).toBeLessThan(1.5);
  });
});

describe('what is no speech', () => {
  const RATE = 16_000;
  const tone = (hertz: number, at: number) => Math.sin((2 * Math.PI * hertz * at) / RATE);
  let state = 1;
  const noise = () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32 - 0.5;

  it.each([
    ['silence', () => 0],
    ['white noise', () => 8000 * noise()],
    ['hum', (at: number) => 6000 * tone(100, at)],
    ['chords', (at: number) => 2500 * [220, 277, 330].reduce((sum, hertz) => sum + tone(hertz, at), 0)],
    ['a square wave at full scale', (at: number) => (tone(150, at) > 0 ? 32_767 : -32_768)],
  ])('%s is not rated, with a reason', async (_, sample) => {
    const samples = Int16Array.from({ length: 3 * RATE }, (__, at) => sample(at));
    const { outcome } = await rater.rate(samples, WORDS);
    expect(outcome).toMatchObject({ rateable: false, reason: expect.stringMatching(/\.$/) as string });
  });

  it.each([0, 1, 319, 1600])('%i samples are not rated', async (count) => {
    expect((await rater.rate(new Int16Array(count), WORDS)).outcome).toMatchObject({ cause: 'tooShort' });
  });
});

it.skipIf(!available)(
  'agrees with the experts on sentences of the corpus (it was trained on them: this keeps it from going stale)',
  async () => {
    const rows = (await readCorpus(CORPUS)).filter((_, index) => index % 40 === 7);
    const ratings: UtteranceRating[] = [];
    for (const { audio, words } of rows) ratings.push(await rated((await readAudioFile(audio)).samples, words));
    const found = (['fluency', 'prosodic', 'accuracy', 'total'] as const).map((aspect) =>
      pearson(
        ratings.map((rating) => rating[aspect]),
        rows.map((row) => row.ratings[aspect]),
      ),
    );
    console.info(`${String(rows.length)} sentences: Pearson ${found.map((value) => value.toFixed(2)).join(', ')}`);
    for (const value of found) expect(value).toBeGreaterThan(0.75);
  },
);
