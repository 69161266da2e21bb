/**
 * Measures the grammar checker on learners' sentences beside the project (../shared/data/jfleg) and writes the figures into
 * docs/grammar.md: npm run eval:grammar
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format } from 'prettier';
import { grammarFigures, haveLearnerSentences } from './support/grammar-figures.js';

const PAGE = fileURLToPath(new URL('../docs/grammar.md', import.meta.url));
const START = '<!-- figures: npm run eval:grammar -->';
const END = '<!-- end of figures -->';

if (!haveLearnerSentences) {
  console.error(
    'The sentences are not here: put JFLEG (dev.spellchecked.src, dev.ref0 to dev.ref3) into ../shared/data/jfleg.',
  );
  process.exitCode = 3;
} else {
  const { page: figures } = await grammarFigures({ corrected: true });
  console.log(figures);
  const page = readFileSync(PAGE, 'utf8');
  const [before = '', rest = ''] = page.split(START);
  const [, after = ''] = rest.split(END);
  const text = `${before}${START}\n\n${figures}\n\n${END}${after}`;
  writeFileSync(PAGE, await format(text, { parser: 'markdown', printWidth: 120 }));
}
