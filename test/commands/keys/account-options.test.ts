import { describe, expect, it } from 'vitest';
import { accountOptions } from '../../../src/commands/keys/account-options.js';
import type { Configuration } from '../../../src/config/configuration.js';

const LOCAL = 'http://127.0.0.1:9000/v1';

function optionsOf(speechToText: object, languageModel: object) {
  const ports = {
    speechToText: [{ provider: 'openai', options: speechToText }],
    languageModel: [{ provider: 'openai', options: languageModel }],
  };
  const configuration = { profile: { ports }, settings: { azureRegion: null } } as unknown as Configuration;
  return accountOptions(configuration)('openai');
}

describe('a key is tried', () => {
  it('at the vendor, when one port uses it there, wherever else it is used', () => {
    expect(optionsOf({ baseUrl: LOCAL }, {})).toEqual({ region: null });
    expect(optionsOf({}, { baseUrl: LOCAL })).toEqual({ region: null });
  });

  it('at an address of its own, when it is used nowhere else', () => {
    expect(optionsOf({ baseUrl: LOCAL }, { baseUrl: LOCAL })).toEqual({ baseUrl: LOCAL, region: null });
  });
});
