import { describe, expect, it } from 'vitest';
import type { TextToSpeech } from '../../../src/engine/ports/text-to-speech.js';
import { speakingTimeoutMs, speechProgram } from '../../../src/providers/child-process/speech-program.js';
import { chunks } from '../../support/contracts/text-to-speech.contract.js';

const HANG = 'setInterval(() => {}, 1000)';

/** A "speech program" of one line of JavaScript; the sound's path is its argument. */
function voiceOf(script: string, timeoutMs = 20_000): TextToSpeech {
  return speechProgram({
    id: 'test:voice',
    version: '1',
    provider: 'test',
    program: process.execPath,
    args: ({ sound }) => ['-e', script, sound],
    remedy: 'Install it.',
    timeoutMs: () => timeoutMs,
  });
}

describe('a voice that is a program', () => {
  it.each([
    ['ends badly', 'process.exit(3)', 'crashed'],
    ['writes nothing', '', 'badResponse'],
    ['writes rubbish', 'fs.writeFileSync(process.argv[1], "x".repeat(500))', 'badResponse'],
  ])('fails with a remedy when it %s', async (_, script, kind) => {
    await expect(chunks(voiceOf(script), 'Hello.')).rejects.toMatchObject({ kind, remedy: 'Install it.' });
  });

  it('is given up when it hangs', async () => {
    await expect(chunks(voiceOf(HANG, 300), 'Hello.')).rejects.toMatchObject({ kind: 'timeout' });
  });

  it('stops and rejects a hanging line when it is closed', async () => {
    const voice = voiceOf(HANG);
    const speaking = expect(chunks(voice, 'Hello.')).rejects.toMatchObject({ kind: 'unavailable' });
    await voice.close();
    await speaking;
  });

  it('gets more time for longer lines', () => {
    expect(speakingTimeoutMs('x'.repeat(500))).toBe(15_000);
  });
});
