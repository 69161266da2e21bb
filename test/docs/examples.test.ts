/** What the documents show to be copied is valid: fixtures and transcripts. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import { parseTranscriptText } from '../../src/engine/scoring/input/parse-transcript.js';
import { Description } from '../../src/engine/replay/fixture/description.js';
import { fixtureSchema } from '../../src/engine/replay/fixture/fixture-schema.js';

const blocks = (page: string, language: string): readonly string[] =>
  [...readFileSync(page, 'utf8').matchAll(new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\``, 'gm'))].map(
    ([, text = '']) => text,
  );
const fixtures = ['README.md', 'docs/replay.md'].flatMap((page) =>
  blocks(page, 'yaml')
    .filter((text) => (parse(text) as { version?: number }).version === 1)
    .map((text, index) => ({ page, text, nth: index + 1 })),
);

describe('the examples of the documents', () => {
  it('show three fixtures', () => {
    expect(fixtures).toHaveLength(3);
  });

  it.each(fixtures)('fixture $nth of $page is one', ({ page, text }) => {
    expect(() => new Description(text, page).parse(fixtureSchema)).not.toThrow();
  });

  it.each(blocks('docs/scoring.md', 'json'))('the transcript is one', (text) => {
    expect(parseTranscriptText(text, 'docs/scoring.md').turns).toHaveLength(2);
  });
});
