import { expect, it } from 'vitest';
import { detectAzureSpeech } from '../../../src/providers/azure/azure-speech.js';

it('Azure Speech needs a region, or an endpoint of its own', () => {
  expect(detectAzureSpeech({ apiKey: 'planted', region: '' })).toMatchObject({ available: false });
  expect(detectAzureSpeech({ apiKey: 'planted', region: 'westeurope' })).toMatchObject({
    available: true,
    detail: expect.stringContaining('in westeurope') as string,
  });
  expect(detectAzureSpeech({ apiKey: 'planted', region: '', baseUrl: 'https://speech.example.org' })).toMatchObject({
    available: true,
    detail: expect.stringContaining('at https://speech.example.org') as string,
  });
});
