import { expect, it } from 'vitest';
import { runProgram } from '../support/run-program.js';
import { temporaryFolder } from '../support/temporary-folder.js';

it('gives every column a name of its own', async () => {
  const { exitCode, stdout } = await runProgram(['export', 'metrics'], { home: temporaryFolder() });
  expect(exitCode).toBe(4);
  const columns = stdout.trim().split(',');
  expect(columns).toContain('firstSpeechByteMs');
  expect(new Set(columns).size).toBe(columns.length);
});
