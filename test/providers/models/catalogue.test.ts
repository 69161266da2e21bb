import { describe, expect, it } from 'vitest';
import { modelById, parseCatalogue, pathsOf, readCatalogue } from '../../../src/providers/models/catalogue.js';

describe('the list of models', () => {
  it('is valid and offers every use', async () => {
    const models = await readCatalogue();
    expect(new Set(models.map(({ use }) => use))).toEqual(new Set(['recognition', 'speech', 'voiceActivity']));
    for (const model of models) {
      expect(new URL(model.url).protocol).toBe('https:');
      expect(pathsOf(model).length).toBeGreaterThan(0);
    }
  });

  it('offers the model that is named when pocketsphinx is all there is', async () => {
    expect(modelById(await readCatalogue(), 'zipformer-en-20m').use).toBe('recognition');
  });

  it('refuses paths that leave the folder, unknown fields, wrong hashes and ids that come twice', async () => {
    const [model] = await readCatalogue();
    const withModels =
      (...models: object[]) =>
      () =>
        parseCatalogue({ version: 1, models });
    expect(withModels(model!)).not.toThrow();
    for (const tokens of ['../tokens.txt', '/tokens.txt', 'a/../../b', '.hidden']) {
      expect(withModels({ ...model, files: { ...model!.files, tokens } })).toThrow();
    }
    expect(withModels({ ...model, sha256: 'abc' })).toThrow();
    expect(withModels({ ...model, colour: 'blue' })).toThrow();
    expect(withModels({ ...model, url: 'file:///etc/passwd' })).toThrow();
    expect(withModels(model!, model!)).toThrow(/same id/);
  });

  it('that is damaged is an error with a remedy', async () => {
    await expect(readCatalogue(new URL('file:///nowhere/models.json'))).rejects.toMatchObject({
      code: 'models.catalogue',
      remedy: expect.stringMatching(/Reinstall/),
    });
  });
});
