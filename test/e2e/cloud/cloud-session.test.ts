/**
 * The profile of a user with accounts, against local servers that speak the providers' protocols: a whole test by voice
 * through the unmodified SDKs, one server after the other going down in it, and no key in anything that is written.
 */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EventType, SessionEvent } from '../../../src/engine/session/log/events.js';
import { formsOf } from '../../../src/engine/text/secret-texts.js';
import { detectPocketsphinx } from '../../../src/providers/pocketsphinx/detect.js';
import { eventsOf, ofType } from '../../support/program-events.js';
import { runProgram, startProgram, type ProgramResult } from '../../support/run-program.js';
import { speak, speechToolsMissing } from '../../support/speech-files.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import {
  AZURE_KEY,
  configOf,
  FOLLOW_UPS,
  KEYS,
  PASSPHRASE,
  startCloudServers,
  startSpitefulServer,
  type CloudServers,
} from './cloud-servers.js';

const noRecogniser = await detectPocketsphinx();
const missing = speechToolsMissing() ?? (noRecogniser.available ? null : noRecogniser.why);

const ANSWERS = [
  'My name is Daniel Smith.',
  'I come from a small town near the sea.',
  'The people there are friendly.',
  'I go there with my family.',
  'It has changed a lot.',
];
const ENV = {
  ...KEYS,
  IELTS_EXAMINER_PASSPHRASE: PASSPHRASE,
  IELTS_EXAMINER_KEYCHAIN: 'off',
  // No cloud is in it, and it takes seconds to load.
  IELTS_EXAMINER_GRAMMAR: 'none',
};

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

const vendor = (provider: string): string => provider.split(':')[0] ?? provider;

function useConfig(home: string, config: string): void {
  mkdirSync(join(home, 'config'), { recursive: true });
  writeFileSync(join(home, 'config', 'config.yaml'), config);
}

describe.skipIf(missing !== null)(`a test in the cloud${missing === null ? '' : ` (skipped: ${missing})`}`, () => {
  const home = temporaryFolder();
  const folder = join(temporaryFolder(), 'answers');
  const written: ProgramResult[] = [];
  const run = async (commandLine: readonly string[], input?: string) => {
    const result = await runProgram(commandLine, { home, env: ENV, ...(input === undefined ? {} : { input }) });
    written.push(result);
    return result;
  };
  let servers: CloudServers;
  let result: ProgramResult;
  let events: readonly SessionEvent[] = [];
  let commandLines = '';
  const all = <Type extends EventType>(type: Type) => ofType(events, type);

  beforeAll(async () => {
    mkdirSync(folder);
    for (const [index, text] of ANSWERS.entries()) speak(text, join(folder, `${String(index)}.wav`), 'rms');
    for (let index = ANSWERS.length; index < 70; index += 1)
      cpSync(join(folder, `${String(index % ANSWERS.length)}.wav`), join(folder, `${String(index)}.wav`));
    servers = await startCloudServers();
    useConfig(home, configOf(servers.addresses));
    await run(['keys', 'set', 'azure'], `${AZURE_KEY}\n`);
    const watched = watchCommandLines();
    await wholeTest();
    commandLines = watched.stop();
  });
  afterAll(() => servers.close());

  /** At full speed; one server after the other goes down for good, but for Deepgram, which comes back. */
  async function wholeTest(): Promise<void> {
    // Without a clock there are 12 questions in Part 1 instead of thirty: each is recognised for real.
    const commandLine = ['practice', '--untimed', '--input', folder, '--speed', 'max', '--seed', '3'];
    const test = startProgram([...commandLine, '--json', '--debug'], { home, env: ENV });
    const { deepgram, transcription, elevenLabs, azure, openAiVoice, groq, openAiModel, takeDown } = servers;
    const accepted = (text: string) => `"action":"askFollowUp","text":${JSON.stringify(text)}`;
    const at = async (shown: string, ...gone: readonly { close(): Promise<void> }[]) => {
      await test.shows(shown);
      await Promise.all(gone.map(takeDown));
    };
    // Nobody waits for what never comes: the assertions say what was missing.
    await Promise.allSettled([
      at('"text":"it has changed a lot"', deepgram, elevenLabs),
      at('"type":"part.started","part":"part2"', transcription, azure),
      at('"type":"part.started","part":"part3"', openAiVoice),
      at(accepted(FOLLOW_UPS[0]!), groq),
      at(accepted(FOLLOW_UPS[2]!), openAiModel),
    ]);
    result = await test.result;
    written.push(result);
    events = eventsOf(result.stdout);
  }

  it('asks every cloud of the profile, and tells what each took', () => {
    expect(result.stderr).toContain('recognition deepgram');
    expect(all('transcript.final').some(({ text }) => text.includes('small town'))).toBe(true);
    const used = all('provider.used');
    expect(
      used.some(
        ({ port, audioSeconds, costUsd }) => port === 'speechToText' && (audioSeconds ?? 0) > 0 && (costUsd ?? 0) > 0,
      ),
    ).toBe(true);
    expect(used.some(({ port, characters }) => port === 'textToSpeech' && (characters ?? 0) > 0)).toBe(true);
    const asked = used.map(({ port, provider }) => `${port} ${vendor(provider)}`);
    expect(asked).toEqual(expect.arrayContaining(Object.keys(servers.addresses)));
  });

  it('tells each failure and each switch when one server after the other goes down', () => {
    const said = (type: 'failed' | 'switched') =>
      events.flatMap((event) => {
        if (event.type === 'provider.failed' && type === 'failed') return [`${event.port} ${vendor(event.provider)}`];
        if (event.type !== 'provider.switched' || type === 'failed') return [];
        return [`${event.port} ${vendor(event.from)} to ${vendor(event.to)}`];
      });
    // A busy machine may add some of its own: nobody waits for a recogniser that gets no time. A turn that both clouds have
    // failed is told as one switch, from the first.
    expect(said('switched')).toContainEqual(
      expect.stringMatching(/^speechToText (?:deepgram|openai) to pocketsphinx$/),
    );
    expect(said('switched')).toEqual(
      expect.arrayContaining([
        'textToSpeech elevenlabs to azure',
        'textToSpeech azure to openai',
        'textToSpeech openai to flite',
        'languageModel groq to openai',
      ]),
    );
    expect(said('failed')).toEqual(expect.arrayContaining(Object.keys(servers.addresses)));
    // Which cloud is in time depends on how fast this machine recognises for it: `timed-session` tells, in virtual time.
    expect(all('transcript.final').map(({ provider }) => vendor(provider))).toContain('pocketsphinx');
  });

  it('asks what the models suggest, by voice, and then what is in the bank', () => {
    const [accepted] = all('followUp.accepted');
    expect(FOLLOW_UPS).toContain(accepted?.text);
    const asked = all('speech.started').find(({ text }) => text === accepted?.text);
    expect(asked).toMatchObject({ purpose: 'followUp' });
    const later = all('question.asked').filter(
      ({ part, sequence }) => part === 'part3' && sequence > (asked?.sequence ?? 0),
    );
    expect(later.length).toBeGreaterThan(0);
  });

  it('goes on to its end', () => {
    expect(events.at(-1)).toMatchObject({ type: 'session.ended', status: 'completed' });
    expect(result.exitCode).toBe(0);
    expect(all('part.ended').map(({ part }) => part)).toEqual(expect.arrayContaining(['part1', 'part2', 'part3']));
    const after = all('part.started').find(({ part }) => part === 'part3')?.sequence ?? 0;
    const heard = all('transcript.final').filter(({ sequence }) => sequence > after);
    expect(heard.length).toBeGreaterThan(1);
    expect(heard.filter(({ text }) => text !== '').length).toBe(heard.length);
  });

  it('leaves no key in anything: files, output, errors, command lines', async () => {
    // Two at a time, as many as there are cores.
    const runAll = async (...commandLines: (readonly string[])[]) => {
      const take = async () => {
        for (let next = commandLines.shift(); next !== undefined; next = commandLines.shift()) await run(next);
      };
      await Promise.all([take(), take()]);
    };
    await runAll(
      ['config', 'show', '--json'],
      ['doctor', '--json'],
      ['keys', 'list', '--json'],
      ['keys', 'test', '--json'],
      ['sessions', 'show', 'last', '--json'],
      ['fixture', 'from-session', 'last', '--out', join(home, 'from-session')],
      ['export', 'report', 'last', '--format', 'md'],
      ['export', 'report', 'last', '--format', 'json'],
      ['export', 'report', 'last', '--format', 'html', '--out', join(home, 'report.html')],
      ['export', 'metrics', '--format', 'json'],
      ['export', 'metrics'],
      ['practice', '--stt', KEYS.DEEPGRAM_API_KEY, '--debug', '--input', folder],
    );
    // The last word about a key: whoever refuses it repeats what was sent.
    const spiteful = await startSpitefulServer();
    const v1 = `${spiteful.baseUrl}/v1`;
    useConfig(
      home,
      configOf({
        'speechToText deepgram': spiteful.baseUrl,
        'speechToText openai': v1,
        'textToSpeech elevenlabs': spiteful.baseUrl,
        'textToSpeech azure': spiteful.baseUrl,
        'languageModel groq': v1,
      }),
    );
    await runAll(['keys', 'test', '--debug'], ['doctor', '--debug']);
    await spiteful.close();
    await run(['config', 'set', 'candidate', KEYS.OPENAI_API_KEY, '--debug']);
    const fixture = join(home, 'fixtures', 'silent-candidate');
    cpSync(join(import.meta.dirname, '..', '..', '..', 'fixtures', 'silent-candidate'), fixture, { recursive: true });
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
    const found = [...Object.values(KEYS), AZURE_KEY, PASSPHRASE].flatMap((secret) =>
      places.flatMap(([place, text]) =>
        formsOf(secret)
          .filter((form) => text.includes(form))
          .map((form) => `${place}: ${form}`),
      ),
    );
    expect(found).toEqual([]);
  });
});
