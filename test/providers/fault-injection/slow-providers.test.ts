import { expect, it } from 'vitest';
import type { SpeechToText } from '../../../src/engine/ports/speech-to-text.js';
import { slowSpeechToText } from '../../../src/providers/fault-injection/slow-providers.js';
import { ManualClock } from '../../support/manual-clock.js';

/** Hears one word, and breaks down at the next frame. */
const breaksDown: SpeechToText = {
  id: 'breaks-down',
  capabilities: { partials: true, wordTimes: false, confidences: false, endOfTurn: false },
  open: async () => ({
    beginTurn: (_options, listener) => {
      listener.partial('one');
      listener.failed(new Error('broken down'));
    },
    push: () => undefined,
    endTurn: () => Promise.reject(new Error('broken down')),
    cancelTurn: async () => {},
    close: async () => {},
  }),
};

async function begun(): Promise<{ clock: ManualClock; told: string[]; end: () => Promise<unknown> }> {
  const clock = new ManualClock();
  const told: string[] = [];
  const stream = await slowSpeechToText(breaksDown, 300, clock).open();
  stream.beginTurn(
    { turnId: 'turn-1', keyterms: [] },
    {
      partial: (text) => told.push(text),
      failed: ({ message }) => told.push(message),
    },
  );
  return { clock, told, end: () => stream.endTurn() };
}

it('what a slow recogniser says comes late in the order in which it said it, its failure too', async () => {
  const { clock, told } = await begun();
  clock.advance(299);
  expect(told).toEqual([]);
  clock.advance(1);
  expect(told).toEqual(['one', 'broken down']);
});

it('whoever ends the turn before hears of the failure once', async () => {
  const { clock, told, end } = await begun();
  await expect(end()).rejects.toThrow('broken down');
  clock.advance(1000);
  expect(told).toEqual([]);
});
