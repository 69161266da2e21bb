/**
 * Harper (WebAssembly) and a part-of-speech tagger (wink-nlp) in a process of their own; the first argument names Harper's
 * rules to apply (JSON). Requests:
 * - { check: text } -> [{ rule, message, start, end, suggestions }], positions in UTF-16 units
 * - { tag: text } -> [{ text, start, end, pos, lemma }], positions in UTF-16 units
 * - { rules: true } -> names of all rules that this version has
 */
import { setFlagsFromString } from 'node:v8';
import { failure, serve } from '../child-process/serve.mjs';

// The quick compiler only: the optimising one burns 4 s of both cores for 18 MB of code of which a test runs 0.3 s.
setFlagsFromString('--liftoff-only');

const rules = JSON.parse(process.argv[2] ?? '[]');

let loading;

async function load() {
  const [{ Dialect, LocalLinter }, { slimBinary }] = await Promise.all([
    import('harper.js'),
    import('harper.js/slimBinary'),
  ]);
  const linter = new LocalLinter({ binary: slimBinary, dialect: Dialect.British });
  const all = Object.keys(await linter.getDefaultLintConfig());
  await linter.setLintConfig(Object.fromEntries(all.map((rule) => [rule, rules.includes(rule)])));
  return { linter, all };
}

/** Suggestion kinds of Harper: 0 replaces, 1 removes, 2 inserts after. */
function replacement(suggestion, problem) {
  if (suggestion.kind() === 1) return '';
  return suggestion.kind() === 2 ? problem + suggestion.get_replacement_text() : suggestion.get_replacement_text();
}

function plain(rule, lint) {
  const span = lint.span();
  const problem = lint.get_problem_text();
  const found = {
    rule,
    message: lint.message(),
    start: span.start,
    end: span.end,
    suggestions: lint.suggestions().map((suggestion) => replacement(suggestion, problem)),
  };
  span.free();
  lint.free();
  return found;
}

let tagger;

async function loadTagger() {
  const [{ default: winkNLP }, { default: model }] = await Promise.all([
    import('wink-nlp'),
    import('wink-eng-lite-web-model'),
  ]);
  const nlp = winkNLP(model, ['sbd', 'pos']);
  return { read: (text) => nlp.readDoc(text).tokens(), its: nlp.its };
}

function tagged(text, { read, its }) {
  const tokens = read(text);
  const [words, tags, lemmas] = [tokens.out(its.value), tokens.out(its.pos), tokens.out(its.lemma)];
  let at = 0;
  return words.map((word, index) => {
    const start = Math.max(at, text.indexOf(word, at));
    at = start + word.length;
    return { text: word, start, end: at, pos: tags[index], lemma: (lemmas[index] ?? word).toLowerCase() };
  });
}

serve(async (request) => {
  if (request.tag !== undefined) {
    tagger ??= loadTagger();
    const loaded = await tagger.catch((error) => {
      tagger = undefined;
      throw failure('unavailable', `the package wink-nlp cannot be loaded (${error.message})`);
    });
    return tagged(request.tag, loaded);
  }
  loading ??= load();
  const { linter, all } = await loading.catch((error) => {
    loading = undefined;
    throw failure('unavailable', `the package harper.js cannot be loaded (${error.message})`);
  });
  if (request.rules) return all;
  const byRule = await linter.organizedLints(request.check, { language: 'plaintext' });
  return Object.entries(byRule).flatMap(([rule, lints]) => lints.map((lint) => plain(rule, lint)));
});
