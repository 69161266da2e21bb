import { describe, expect, it } from 'vitest';
import type { ValueSource } from '../../../src/config/configuration.js';
import { DEFAULT_SETTINGS, SETTING_NAMES, type Settings } from '../../../src/config/settings/settings.js';
import { providersToRequest } from '../../../src/commands/practice/providers-to-request.js';

const FLAG: ValueSource = { kind: 'flag' };
const VARIABLE: ValueSource = { kind: 'environment', variable: 'X' };
const FILE: ValueSource = { kind: 'user', path: 'config.yaml', line: 1 };
const USED = {
  speechToText: 'pocketsphinx',
  textToSpeech: 'flite',
  languageModel: 'none',
  grammar: 'none',
  wordAligner: 'x',
};

function configured(given: Partial<Record<keyof Settings, readonly [string, ValueSource]>>) {
  const settings: Record<string, unknown> = { ...DEFAULT_SETTINGS };
  const sources: Record<string, ValueSource> = Object.fromEntries(
    SETTING_NAMES.map((name) => [name, { kind: 'default' }]),
  );
  for (const [name, [value, source]] of Object.entries(given)) {
    settings[name] = value;
    sources[name] = source;
  }
  return { settings: settings as unknown as Settings, sources: sources as Record<keyof Settings, ValueSource> };
}

describe('a test that goes on', () => {
  it('has the providers it had, whatever the configuration files say', () => {
    const previous = { speechToText: 'pocketsphinx', textToSpeech: 'flite', languageModel: 'none', grammar: 'none' };
    expect(providersToRequest(configured({}), USED)).toEqual({ requested: {}, previous });
    const files = configured({
      stt: ['deepgram', FILE],
      llm: ['groq', FILE],
      grammar: ['harper', FILE],
      profile: ['cloud', FILE],
    });
    expect(providersToRequest(files, USED)).toEqual({ requested: {}, previous });
  });

  it('takes another one for each port that a flag or a variable names, and a whole profile', () => {
    const one = providersToRequest(configured({ stt: ['none', FLAG], voice: ['azure', VARIABLE] }), USED);
    expect(one).toEqual({
      requested: { speechToText: 'none', textToSpeech: 'azure' },
      previous: { languageModel: 'none', grammar: 'none' },
    });
    const profile = providersToRequest(configured({ profile: ['cloud', FLAG], voice: ['azure', FILE] }), USED);
    expect(profile).toEqual({ requested: { textToSpeech: 'azure' }, previous: {} });
  });
});

it('a new test has what is configured', () => {
  const files = configured({ stt: ['deepgram', FILE], voice: ['none', VARIABLE] });
  expect(providersToRequest(files, {})).toEqual({
    requested: { speechToText: 'deepgram', textToSpeech: 'none' },
    previous: {},
  });
});
