import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';

it.each([
  ['--help', 0, 'stdout'],
  ['--no-such-option', 2, 'stderr'],
] as const)('the benchmark answers %s with its usage', (option, code, stream) => {
  const { status, ...said } = spawnSync(process.execPath, ['bench/run.mjs', option], { encoding: 'utf8' });
  expect(status).toBe(code);
  expect(said[stream]).toContain('Figures: ');
  expect(said[stream]).not.toContain('    at ');
});
