/**
 * Grammar of learners' speech: our own rules over part-of-speech tags, statistics of word sequences, and Harper. Harper and
 * the tagger run in one child process; the rules cost about a millisecond here, and the sequences 6 MB.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import type { Availability } from '../../engine/ports/availability.js';
import type { GrammarChecker } from '../../engine/ports/grammar-checker.js';
import type { FoundError } from '../../engine/scoring/grammar/found-error.js';
import { findErrors } from '../../engine/scoring/grammar/find-errors.js';
import type { TaggedWord } from '../../engine/scoring/grammar/tagged-word.js';
import { correct, withoutDoubtful } from '../../engine/scoring/grammar/verified.js';
import { WordSequences } from '../../engine/scoring/grammar/word-sequences.js';
import { createHarperChecker, detectHarper } from '../harper/harper-checker.js';

/** Sources and build output lie equally deep below the package root, so one relative path serves both. */
const SEQUENCES_FILE = fileURLToPath(new URL('../../../data/word-sequences.bin', import.meta.url));
const REMEDY = 'Reinstall the program: npm install -g ielts-examiner.';

export async function detectLearnerGrammar(): Promise<Availability> {
  const harper = await detectHarper();
  if (!harper.available) return harper;
  try {
    const require = createRequire(import.meta.url);
    require.resolve('wink-nlp');
    require.resolve('wink-eng-lite-web-model');
  } catch {
    return { available: false, why: 'the package wink-nlp is not installed', remedy: REMEDY };
  }
  return { available: true, detail: 'rules for learners, word sequences and Harper' };
}

export interface LearnerGrammarOptions {
  /** False leaves the statistics out: only errors that a rule can name. */
  readonly sequences?: boolean;
}

export function createLearnerGrammarChecker(options: LearnerGrammarOptions = {}): LearnerGrammarChecker {
  return new LearnerGrammarChecker(options);
}

/** Rules of Harper that see a pronoun or a verb alone, where ours see the clause: "what strikes you is", "what she did worked", "my friend Will went", "one of the team". */
const OWN_RULES_KNOW_MORE: ReadonlySet<string> = new Set([
  'PronounVerbAgreement',
  'OneOfTheSingular',
  'WillNonLemma',
  'DidPast',
]);

export class LearnerGrammarChecker implements GrammarChecker {
  readonly id = 'learner-grammar';
  readonly #harper = createHarperChecker();
  readonly #withSequences: boolean;
  #sequences: Promise<WordSequences> | undefined;

  constructor({ sequences = true }: LearnerGrammarOptions) {
    this.#withSequences = sequences;
  }

  async check(text: string): Promise<readonly FoundError[]> {
    if (text.trim() === '') return [];
    const { errors } = await this.#find(text);
    const corrected = correct(text, errors);
    if (!corrected) return errors;
    const after = await this.#find(corrected.text);
    return withoutDoubtful(errors, corrected, after.errors, after.tagged);
  }

  async #find(text: string): Promise<{ errors: readonly FoundError[]; tagged: readonly TaggedWord[] }> {
    const [tagged, found, sequences] = await Promise.all([
      this.#harper.tag(text),
      this.#harper.check(text),
      this.#withSequences ? this.#load() : null,
    ]);
    const known = found
      .filter(({ rule }) => !OWN_RULES_KNOW_MORE.has(rule))
      .map((issue): FoundError => ({ ...issue, rule: `harper.${issue.rule}` }));
    return { errors: findErrors(tagged, { known, sequences }), tagged };
  }

  async close(): Promise<void> {
    await this.#harper.close();
  }

  #load(): Promise<WordSequences> {
    this.#sequences ??= readFile(SEQUENCES_FILE)
      .then((file) => promisify(brotliDecompress)(file))
      .then((content) => new WordSequences(content));
    return this.#sequences;
  }
}
