import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkPlotPath } from '../../src/commands/save-plot.js';
import { tryFile } from '../../src/commands/try-file.js';

describe('trying whether a file can be written', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'try-file-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('leaves none where none was, and what was in it as it was', async () => {
    const [fresh, old] = [join(folder, 'new.svg'), join(folder, 'old.svg')];
    writeFileSync(old, 'a plot');
    for (const path of [fresh, old]) await checkPlotPath(path, 'eval.plot');
    expect(existsSync(fresh)).toBe(false);
    expect(readFileSync(old, 'utf8')).toBe('a plot');
  });

  it('refuses a folder, and a file in a folder that is not there', () => {
    expect(() => {
      tryFile(folder);
    }).toThrow(/is a folder/);
    expect(() => {
      tryFile(join(folder, 'none', 'new.svg'));
    }).toThrow(/ENOENT/);
  });
});
