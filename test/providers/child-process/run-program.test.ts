import { describe, expect, it } from 'vitest';
import { findProgram } from '../../../src/providers/child-process/find-program.js';
import { runProgram } from '../../../src/providers/child-process/run-program.js';

function run(
  program: string,
  args: readonly string[],
  input = '',
  signal = new AbortController().signal,
  timeoutMs = 20_000,
) {
  return runProgram({ provider: 'test', program, args, input, signal, timeoutMs, remedy: 'Install it.' });
}

describe('runProgram', () => {
  it('hands text over on standard input and returns the bytes printed', async () => {
    expect((await run('cat', [], '$(date) "-w foo"; `x`'))?.toString()).toBe('$(date) "-w foo"; `x`');
  });

  it('says that a program cannot be started', async () => {
    await expect(run('/nowhere/program', [])).rejects.toMatchObject({ kind: 'unavailable', remedy: 'Install it.' });
  });

  it('says how a program failed and what it said last, without terminal codes', async () => {
    const script = 'process.stderr.write("first\\n\\u001b[31mbad voice\\n"); process.exitCode = 3';
    await expect(run(process.execPath, ['-e', script])).rejects.toMatchObject({
      kind: 'crashed',
      message: expect.stringMatching(/exit code 3: bad voice/),
    });
  });

  it('survives a program that does not read its input', async () => {
    expect((await run('true', [], 'x'.repeat(1_000_000)))?.length).toBe(0);
  });

  it('kills a program when it is no longer wanted, quietly', async () => {
    const controller = new AbortController();
    const running = run('sleep', ['60'], '', controller.signal);
    controller.abort();
    expect(await running).toBeNull();
    expect(await run('sleep', ['60'], '', controller.signal)).toBeNull();
  });

  it('bounds the wait', async () => {
    await expect(run('sleep', ['60'], '', new AbortController().signal, 100)).rejects.toMatchObject({
      kind: 'timeout',
    });
  });
});

describe('findProgram', () => {
  it('finds a program on the path and nothing else', async () => {
    expect(await findProgram('sh')).toMatch(/\/sh$/);
    expect(await findProgram('surely-not-installed')).toBeNull();
    expect(await findProgram('sh', {})).toBeNull();
  });
});
