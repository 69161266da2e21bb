import { afterAll, beforeAll } from 'vitest';
import { createOpenAiTranscription } from '../../../src/providers/openai-transcription/openai-transcription.js';
import { describeSpeechToText } from '../../support/contracts/speech-to-text.contract.js';
import { spell, spelledText } from '../../support/servers/spelled-speech.js';
import { startTranscriptionServer, type TranscriptionServer } from '../../support/servers/transcription-server.js';

const KEY = 'test-key-of-openai';
let server: TranscriptionServer;
beforeAll(async () => {
  server = await startTranscriptionServer({ apiKey: KEY });
});
afterAll(() => server.close());

const sample = (from: number) => {
  const words = Array.from({ length: 9 }, (_, index) => ({ number: from + index }));
  return { frames: spell(words), text: spelledText(words) };
};

for (const model of ['gpt-4o-mini-transcribe', 'whisper-1']) {
  describeSpeechToText({
    name: `openai ${model}`,
    missing: null,
    create: (clock) => createOpenAiTranscription({ apiKey: KEY, clock, model, baseUrl: server.baseUrl }),
    samples: () => [sample(1), sample(40)],
    answered: () => server.settled(),
    partials: false,
  });
}
