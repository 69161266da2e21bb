import { describe, expect, it } from 'vitest';
import { parseConfig, type ConfigFileKind } from '../../src/config/files/parse-config.js';
import { isAppError } from '../../src/engine/errors.js';

function complaintOf(text: string, kind: ConfigFileKind = 'user') {
  try {
    parseConfig(text, 'config.yaml', kind);
  } catch (error) {
    if (isAppError(error))
      return { code: error.code, message: error.message, remedy: error.remedy, exitCode: error.exitCode };
    throw error;
  }
  return null;
}

describe('a configuration file', () => {
  it('may be YAML, JSON or empty', () => {
    expect(parseConfig('rounding: nearest\nliveBands: false\nspeed: 1\n', 'a', 'user').content).toEqual({
      rounding: 'nearest',
      liveBands: false,
      speed: '1',
    });
    expect(parseConfig('{"profile": "cloud"}', 'a', 'user').content).toEqual({ profile: 'cloud' });
    expect(parseConfig('# nothing yet\n', 'a', 'user').content).toEqual({});
  });

  it('gives a profile its providers in order, by name or with settings', () => {
    const { content } = parseConfig(
      'profiles:\n  mine:\n    extends: cloud\n    textToSpeech:\n      - { provider: elevenlabs, voice: Ada, stability: 0.4 }\n      - azure\n',
      'a',
      'user',
    );
    expect(content.profiles).toEqual({
      mine: {
        extends: 'cloud',
        ports: {
          textToSpeech: [
            { provider: 'elevenlabs', options: { voice: 'Ada', stability: 0.4 } },
            { provider: 'azure', options: {} },
          ],
        },
      },
    });
  });

  it.each([
    ['['.repeat(200_000), 'config.yaml:1:1: it is nested deeper than any settings'],
    ['rater: bot', 'config.yaml:1:8: "rater": must be both or measured (did you mean "both"?)'],
    ['roundin: down', 'config.yaml:1:1: unknown key "roundin"; did you mean "rounding"?'],
    ['\nrounding: nearst', 'config.yaml:2:11: "rounding": must be down or nearest (did you mean "nearest"?)'],
    [
      'profiles:\n  mine:\n    speachToText: []',
      'config.yaml:3:5: unknown key "speachToText"; did you mean "speechToText"?',
    ],
    [
      'profiles:\n  mine:\n    speechToText: [deepgrm]',
      /config\.yaml:3:20: .*no such provider for speechToText.*did you mean "deepgram"/,
    ],
    [
      'profiles:\n  mine:\n    speechToText:\n      - provider: deepgrm',
      /config\.yaml:4:19: .*did you mean "deepgram"/,
    ],
    [
      'profiles:\n  mine:\n    languageModel:\n      - provider: groq\n        modl: x',
      'config.yaml:5:9: unknown key "modl"; did you mean "model"?',
    ],
    ['profiles:\n  mine:\n    languageModel: [7]', /config\.yaml:3:21: .*a provider by name/],
    ['profiles:\n  cloud: {}', /config\.yaml:2:.*this profile is built in/],
    [
      'profiles:\n  mine:\n    textToSpeech:\n      - { provider: elevenlabs, stability: 3 }',
      /config\.yaml:4:44: .*must be at most 1$/,
    ],
    [
      'profiles:\n  mine:\n    speechToText:\n      - { provider: deepgram, model: "\\e]0;owned\\a" }',
      /config\.yaml:4:38: .*a name without control characters/,
    ],
    ['rounding: [down', /config\.yaml:1:/],
    ['rounding: down\nrounding: down', /config\.yaml:2:1: .*unique/],
    ['- rounding', /config\.yaml:1:1: /],
  ])('%j is told with its place and what was probably meant', (text, message) => {
    const complaint = complaintOf(text);
    expect(complaint?.message).toMatch(
      message instanceof RegExp ? message : new RegExp(`^${message.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`),
    );
    expect(complaint?.exitCode).toBe(2);
  });

  it.each([
    ['OPENAI_API_KEY: hello', 'openai'],
    ['profiles:\n  m:\n    speechToText:\n      - { provider: deepgram, apiKey: hello }', 'deepgram'],
    ['candidate: sk-proj-abcdefghijklmnopqrstu', 'openai'],
    ['candidate: gsk_abcdefghijklmnopqrstuvwx', 'groq'],
    ['candidate: 0123456789abcdef0123456789abcdef01234567', 'deepgram'],
    ['password: hello', 'NAME'],
    ['candidate:\n  - x\n  - gsk_abcdefghijklmnopqrstuvwx', 'groq'],
    ['- sk-proj-abcdefghijklmnopqrstu', 'openai'],
    ['tokens: [hello]', 'NAME'],
    ['rounding: down # OPENAI sk-proj-abcdefghijklmnopqrstu', 'openai'],
    ['openai_api_key: hello\nrounding: [down', 'openai'],
    ['rounding: *sk-proj-abcdefghijklmnopqrstu', 'openai'],
    ['rounding: [down\n"gsk_abcdefghijklmnopqrstuvwx', 'groq'],
  ])('%j holds a key: it is refused, not shown, and the right command is named', (text, key) => {
    const complaint = complaintOf(text);
    expect(complaint).toMatchObject({ code: 'config.secret', remedy: expect.stringContaining(`keys set ${key}`) });
    const said = `${complaint?.message ?? ''} ${complaint?.remedy ?? ''}`;
    expect(said).not.toMatch(/hello|abcdefgh|01234567/);
  });

  it('may send keys elsewhere only when it is the user’s own', () => {
    const text = (address: string) =>
      `profiles:\n  m:\n    languageModel:\n      - { provider: openai, baseUrl: "${address}" }`;
    expect(complaintOf(text('https://elsewhere.example/v1'), 'project')).toMatchObject({
      code: 'config.foreignAddress',
      message: expect.stringContaining('config.yaml:4:'),
    });
    expect(complaintOf(text('https://elsewhere.example/v1'), 'user')).toBeNull();
    for (const local of ['http://localhost:11434/v1', 'http://127.0.0.1:8080', 'http://[::1]:1/'])
      expect(complaintOf(text(local), 'project')).toBeNull();
    for (const sly of [
      'http://127.0.0.1.evil.example/',
      'http://localhost@evil.example/',
      'http://localhost.evil.example/',
    ])
      expect(complaintOf(text(sly), 'project')).not.toBeNull();
  });

  it('may not hide a password in an address', () => {
    for (const address of ['https://user:word@host.example/', 'https://host.example/?key=word'])
      expect(
        complaintOf(`profiles:\n  m:\n    languageModel:\n      - { provider: openai, baseUrl: "${address}" }`)
          ?.message,
      ).toContain('without user');
  });
});
