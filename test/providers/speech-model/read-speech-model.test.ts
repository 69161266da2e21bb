import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { featuresOf } from '../../../src/engine/scoring/speech-model/features.js';
import { readSpeechModel, SPEECH_MODEL_FILE } from '../../../src/providers/speech-model/read-speech-model.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { madeSentence } from '../../engine/scoring/speech-model/utterances.js';
import { DIRECTIONS, RECOGNISED_ONLY } from '../../../scripts/speech-model/directions.mjs';

it('the model that ships is sound: its features are those that are computed, in their order', async () => {
  const model = await readSpeechModel();
  const computed = Object.keys(featuresOf(madeSentence(['cat']), model.phoneNorms));
  expect(model.recognised.features.map(({ name }) => name)).toEqual(computed);
  expect(model.read.features.map(({ name }) => name)).toEqual(computed.filter((name) => !RECOGNISED_ONLY.has(name)));
});

it.each(['read', 'recognised'] as const)(
  'its weights for %s words keep the direction that was fixed before training',
  async (source) => {
    const {
      [source]: { features },
      recognised,
    } = await readSpeechModel();
    const known = new Set(recognised.features.map(({ name }) => name));
    expect([...DIRECTIONS.keys()].filter((name) => !known.has(name))).toEqual([]);
    for (const { name, weights } of features)
      for (const weight of Object.values(weights))
        expect(weight * (DIRECTIONS.get(name) ?? 0), name).toBeGreaterThanOrEqual(0);
  },
);

it('names its corpus and licence, and the notice names them too', async () => {
  const text = await readFile(SPEECH_MODEL_FILE, 'utf8');
  const { provenance } = JSON.parse(text) as { provenance: { corpus: string; licence: string } };
  expect(provenance.corpus).toContain('speechocean762');
  expect(await readFile(new URL('../NOTICE', SPEECH_MODEL_FILE), 'utf8')).toMatch(
    new RegExp(`speechocean762[^]*${provenance.licence}`),
  );
});

it.each([
  ['not JSON', () => 'nothing'],
  ['a curve that falls', (text: string) => text.replace(/"wordAccuracy": \[\s*\[[^\]]*\]/, '"wordAccuracy": [[9, 9]')],
  ['a weight that is no number', (text: string) => text.replace(/"fluency": -?[\d.e-]+/, '"fluency": null')],
])('refuses %s with a stable code', async (_, damage) => {
  const text = await readFile(SPEECH_MODEL_FILE, 'utf8');
  const file = join(temporaryFolder(), 'speech-model.json');
  await writeFile(file, damage(text));
  expect(await readFile(file, 'utf8')).not.toBe(text);
  await expect(readSpeechModel(pathToFileURL(file))).rejects.toMatchObject({ code: 'speechModel.unreadable' });
});
