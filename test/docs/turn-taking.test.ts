/** The published figures of docs/turn-taking.md are those of the waits in use. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { basisOf, tables, withTables, type WaitFigures } from '../../scripts/corpus/waits-tables.mjs';
import { turnEnds } from '../../src/engine/speech/end-chances.js';
import { DEFAULT_ENDPOINTING } from '../../src/engine/speech/endpointing.js';
import { SENTENCE_ENDS } from '../../src/engine/speech/sentence-ends.js';

const read = (file: string): string => readFileSync(new URL(`../../docs/${file}`, import.meta.url), 'utf8');
const page = read('turn-taking.md');
const figures = JSON.parse(read('turn-taking-figures.json')) as WaitFigures;

describe('the page on turn-taking', () => {
  it('tells what was measured with these waits and words; else: node scripts/measure-waits.mjs CORPUS --write', () => {
    expect(figures.basis).toEqual(basisOf(DEFAULT_ENDPOINTING, SENTENCE_ENDS, turnEnds().turnEnds));
  });

  it('shows the figures of the file', () => {
    // Prettier pads the columns.
    const rows = (text: string): readonly string[] => text.replace(/ +/g, ' ').split('\n');
    const shown = rows(page);
    for (const row of rows(tables(figures))) if (!row.includes('---')) expect(shown).toContain(row);
    expect(figures.settings.length).toBeGreaterThan(5);
    expect(() => withTables(page, figures)).not.toThrow();
  });

  it('names the waits that are in use', () => {
    const { interview, discussion } = DEFAULT_ENDPOINTING;
    for (const settings of [interview, discussion]) {
      expect(page).toContain(`${String(Number((100 * (settings.adaptive?.price ?? 0)).toFixed(1)))} % of a cut-in`);
      expect(page).toContain(`under ${String(settings.completeMs / 1000)} s`);
      expect(page).toContain(`over ${String((settings.adaptive?.longestMs ?? 0) / 1000)} s`);
    }
  });
});
