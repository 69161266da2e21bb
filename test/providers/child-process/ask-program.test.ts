import { afterEach, describe, expect, it, vi } from 'vitest';
import { askProgram } from '../../../src/providers/child-process/ask-program.js';

afterEach(() => vi.unstubAllEnvs());

describe('askProgram', () => {
  it('tells the program no key', async () => {
    vi.stubEnv('DEEPGRAM_API_KEY', 'dg_planted_0123456789');
    vi.stubEnv('HARMLESS', 'seen');
    expect(await askProgram('printenv', 'HARMLESS')).toBe('seen\n');
    expect(await askProgram('printenv', 'DEEPGRAM_API_KEY')).toBe('');
  });
});
