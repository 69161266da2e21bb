import { cpSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { SpeechToTextStream } from '../../../src/engine/ports/speech-to-text.js';
import { VirtualClock } from '../../../src/engine/time/virtual-clock.js';
import { detectSherpaRecogniser, sherpaRecogniser } from '../../../src/providers/sherpa/sherpa-recogniser.js';
import { describeSpeechToText } from '../../support/contracts/speech-to-text.contract.js';
import { framesOf, recogniseTurn } from '../../support/speech-frames.js';
import { makeTinyRecogniser, modelIn, type Sound } from '../../support/tiny-recogniser.js';

const PIECES = ['▁i', '▁go', 'ing', '▁to', '▁the', '▁shop', '▁yesterday', '▁um', "▁don't", '▁WELL'];
const tiny = makeTinyRecogniser(PIECES);
const found = await detectSherpaRecogniser(tiny.model);
const missing = found.available ? null : found.why;

describeSpeechToText({
  name: 'sherpa-onnx on the tiny model',
  missing,
  create: (clock) => sherpaRecogniser({ clock, model: tiny.model }),
  samples: () => [
    { frames: framesOf(tiny.say([200, '▁i', '▁go', '▁to', '▁the', '▁shop', 300]).samples), text: 'i go to the shop' },
    { frames: framesOf(tiny.say([200, '▁um', '▁yesterday', '▁i', 300]).samples), text: 'um yesterday i' },
  ],
});

describe.skipIf(missing !== null)('sherpa-onnx on the tiny model', () => {
  const open: SpeechToTextStream[] = [];
  const hear = async (sounds: readonly Sound[], unsure?: { with: string; share: number }) => {
    const clock = new VirtualClock();
    const stream = await sherpaRecogniser({ clock, model: tiny.model }).open();
    open.push(stream);
    const { samples, startsMs } = tiny.say(sounds, unsure);
    return { ...(await recogniseTurn(stream, framesOf(samples), clock)), startsMs };
  };
  afterEach(async () => {
    await Promise.all(open.splice(0).map((stream) => stream.close()));
  });

  it('puts pieces together into words, and lower-cases words that shout', async () => {
    const { transcript } = await hear([300, '▁WELL', '▁i', '▁go', 'ing', '▁to', "▁don't", 300]);
    expect(transcript.words.map(({ text }) => text)).toEqual(['well', 'i', 'going', 'to', "don't"]);
  });

  it('finds every word within 60 ms of its onset, in each of several turns', async () => {
    const clock = new VirtualClock();
    const stream = await sherpaRecogniser({ clock, model: tiny.model }).open();
    open.push(stream);
    for (const sounds of [
      [300, '▁i', '▁go', '▁to', 700, '▁the', '▁shop', 300],
      [900, '▁um', 1500, '▁yesterday', 200],
      [100, '▁i', '▁i', '▁the', '▁the'],
    ] as const) {
      const { samples, startsMs } = tiny.say(sounds);
      const { words } = (await recogniseTurn(stream, framesOf(samples), clock)).transcript;
      expect(words).toHaveLength(startsMs.length);
      words.forEach(({ startMs }, index) => {
        expect(Math.abs(startMs - startsMs[index]!)).toBeLessThan(60);
      });
    }
  });

  it('leaves a pause a pause', async () => {
    const { transcript } = await hear([200, '▁i', 1000, '▁go', 500]);
    const [first, second] = transcript.words;
    expect(second!.startMs - first!.endMs).toBeGreaterThan(700);
  });

  it('hears a last word that nothing follows, in a chunk that is not full', async () => {
    const clock = new VirtualClock();
    const stream = await sherpaRecogniser({ clock, model: tiny.model }).open();
    open.push(stream);
    const frames = framesOf(tiny.say([230, '▁the', '▁shop']).samples).slice(0, 31);
    expect((await recogniseTurn(stream, frames, clock)).transcript.text).toBe('the shop');
  });

  it('is sure of a clean word and less sure of a blurred one', async () => {
    const clean = (await hear([300, '▁shop', 300])).transcript.words[0];
    const blurred = (await hear([300, '▁shop', 300], { with: '▁i', share: 0.6 })).transcript.words[0];
    expect(blurred).toMatchObject({ text: 'shop' });
    expect(clean!.confidence).toBeGreaterThan(0.8);
    expect(blurred!.confidence).toBeLessThan(clean!.confidence! - 0.05);
  });

  it.each([
    ['missing', (folder: string) => rmSync(join(folder, 'joiner.onnx'))],
    ['truncated', (folder: string) => truncateSync(join(folder, 'encoder.onnx'), 1000)],
    ['empty', (folder: string) => writeFileSync(join(folder, 'decoder.onnx'), '')],
    ['no model at all', (folder: string) => writeFileSync(join(folder, 'encoder.onnx'), 'hello')],
    ['a web page', (folder: string) => writeFileSync(join(folder, 'tokens.txt'), '<html>sign in</html>')],
    ['without its metadata', (folder: string) => spoil(join(folder, 'encoder.onnx'), 'model_type', 'model_tape')],
  ])('survives a model file that is %s, and says how to get it back', async (_, damage) => {
    const folder = mkdtempSync(join(tmpdir(), 'damaged-model-'));
    cpSync(tiny.folder, folder, { recursive: true });
    damage(folder);
    const recogniser = sherpaRecogniser({ clock: new VirtualClock(), model: modelIn(folder, 'zipformer-en-20m') });
    await expect(recogniser.open()).rejects.toMatchObject({
      name: 'ProviderError',
      code: 'provider.unavailable',
      provider: 'sherpa:zipformer-en-20m',
      remedy: 'ielts-examiner models pull zipformer-en-20m',
      retryable: false,
    });
  });
});

function spoil(path: string, from: string, to: string): void {
  const content = readFileSync(path).toString('latin1');
  expect(content).toContain(from);
  writeFileSync(path, Buffer.from(content.replace(from, to), 'latin1'));
}
