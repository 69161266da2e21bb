/** As somebody uses it who tests their own providers. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, expectTypeOf, it, vi } from 'vitest';
import '../../src/library/vitest.js';
import { matchSession, type SessionExpectations } from '../../src/library/match-session.js';
import {
  defineFixture,
  replay,
  type Clock,
  type DefinedFixture,
  type FixtureDefinition,
  type FixtureResult,
  type GrammarChecker,
  type LanguageModel,
  type SpeechToText,
  type TextToSpeech,
  type WordAligner,
} from '../../src/library/replay.js';
import { fixtureFolder } from '../support/replay-fixtures.js';
import { scriptedSpeechToText } from '../support/scripted-speech-to-text.js';
import { scriptedLanguageModel } from '../support/scripted-language-model.js';
import { tone } from '../support/tones.js';

const NOBODY = { textToSpeech: null, grammar: null, wordAligner: null } as const;

const typed = defineFixture({
  title: 'Typed answers',
  exam: { parts: [1], seed: 3 },
  answers: [{ text: 'My name is Anna.' }, { text: 'Anna.' }, { text: 'I want to stop the test please.' }],
  expect: { status: 'ended' },
});

it('a definition is checked by its types before it runs', async () => {
  // The type check of the whole project compiles these lines; what is refused there is refused at run time as well.
  const invalid = expect.objectContaining({ code: 'fixture.invalid' }) as Error;
  const answers = [{ text: 'By bus.' }];
  // @ts-expect-error a title is needed
  expect(() => defineFixture({ answers })).toThrow(invalid);
  // @ts-expect-error there is no such key
  expect(() => defineFixture({ title: 'T', answers, answer: [] })).toThrow(invalid);
  // @ts-expect-error there are three parts
  expect(() => defineFixture({ title: 'T', answers, exam: { parts: [4] } })).toThrow(invalid);
  // @ts-expect-error lengths of time carry their unit
  expect(() => defineFixture({ title: 'T', answers: [{ text: 'By bus.', delay: 600 }] })).toThrow(invalid);
  // @ts-expect-error a session ends in one of four ways
  expect(() => defineFixture({ title: 'T', answers, expect: { status: 'finished' } })).toThrow(invalid);
  // @ts-expect-error no such event
  expect(() => defineFixture({ title: 'T', answers, expect: { events: [{ type: 'question.answered' }] } })).toThrow(
    invalid,
  );
  expectTypeOf(defineFixture).parameters.toEqualTypeOf<[FixtureDefinition]>();
  expectTypeOf(defineFixture).returns.toEqualTypeOf<DefinedFixture>();
  expectTypeOf<FixtureDefinition>().toHaveProperty('folder').toEqualTypeOf<string | URL | undefined>();
  expectTypeOf<FixtureDefinition>().not.toHaveProperty('version');
  expectTypeOf<FixtureDefinition>().not.toHaveProperty('include');
  expectTypeOf(replay).returns.resolves.toEqualTypeOf<FixtureResult>();
  type Own = NonNullable<NonNullable<Parameters<typeof replay>[1]>['providers']>;
  expectTypeOf<SpeechToText | null>().toExtend<Own['speechToText']>();
  expectTypeOf<string>().not.toExtend<Own['speechToText']>();
});

it('replays a fixture that is written in the test, the same every time', async () => {
  const result = await replay(typed, { providers: NOBODY });
  expect(result).toMatchSession({ events: [{ type: 'turn.ended', count: 3 }], transcript: { contains: ['anna'] } });
  expect((await replay(typed, { providers: NOBODY })).eventLogSha256).toBe(result.eventLogSha256);
  expect(await replay(typed, { providers: NOBODY, seed: 4 })).toMatchSession();
});

it('says in the words of a failed test what is different, and what is no expectation', async () => {
  const result = await replay(typed, { providers: NOBODY });
  const { pass, message } = matchSession(result, {
    status: 'completed',
    transcript: { exact: ['My name is Ann.', 'Anna', 'Stop'] },
  });
  expect(pass).toBe(false);
  expect(message()).toMatch(/The session "Typed answers" is not as expected/);
  expect(message()).toContain('status: the session was expected to be completed, and is ended');
  expect(message()).toContain('[-ann-] {+anna+}');
  expect(() => expect(result).not.toMatchSession()).toThrow('was expected not to be');
  expect(() => matchSession(result, { sttus: 'ended', cutIns: { max: -1 } } as never)).toThrow(
    'toMatchSession cannot expect this:\nunknown key "sttus"; did you mean "status"?\ncutIns.max: must be at least 0',
  );
  expect(() => matchSession(replay(typed, { providers: NOBODY }))).toThrow('await the replay first');
});

it('says nothing of its own about how a session ends, which its fixture may expect to break off', async () => {
  const result = await replay(typed, { providers: NOBODY });
  const brokenOff = { ...result, metrics: result.metrics === null ? null : { ...result.metrics, session: 'failed' } };
  expect(brokenOff).toMatchSession({ transcript: { contains: ['anna'] } });
  expect(brokenOff).toMatchSession({ status: 'failed' });
  expect(brokenOff).not.toMatchSession({ status: 'ended' });
});

it('what a test expects besides has the tolerances of the fixture', async () => {
  const result = await replay(
    defineFixture({
      title: 'Rated',
      exam: { parts: [1], seed: 3 },
      rating: { fluency: 6, lexical: 6, grammar: 6, pronunciation: 6 },
      answers: [{ text: 'My name is Anna.' }, { text: 'Anna.' }, { text: 'I want to stop the test please.' }],
      tolerances: { bands: 1 },
    }),
    { providers: NOBODY },
  );
  expect(result).toMatchSession({ bands: { fluency: { is: 7 } } });
  expect(result).not.toMatchSession({ bands: { fluency: { is: 7, tolerance: 0.5 } } });
});

it('a definition with a mistake is refused where it stands', () => {
  const said = (wrong: object): unknown => {
    try {
      return defineFixture({ title: 'x', answers: [{ text: 'a' }], ...wrong } as never);
    } catch (error) {
      return (error as Error).message.split('\n').slice(1);
    }
  };
  expect(said({ answers: 'a' })).toEqual(['answers: must be a list']);
  expect(said({ answers: [{ text: 'a' }, 5] })).toEqual(['answers[1]: must be a map of keys']);
  expect(said({ foldr: '.', exam: { parts: [] } })).toEqual([
    'unknown key "foldr"; did you mean "folder"?',
    'exam.parts: must not be empty',
  ]);
  expect(said({ expect: { events: [{ typ: 'turn.ended' }] } })).toContain(
    'expect.events[0]: unknown key "typ"; did you mean "type"?',
  );
  expect(said({ expect: { status: 'done' } })).toEqual([
    'expect.status: must be completed or ended or failed or aborted',
  ]);
  expect(said({ noise: { kind: 'pinc', snr: '5dB' } })).toEqual([
    'noise.kind: must be white or pink or brown or babble (did you mean "pink"?)',
  ]);
  expect(said({ rating: { fluency: 10, lexical: 5, grammar: 5 } })).toEqual([
    'rating.fluency: must be at most 9',
    'rating.pronunciation: is missing',
  ]);
  expect(said({ expect: { events: [{ type: 'turn.ended', where: { part: [] } }] } })).toEqual([
    'expect.events[0].where.part: must be text or a number or true or false or null or a map of keys',
  ]);
  expect(said({ name: 'a b' })).toEqual(['name: use letters, figures, "-" and "_"']);
  expect(() => defineFixture({ title: undefined, answers: [] } as never)).toThrow('A fixture without a title cannot');
  expect(() => defineFixture({ title: 'x', answers: [{ text: 'a', delay: '600' }] })).toThrow('with its unit');
  expect(() => defineFixture({ title: 'x', answers: [{ text: 'a' }], expekt: {} } as never)).toThrow('expekt');
  expect(() => defineFixture({ title: 'x', answers: [], include: 'a.yaml' } as never)).toThrow('includes no files');
});

it('takes the test’s own providers in the place of the fixture’s, and tells their names', async () => {
  const folder = await fixtureFolder({ 'audio/answer.wav': tone(1200) });
  const spoken = defineFixture({
    folder,
    title: 'Spoken',
    exam: { parts: [1], seed: 3 },
    cassette: 'all',
    answers: [
      { audio: 'audio/answer.wav', reference: 'My name is Anna.' },
      { text: 'I want to stop the test please.' },
    ],
    expect: { status: 'ended', wer: { max: 0 } },
  });
  const said: string[] = [];
  const voice: TextToSpeech = {
    id: 'my-voice',
    cacheKey: '1',
    async *synthesize({ text }) {
      said.push(text);
      yield { samples: tone(20 * text.length), sampleRate: 16_000 };
    },
    close: async () => {},
  };
  let closed = 0;
  const result = await replay(spoken, {
    providers: {
      speechToText: scriptedSpeechToText([{ text: 'my name is anna' }]),
      textToSpeech: voice,
      wordAligner: null,
      grammar: () => ({ id: 'my-grammar', check: async () => [], close: async () => void closed++ }),
    },
  });
  expect(result).toMatchSession({
    events: [
      { type: 'provider.chosen', where: { port: 'speechToText', provider: 'scripted', why: 'given by the test' } },
      { type: 'speech.started', where: { provider: 'my-voice' } },
    ],
  });
  expect(said.length).toBeGreaterThan(2);
  expect(closed).toBe(1);

  // Recorded from them, it is replayed without.
  const aligner: WordAligner = { id: 'my-aligner', align: async () => null, close: async () => {} };
  const grammar: GrammarChecker = { id: 'my-grammar', check: async () => [], close: async () => {} };
  const providers = { speechToText: scriptedSpeechToText([{ text: 'my name is anna' }]), textToSpeech: voice };
  expect(
    await replay(spoken, { record: true, providers: { ...providers, wordAligner: aligner, grammar } }),
  ).toMatchSession();
  expect(await replay(spoken)).toMatchSession({
    events: [{ type: 'provider.chosen', where: { port: 'speechToText', why: 'played from the cassette' } }],
  });
});

it('a model of the test’s own follows up, slowly where it is told to by the clock or from outside', async () => {
  const discussion = defineFixture({
    title: 'Part 3',
    exam: { parts: [3], seed: 11, card: 'small-shop' },
    answers: [
      ...['My name is Laura.', 'Laura.', 'Here it is.'].map((text) => ({ text })),
      { text: 'There is a bakery near my home, because people like fresh bread, and it is a small shop.' },
      { text: 'I would like to stop the test, please.' },
    ],
    expect: { status: 'ended' },
  });
  const call = { name: 'ask_follow_up', arguments: { question: 'Why do people like a small shop?', level: 1 } };
  const model = (): LanguageModel => scriptedLanguageModel([{ call }]);
  const accepted: SessionExpectations = {
    events: [{ type: 'followUp.accepted', where: { action: 'askFollowUp' } }],
  };
  const providers = { ...NOBODY, languageModel: model };
  expect(await replay(discussion, { providers })).toMatchSession(accepted);
  const late: SessionExpectations = { events: [{ type: 'followUp.refused', where: { reason: 'late' } }] };
  expect(await replay(discussion, { providers, latency: { llm: '+2s' } })).toMatchSession(late);
  const slow = (clock: Clock): LanguageModel => scriptedLanguageModel([{ call, delayMs: 2000 }], { clock });
  expect(await replay(discussion, { providers: { ...NOBODY, languageModel: slow } })).toMatchSession(late);
});

it('a folder with a fixture is replayed as the command does; one that is broken says why, and rejects nothing', async () => {
  const folder = await fixtureFolder({
    'talk/fixture.yaml':
      'version: 1\ntitle: Typed\nexam: { parts: [1], seed: 3 }\nproviders: { tts: none, grammar: none }\nanswers: [{ text: I want to stop the test please. }]\nexpect: { status: ended }\n',
  });
  expect(await replay(join(folder, 'talk'))).toMatchSession();
  vi.stubEnv('CI', 'true');
  const refused = await replay(join(folder, 'talk'), { update: true });
  vi.unstubAllEnvs();
  expect(refused).toMatchObject({ status: 'broken', failures: [{ code: 'replay.updateInCi' }] });
  const contradiction = await replay(join(folder, 'talk'), { update: true, seed: 4 });
  expect(contradiction).toMatchObject({ status: 'broken', failures: [{ code: 'replay.conflict' }] });
  const updated = await replay(join(folder, 'talk'), { update: true });
  expect(updated.notes).toMatchObject([{ code: 'baseline.new' }]);
  expect(await readFile(join(folder, 'talk/baseline.json'), 'utf8')).toContain('"status": "ended"');
  const broken = await replay(join(folder, 'nothing'));
  expect(broken).toMatchObject({ status: 'broken', failures: [{ code: 'fixture.unreadable' }] });
  expect(matchSession(broken).message()).toContain('fixture.unreadable');
  expect(() => expect(broken).not.toMatchSession()).toThrow('fixture.unreadable');
  const interrupted = { ...broken, status: 'interrupted' as const, failures: [] };
  expect(() => expect(interrupted).not.toMatchSession()).toThrow('is interrupted');
});

it('fixtures that share a folder have a baseline each by their names', async () => {
  const folder = await fixtureFolder({});
  const named = (name: string, text: string) =>
    defineFixture({
      folder,
      name,
      title: name,
      exam: { parts: [1], seed: 3 },
      answers: [{ text }, { text: 'I want to stop the test please.' }],
    });
  const both = [named('one', 'My name is Anna.'), named('two', 'My name is Ben.')];
  for (const fixture of both)
    expect((await replay(fixture, { providers: NOBODY, update: true })).notes).toMatchObject([
      { code: 'baseline.new' },
    ]);
  for (const fixture of both) expect(await replay(fixture, { providers: NOBODY })).toMatchSession();
  expect((await readdir(folder)).toSorted()).toEqual(['one.baseline.json', 'two.baseline.json']);
  expect(() => named('a/b', 'Yes.')).toThrow('name: use letters');
});
