import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { askHidden, withoutEcho, type Terminal } from '../../../src/commands/keys/hidden-prompt.js';

class Keyboard extends EventEmitter {
  readonly isTTY = true;
  raw = false;
  setRawMode = (raw: boolean) => {
    this.raw = raw;
    return this;
  };
  resume = () => this;
  pause = () => this;
  setEncoding = () => this;
}

function typing(...texts: readonly string[]) {
  const input = new Keyboard();
  let shown = '';
  const output = { write: (text: string) => (shown += text) };
  const answer = askHidden('Key: ', { input, output } as unknown as Terminal);
  const wasRaw = input.raw;
  for (const text of texts) input.emit('data', text);
  return { answer, wasRaw, input, shown: () => shown };
}

it('takes what is typed or pasted and shows none of it', async () => {
  const { answer, shown, wasRaw, input } = typing('\u001b[200~secret', '-key\u001b[201~', 'xy', '\u007f\u007f', '\r');
  expect(await answer).toBe('secret-key');
  expect(shown()).toBe('Key: \n');
  expect(wasRaw).toBe(true);
  expect(input.raw).toBe(false);
});

it('starts over on Ctrl-U and leaves without a trace on Ctrl-C', async () => {
  expect(await typing('wrong', '\u0015right\n').answer).toBe('right');
  const { answer, input } = typing('half', '\u0003');
  await expect(answer).rejects.toMatchObject({ code: 'keys.interrupted', exitCode: 130 });
  expect(input.raw).toBe(false);
});

it('shows nothing of what is typed while a passphrase is tried, whether it opens or not', async () => {
  const input = new Keyboard();
  const terminal = { input, output: { write: () => true } } as unknown as Terminal;
  expect(await withoutEcho(() => Promise.resolve(input.raw), terminal)).toBe(true);
  expect(input.raw).toBe(false);
  await expect(withoutEcho(() => Promise.reject(new Error('wrong')), terminal)).rejects.toThrow('wrong');
  expect(input.raw).toBe(false);
});
