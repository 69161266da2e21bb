import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { grammarFigures, haveLearnerSentences } from '../../../../scripts/support/grammar-figures.js';

if (!haveLearnerSentences)
  console.warn('JFLEG is absent (../shared/data/jfleg): figures of docs/grammar.md are not checked.');

/** A line of a Markdown table without the spaces that align it. */
const plain = (line: string): string =>
  line
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ \| \|/g, ' | |')
    .trim();

describe.runIf(haveLearnerSentences)('on learner sentences', () => {
  it('the checker finds what docs/grammar.md says (else run: npm run eval:grammar)', async () => {
    const page = readFileSync(new URL('../../../../docs/grammar.md', import.meta.url), 'utf8')
      .split('\n')
      .map(plain);
    const { rows } = await grammarFigures({ corrected: false });
    expect(rows.length).toBeGreaterThan(6);
    for (const row of rows) expect(page).toContain(plain(row));
  });
});
