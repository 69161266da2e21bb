/** Whom commands ask that ask before they do something. */
import { afterEach, expect, it } from 'vitest';
import { askerAtTerminal, askYes } from '../../src/commands/ask-yes.js';

const STREAMS = { stdin: process.stdin, stdout: process.stdout, stderr: process.stderr } as const;
type StreamName = keyof typeof STREAMS;
const before = Object.values(STREAMS).map((stream) => [stream, stream.isTTY] as const);

function areTerminals(...terminals: readonly StreamName[]): void {
  for (const [name, stream] of Object.entries(STREAMS)) {
    Object.defineProperty(stream, 'isTTY', { value: terminals.includes(name as StreamName), configurable: true });
  }
}

afterEach(() => {
  for (const [stream, isTTY] of before) Object.defineProperty(stream, 'isTTY', { value: isTTY, configurable: true });
});

it('somebody can be asked where answers come from a terminal and one of the outputs is shown there', () => {
  for (const terminals of [
    ['stdin', 'stdout'],
    ['stdin', 'stderr'],
  ] as const) {
    areTerminals(...terminals);
    expect(askerAtTerminal()).toBe(askYes);
  }
});

it('nobody is asked elsewhere, and who asks all the same is told what to do', async () => {
  for (const terminals of [['stdin'], ['stdout', 'stderr']] as const) {
    areTerminals(...terminals);
    expect(askerAtTerminal()).toBeNull();
    await expect(askYes('Really?')).rejects.toMatchObject({ code: 'input.nobodyToAsk', exitCode: 2 });
  }
});
