import { afterAll, beforeAll } from 'vitest';
import { createDeepgram } from '../../../src/providers/deepgram/deepgram.js';
import { describeSpeechToText } from '../../support/contracts/speech-to-text.contract.js';
import { startDeepgramServer, type DeepgramServer } from '../../support/servers/deepgram-server.js';
import { spell, spelledText } from '../../support/servers/spelled-speech.js';

const KEY = 'test-key-of-deepgram';
let server: DeepgramServer;
beforeAll(async () => {
  server = await startDeepgramServer({ apiKey: KEY });
});
afterAll(() => server.close());

const sample = (from: number) => {
  const words = Array.from({ length: 9 }, (_, index) => ({ number: from + index }));
  return { frames: spell(words), text: spelledText(words) };
};

for (const [model, hosted] of [
  ['nova-3', true],
  ['nova-3', false],
  ['flux-general-en', true],
  ['flux-general-en', false],
] as const) {
  describeSpeechToText({
    name: `deepgram ${model}${hosted ? '' : ' on a server of one’s own'}`,
    missing: null,
    create: (clock) => createDeepgram({ apiKey: KEY, clock, model, hosted, baseUrl: server.url }),
    samples: () => [sample(1), sample(40)],
    answered: () => server.settled(),
  });
}
