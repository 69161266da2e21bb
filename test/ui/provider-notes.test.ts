import { expect, it } from 'vitest';
import { EMPTY_VIEW, viewAfter } from '../../src/ui/session-view.js';
import type { SessionEventBody } from '../../src/engine/session/log/events.js';

const failed = (
  provider: string,
  code: string,
  port: 'speechToText' | 'languageModel' | 'pronunciation' = 'speechToText',
): SessionEventBody => ({
  type: 'provider.failed',
  port,
  provider,
  code: `provider.${code}`,
  message: 'A long explanation.',
  remedy: 'A remedy.',
});
const switched = (from: string, to: string): SessionEventBody => ({
  type: 'provider.switched',
  port: 'speechToText',
  from,
  to,
  why: 'A long explanation.',
});
const notes = (...bodies: readonly SessionEventBody[]) =>
  bodies
    .map((body, index) => ({ ...body, version: 1 as const, sequence: index + 1, atMs: 0, wallTime: '' }))
    .reduce(viewAfter, EMPTY_VIEW)
    .lines.flatMap((line) => (line.kind === 'note' ? [`${line.tone}: ${line.text}`] : []));

it('a name that a cloud does not know is told as what to mend', () => {
  expect(
    notes(
      { ...failed('elevenlabs:flash', 'invalidRequest'), port: 'textToSpeech', setting: 'voice' } as SessionEventBody,
      { ...switched('elevenlabs:flash', 'azure:Sonia'), port: 'textToSpeech' } as SessionEventBody,
    ),
  ).toEqual([
    "information: The examiner's voice: ElevenLabs does not know the voice in your profile; going on with Azure.",
  ]);
  expect(
    notes({ ...failed('groq:llama', 'invalidRequest', 'languageModel'), setting: 'model' } as SessionEventBody),
  ).toEqual(['information: Language model: Groq does not know the model in your profile; the test goes on.']);
});

it('a cloud that fails is one quiet line, however often it is told', () => {
  expect(
    notes(
      failed('deepgram:nova-3', 'timeout'),
      failed('deepgram:nova-3', 'timeout'),
      switched('deepgram:nova-3', 'pocketsphinx'),
    ),
  ).toEqual(['information: Speech recognition: Deepgram is not answering; going on with pocketsphinx.']);
  expect(notes(failed('deepgram:nova-3', 'quota'), switched('deepgram:nova-3', 'openai:whisper-1'))).toEqual([
    'information: Speech recognition: Deepgram has no credit left; going on with OpenAI.',
  ]);
});

it('says once that it works again', () => {
  expect(
    notes(
      { type: 'provider.recovered', port: 'speechToText', provider: 'deepgram:nova-3' },
      switched('pocketsphinx', 'deepgram:nova-3'),
    ),
  ).toEqual(['information: Speech recognition: Deepgram works again.']);
});

it('a language model nobody stands by for is told once', () => {
  expect(
    notes(
      failed('groq:llama', 'authentication', 'languageModel'),
      failed('groq:llama', 'authentication', 'languageModel'),
    ),
  ).toEqual(['information: Language model: Groq does not accept the key; the test goes on.']);
});

it('an assessor of pronunciation that fails is one quiet line, whatever it fails with next', () => {
  expect(
    notes(
      failed('azure:pronunciation-assessment', 'timeout', 'pronunciation'),
      failed('azure:pronunciation-assessment', 'overloaded', 'pronunciation'),
    ),
  ).toEqual(['information: Pronunciation assessment: Azure is not answering; the test goes on.']);
});

it('what runs on this machine warns as before', () => {
  expect(notes(failed('pocketsphinx', 'crashed'))).toEqual([expect.stringMatching(/^warning: .*A remedy\./)]);
});
