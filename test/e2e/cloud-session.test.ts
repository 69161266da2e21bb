/**
 * The profile of a user with accounts, against local servers that speak the providers' protocols: a whole test by voice
 * through the unmodified SDKs, one server after the other going down in it, and no key in anything that is written.
 */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseEvent, type SessionEvent } from '../../src/engine/session/events.js';
import { formsOf } from '../../src/engine/text/secret-texts.js';
import { detectPocketsphinx } from '../../src/providers/pocketsphinx/detect.js';
import { pocketsphinx } from '../../src/providers/pocketsphinx/pocketsphinx.js';
import { runProgram, startProgram, type ProgramResult } from '../support/run-program.js';
import { serveAzureSpeech } from '../support/servers/azure-speech-server.js';
import { startChatServer, type ChatRule } from '../support/servers/chat-server.js';
import { startDeepgramServer } from '../support/servers/deepgram-server.js';
import { serveElevenLabs } from '../support/servers/elevenlabs-server.js';
import { realEar } from '../support/servers/recognition.js';
import { speak, speechToolsMissing } from '../support/speech-files.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const noRecogniser = await detectPocketsphinx();
const missing = speechToolsMissing() ?? (noRecogniser.available ? null : noRecogniser.why);

/** Signs that base64, addresses and JSON write differently. */
const KEYS = {
  DEEPGRAM_API_KEY: 'planted+deepgram/key?and&more=1',
  ELEVENLABS_API_KEY: 'planted+elevenlabs/key?and&more=2',
  OPENAI_API_KEY: 'planted+openai/key?and&more=3',
} as const;
const STORED = 'planted+azure/key?and&more=4';
const PASSPHRASE = 'planted passphrase of five words';
/** Asked in Part 3, one after the other: each takes up something and is on any theme. */
const FOLLOW_UPS = [
  'Why do people feel that way about it?',
  'How might that change in the future?',
  'What would happen without it?',
  'Who benefits most from that?',
];
/** The model calls a tool, as its prompt asks for; anything else it is asked gets words. */
const suggest: ChatRule = ({ tools, messages }) => {
  if (tools === undefined) return { text: 'Go on.' };
  const told = JSON.stringify(messages);
  const question = FOLLOW_UPS.find((text) => !told.includes(text));
  const call =
    question === undefined
      ? { name: 'move_on', arguments: {} }
      : { name: 'ask_follow_up', arguments: { question, level: 2 } };
  return { calls: [call] };
};
const ANSWERS = [
  'My name is Daniel Smith.',
  'I come from a small town near the sea.',
  'The people there are friendly.',
  'I go there with my family.',
  'It has changed a lot.',
];

/** Every command line that any process shows while this runs. */
function watchCommandLines() {
  const seen = new Set<string>();
  const look = () => {
    for (const process of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
      try {
        seen.add(readFileSync(`/proc/${process}/cmdline`, 'utf8'));
      } catch {
        // It is gone already.
      }
    }
  };
  const timer = setInterval(look, 150);
  return {
    stop: () => {
      clearInterval(timer);
      return [...seen].join('\n');
    },
  };
}

function filesUnder(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

describe.skipIf(missing !== null)(
  `a test in the cloud${missing === null ? '' : ` (skipped: ${missing})`}`,
  { timeout: 400_000 },
  () => {
    const home = temporaryFolder();
    const folder = join(temporaryFolder(), 'answers');
    const env = {
      ...KEYS,
      IELTS_EXAMINER_PASSPHRASE: PASSPHRASE,
      IELTS_EXAMINER_KEYCHAIN: 'off',
      // No cloud is in it, and it takes seconds to load.
      IELTS_EXAMINER_GRAMMAR: 'none',
    };
    const written: ProgramResult[] = [];
    const run = async (commandLine: readonly string[], input?: string) => {
      const result = await runProgram(commandLine, { home, env, ...(input === undefined ? {} : { input }) });
      written.push(result);
      return result;
    };
    let close: () => Promise<unknown> = () => Promise.resolve();
    let result: ProgramResult;
    let events: readonly SessionEvent[] = [];
    let commandLines = '';

    beforeAll(async () => {
      mkdirSync(folder);
      for (const [index, text] of ANSWERS.entries()) speak(text, join(folder, `${String(index)}.wav`), 'rms');
      for (let index = ANSWERS.length; index < 70; index += 1)
        cpSync(join(folder, `${String(index % ANSWERS.length)}.wav`), join(folder, `${String(index)}.wav`));
      const ear = realEar((clock) => pocketsphinx({ clock }));
      const [deepgram, elevenLabs, azure, chat] = await Promise.all([
        startDeepgramServer({ apiKey: KEYS.DEEPGRAM_API_KEY, ear }),
        serveElevenLabs({ apiKey: KEYS.ELEVENLABS_API_KEY }),
        serveAzureSpeech({ apiKey: STORED }),
        startChatServer(suggest, { key: KEYS.OPENAI_API_KEY }),
      ]);
      const down = new Set<object>();
      const takeDown = (server: { close(): Promise<void> }) => {
        if (down.has(server)) return;
        down.add(server);
        void server.close();
      };
      close = () =>
        Promise.all(
          [deepgram, elevenLabs, azure, chat].filter((server) => !down.has(server)).map((server) => server.close()),
        );
      mkdirSync(join(home, 'config'), { recursive: true });
      writeFileSync(
        join(home, 'config', 'config.yaml'),
        `profile: servers
profiles:
  servers:
    speechToText: [{ provider: deepgram, baseUrl: "${deepgram.url}" }, pocketsphinx]
    textToSpeech:
      - { provider: elevenlabs, baseUrl: "${elevenLabs.baseUrl}" }
      - { provider: azure, baseUrl: "${azure.baseUrl}", region: westeurope }
      - flite
    languageModel: [{ provider: openai, baseUrl: "${chat.baseUrl}", model: test-model }]
`,
      );
      await run(['keys', 'set', 'azure'], `${STORED}\n`);

      const watched = watchCommandLines();
      // Without a clock there are 12 questions in Part 1 instead of thirty: each is recognised for real.
      const commandLine = ['practice', '--untimed', '--input', folder, '--speed', 'max', '--seed', '3'];
      const test = startProgram([...commandLine, '--json', '--debug'], { home, env });
      const at = async (part: string, server: { close(): Promise<void> }) => {
        await test.shows(`"type":"part.started","part":"${part}"`);
        takeDown(server);
      };
      const followUp = async () => {
        await test.shows('"type":"followUp.accepted"');
        takeDown(chat);
      };
      await Promise.all([at('part2', deepgram), at('part3', elevenLabs), followUp(), at('closing', azure)]);
      result = await test.result;
      written.push(result);
      commandLines = watched.stop();
      events = result.stdout
        .split('\n')
        .filter(Boolean)
        .map((line) => parseEvent(JSON.parse(line)));
    }, 400_000);
    afterAll(() => close());

    const all = <Type extends SessionEvent['type']>(type: Type) =>
      events.filter((event): event is Extract<SessionEvent, { type: Type }> => event.type === type);

    it('streams through every cloud while it is there', () => {
      expect(result.stderr).toContain('recognition deepgram');
      expect(all('transcript.final').some(({ text }) => text.includes('small town'))).toBe(true);
      expect(all('speech.started').some(({ provider }) => provider.startsWith('elevenlabs:'))).toBe(true);
      const used = all('provider.used');
      expect(
        used.some(
          ({ port, audioSeconds, costUsd }) => port === 'speechToText' && (audioSeconds ?? 0) > 0 && (costUsd ?? 0) > 0,
        ),
      ).toBe(true);
      expect(used.some(({ port, characters }) => port === 'textToSpeech' && (characters ?? 0) > 0)).toBe(true);
      expect(used.some(({ firstByteMs }) => firstByteMs !== null)).toBe(true);
    });

    it('asks what the model suggests, by voice, while the model is there', () => {
      const [accepted] = all('followUp.accepted');
      expect(FOLLOW_UPS).toContain(accepted?.text);
      const asked = all('speech.started').find(({ text }) => text === accepted?.text);
      expect(asked).toMatchObject({ purpose: 'followUp' });
      expect(all('provider.used')).toContainEqual(expect.objectContaining({ port: 'languageModel', discarded: false }));
      // Its server went down with that: the question bank goes on.
      const later = all('question.asked').filter(
        ({ part, sequence }) => part === 'part3' && sequence > (asked?.sequence ?? 0),
      );
      expect(later.length).toBeGreaterThan(0);
    });

    it('goes on to its end when one server after the other goes down', () => {
      expect(events.at(-1)).toMatchObject({ type: 'session.ended', status: 'completed' });
      expect(result.exitCode).toBe(0);
      expect(all('part.ended').map(({ part }) => part)).toEqual(expect.arrayContaining(['part1', 'part2', 'part3']));
      expect(all('provider.switched')).toEqual(
        expect.arrayContaining([expect.objectContaining({ port: 'speechToText', to: 'pocketsphinx' })]),
      );
      const after = all('part.started').find(({ part }) => part === 'part3')?.sequence ?? 0;
      const heard = all('transcript.final').filter(({ sequence }) => sequence > after);
      expect(heard.length).toBeGreaterThan(1);
      expect(heard.filter(({ text }) => text !== '').length).toBe(heard.length);
    });

    it('leaves no key in anything: files, output, errors, command lines', async () => {
      const readers = [
        ['config', 'show', '--json'],
        ['doctor', '--json'],
        ['keys', 'list', '--json'],
        ['keys', 'test', '--json'],
        ['sessions', 'list', '--json'],
        ['sessions', 'show', 'last', '--json'],
        ['fixture', 'from-session', 'last', '--out', join(home, 'from-session')],
        ['export', 'report', 'last', '--format', 'md'],
        ['export', 'report', 'last', '--format', 'json'],
        ['export', 'metrics', '--format', 'json'],
        ['export', 'metrics'],
        ['practice', '--stt', KEYS.DEEPGRAM_API_KEY, '--debug', '--input', folder],
      ];
      // Two at a time, as many as there are cores.
      const take = async () => {
        for (let next = readers.shift(); next !== undefined; next = readers.shift()) await run(next);
      };
      await Promise.all([take(), take()]);
      await run(['config', 'set', 'candidate', KEYS.OPENAI_API_KEY, '--debug']);
      const fixture = join(home, 'fixtures', 'silent-candidate');
      cpSync(join(import.meta.dirname, '..', '..', 'fixtures', 'silent-candidate'), fixture, { recursive: true });
      const pages = ['html', 'html-audio'].map((name) => [name, join(home, `${name}.html`)] as const);
      const reporters = pages.flatMap(([name, path]) => ['--reporter', `${name}=${path}`]);
      await run(['replay', fixture, '--record', '--stt', 'pocketsphinx', ...reporters]);
      for (const [, path] of pages) expect(existsSync(path)).toBe(true);
      expect(existsSync(join(fixture, 'cassette.jsonl'))).toBe(true);

      const files = filesUnder(home);
      expect(files.some((path) => path.endsWith('sessions.sqlite'))).toBe(true);
      expect(files.some((path) => path.endsWith('.wav'))).toBe(true);
      expect(files.some((path) => path.endsWith('keys.json'))).toBe(true);
      expect(files.some((path) => path.startsWith(join(home, 'from-session')))).toBe(true);
      const places = [
        ...files.map((path) => [path, readFileSync(path, 'latin1')] as const),
        ...written.map(({ stdout, stderr }, index) => [`output ${String(index)}`, stdout + stderr] as const),
        ['command lines', commandLines] as const,
      ];
      const found = [...Object.values(KEYS), STORED, PASSPHRASE].flatMap((secret) =>
        places.flatMap(([place, text]) =>
          formsOf(secret)
            .filter((form) => text.includes(form))
            .map((form) => `${place}: ${form}`),
        ),
      );
      expect(found).toEqual([]);
    });
  },
);
