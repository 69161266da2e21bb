/** Providers of a test that are not what the test meant, or break: it must say so, and not pass or hang. */
import { join } from 'node:path';
import { expect, it } from 'vitest';
import '../../src/library/vitest.js';
import { defineFixture, replay, type DefinedFixture, type SpeechToText } from '../../src/library/replay.js';
import { fixtureFolder } from '../support/replay-fixtures.js';
import { scriptedLanguageModel } from '../support/scripted-language-model.js';
import { scriptedSpeechToText } from '../support/scripted-speech-to-text.js';
import { tone } from '../support/tones.js';

const NOBODY = { textToSpeech: null, grammar: null, wordAligner: null } as const;

const typed = defineFixture({
  title: 'Typed',
  exam: { parts: [1], seed: 3 },
  answers: [{ text: 'I want to stop the test please.' }],
  expect: { status: 'ended' },
});

async function spoken(): Promise<DefinedFixture> {
  return defineFixture({
    folder: await fixtureFolder({ 'audio/answer.wav': tone(1200) }),
    title: 'Spoken',
    exam: { parts: [1], seed: 3 },
    answers: [{ audio: 'audio/answer.wav' }, { text: 'I want to stop the test please.' }],
  });
}

/** A recogniser that does what a test needs with its stream. */
function recogniser(change: object): SpeechToText {
  const inner = scriptedSpeechToText([{ text: 'my name is anna' }]);
  return {
    id: 'mine',
    capabilities: inner.capabilities,
    open: async () => ({ ...(await inner.open()), ...change }),
  };
}

it.each([
  [{ providers: { speech: scriptedSpeechToText([]) } }, 'replay.unknownSetting', 'did you mean "speechToText"'],
  [{ providers: { languagemodel: null } }, 'replay.unknownSetting', 'did you mean "languageModel"'],
  [{ provider: {} }, 'replay.unknownSetting', 'did you mean "providers"'],
  [{ latency: { llm: 300, speechToText: 300 } }, 'replay.unknownSetting', '"speechToText"'],
  [{ latency: { stt: '300' } }, 'replay.badSetting', 'latency.stt'],
  [{ latency: { stt: 60_001 } }, 'replay.badSetting', 'latency.stt'],
  [{ seed: '3' }, 'replay.badSetting', 'seed'],
  [{ speed: 1 }, 'replay.badSetting', 'speed'],
  [{ update: 'yes' }, 'replay.badSetting', 'update'],
  [{ providerLimit: 0 }, 'replay.badSetting', 'providerLimit'],
  [
    { providers: { speechToText: 'pocketsphinx' } },
    'replay.ownProvider',
    'speechToText" is no provider of this port:\na provider is an object',
  ],
  [
    { providers: { grammar: { id: 'mine', close: async () => {} } } },
    'replay.ownProvider',
    ':\ncheck: a method is missing',
  ],
  [{ providers: { grammar: () => ({ id: 'mine' }) } }, 'replay.ownProvider', 'check'],
])('breaks the fixture for what nobody knows: %o', async (settings, code, text) => {
  const result = await replay(typed, settings as never);
  expect(result).toMatchObject({
    status: 'broken',
    failures: [{ code, message: expect.stringContaining(text) as string }],
  });
});

it('says in the words of a test what to do next: there is no fixture.yaml to record, and there are no options', async () => {
  const unrecorded = defineFixture({
    folder: await fixtureFolder({ 'a.txt': '' }),
    title: 'Typed',
    exam: { parts: [1], seed: 3 },
    cassette: 'all',
    answers: [{ text: 'I want to stop the test please.' }],
  });
  expect((await replay(unrecorded)).failures).toMatchObject([
    { code: 'cassette.missing', remedy: 'Record one with: replay(fixture, { record: true })' },
  ]);
  const speechToText = recogniser({});
  const settings = { update: true, force: true, providers: { speechToText } };
  expect((await replay(typed, settings)).failures).toMatchObject([
    { code: 'replay.conflict', message: expect.stringContaining('"update" and providers.speechToText') as string },
  ]);
});

it('records no provider of the machine where the test has none', async () => {
  const recorded = defineFixture({
    folder: await fixtureFolder({ 'a.txt': '' }),
    title: 'a port of the cassette',
    exam: { parts: [1] },
    providers: { tts: 'cassette', stt: 'none' },
    answers: [{ text: 'Anna' }],
  });
  const result = await replay(recorded, { record: true, providers: { textToSpeech: null } });
  expect(result).toMatchObject({
    status: 'broken',
    failures: [{ code: 'replay.badSetting', message: expect.stringContaining('providers.textToSpeech') as string }],
  });
});

it('rejects nothing, whatever it is given instead of a fixture', async () => {
  const failures = [{ code: 'replay.noFixture' }];
  expect(await replay(new URL('https://example.org/talk'))).toMatchObject({ status: 'broken', failures });
  expect(await replay({ title: 'T', answers: [] } as never)).toMatchObject({ status: 'broken', failures });
  expect(await replay(null as never)).toMatchObject({ status: 'broken', failures });
  const settings = await replay('talk', null as never);
  expect(settings).toMatchObject({ status: 'broken', failures: [{ code: 'replay.badSetting' }] });
  expect(() => defineFixture(undefined as never)).toThrow(/fixture cannot be made of undefined/);
});

it('takes the path of a fixture.yaml, as the command line does', async () => {
  const folder = await fixtureFolder({ 'talk/fixture.yaml': 'version: 1\nanswers: []\n' });
  const [byFile, byFolder] = [await replay(join(folder, 'talk/fixture.yaml')), await replay(join(folder, 'talk'))];
  expect(byFolder.failures[0]?.message).toContain('title');
  expect(byFile.failures).toEqual(byFolder.failures);
});

it('names port, provider and method of what breaks', async () => {
  const fixture = await spoken();
  const providersOf = (speechToText: SpeechToText) => ({ providers: { ...NOBODY, speechToText } });
  const unopened = { ...recogniser({}), open: async () => await Promise.reject(new Error('boom')) };
  const opened = await replay(fixture, providersOf(unopened));
  expect(opened).toMatchObject({ failures: [{ expectation: 'provider', message: 'speechToText (mine): open: boom' }] });
  expect(() => expect(opened).not.toMatchSession()).toThrow('boom');
  const shapeless = await replay(fixture, providersOf(recogniser({ endTurn: async () => undefined })));
  expect(shapeless.status).toBe('failed');
  expect(shapeless.failures).toMatchObject([
    {
      expectation: 'provider',
      message: expect.stringContaining('speechToText (mine): endTurn: gave no such') as string,
    },
  ]);
  const wordless = { text: 'my name is', words: [{ text: 'my', startMs: '0', endMs: 90, confidence: null }] };
  expect((await replay(fixture, providersOf(recogniser({ endTurn: async () => wordless })))).failures).toMatchObject([
    { message: expect.stringContaining('"words[0].startMs": must be a number') as string },
  ]);
  const noisy = { ...NOBODY, speechToText: recogniser({}), voiceActivity: silent(Number.NaN) };
  expect((await replay(fixture, { providers: noisy })).failures).toMatchObject([
    { expectation: 'provider', message: expect.stringContaining('voiceActivity (mine): process') as string },
  ]);
});

it('a model or an assessor that fails whenever it is asked fails the test, unless the fixture wants to see that', async () => {
  const boom = async (): Promise<never> => await Promise.reject(new Error('boom'));
  const languageModel = scriptedLanguageModel([]);
  languageModel.generate = async function* () {
    yield await boom();
  };
  const pronunciation = { id: 'mine', assess: boom, close: async () => {} };
  const speechToText = scriptedSpeechToText([
    { text: 'there is a bakery near my home and people like its fresh bread' },
  ]);
  const providers = { ...NOBODY, speechToText, languageModel, pronunciation };
  const talk = {
    folder: await fixtureFolder({ 'audio/answer.wav': tone(6000) }),
    title: 'Part 3',
    exam: { parts: [3 as const], seed: 11, card: 'small-shop' },
    answers: [
      ...['My name is Laura.', 'Laura.', 'Here it is.'].map((text) => ({ text })),
      { audio: 'audio/answer.wav' },
      { text: 'I would like to stop the test, please.' },
    ],
  };
  const fixture = defineFixture(talk);
  const result = await replay(fixture, { providers });
  expect(result).toMatchObject({
    status: 'failed',
    failures: [
      { expectation: 'provider', message: `languageModel (${languageModel.id}): generate: boom` },
      { expectation: 'provider', message: 'pronunciation (mine): assess: boom' },
    ],
  });
  const wanted = defineFixture({ ...talk, expect: { events: [{ type: 'provider.failed' }] } });
  expect(await replay(wanted, { providers })).toMatchSession();
});

it('a call that never comes back breaks the fixture after the time that the test gives it', async () => {
  const never = recogniser({ endTurn: async () => await new Promise(() => undefined) });
  const providers = { ...NOBODY, speechToText: never };
  const result = await replay(await spoken(), { providers, providerLimit: 50 });
  expect(result).toMatchObject({
    status: 'broken',
    failures: [{ expectation: 'provider', message: 'speechToText (mine): endTurn: has not come back within 0.05 s' }],
  });
});

function silent(probability: number) {
  return { id: 'mine', process: () => probability, reset: () => undefined, close: () => undefined };
}
