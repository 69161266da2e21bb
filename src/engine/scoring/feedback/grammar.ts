/** Grammar: errors that were found, and complex sentences that came off. */
import type { GrammarIssue } from '../../ports/grammar-checker.js';
import { UNUSUAL } from '../grammar/unusual.js';
import { errorsByKind, span, verbForms } from '../measures/grammar.js';
import type { MeasuredTest } from '../measures/measure.js';
import type { Quote } from '../types.js';
import type { Feedback } from './types.js';
import { quoteSpan } from './quote.js';

const CONTEXT_CHARACTERS = 25;

export function grammarFeedback(test: MeasuredTest): Feedback {
  return {
    quotes: [...errorQuotes(test), ...complexQuotes(test)],
    practise: [...errorAdvice(test), ...rangeAdvice(test)],
  };
}

function errorQuotes(test: MeasuredTest): readonly Quote[] {
  return test.turns
    .flatMap(({ analyzed, checked }) =>
      named(checked.issues).map((issue) => {
        const better = issue.suggestions[0];
        const why = better ? `${issue.message} Perhaps: "${better}".` : issue.message;
        return quoteSpan(analyzed, issue.start - CONTEXT_CHARACTERS, issue.end + CONTEXT_CHARACTERS, why);
      }),
    )
    .slice(0, 3);
}

/** Issues with a name: statistics alone cannot say what is wrong, and may err. */
function named(issues: readonly GrammarIssue[]): readonly GrammarIssue[] {
  return issues.filter(({ kind }) => kind !== UNUSUAL);
}

/** The longest sentences with a subordinate clause and no found error. */
function complexQuotes(test: MeasuredTest): readonly Quote[] {
  const found = test.turns.flatMap(({ analyzed, checked }) =>
    analyzed.clauses.flatMap((clause, index) => {
      const main = analyzed.clauses[index - 1];
      if (!clause.subordinate || !main) return [];
      const start = span(analyzed.words, main).start;
      const { end } = span(analyzed.words, clause);
      if (checked.issues.some((issue) => issue.start < end && start < issue.end)) return [];
      return [{ analyzed, start, end, words: clause.end - main.start }];
    }),
  );
  return found
    .filter(({ words }) => words <= 25)
    .sort((first, second) => second.words - first.words)
    .slice(0, 2)
    .map(({ analyzed, start, end }) =>
      quoteSpan(analyzed, start, end, 'A clause inside another, with no error found.'),
    );
}

function errorAdvice(test: MeasuredTest): readonly string[] {
  const kind = errorsByKind(test.turns.map(({ checked }) => checked)).find((each) => each.kind !== UNUSUAL);
  if (!kind) return [];
  const example = test.turns
    .flatMap(({ analyzed, checked }) => checked.issues.map((issue) => ({ analyzed, issue })))
    .find(({ issue }) => issue.kind === kind.kind);
  if (!example) return [];
  const said = example.analyzed.turn.text.slice(example.issue.start, example.issue.end);
  const better = example.issue.suggestions[0];
  const times = kind.count === 1 ? 'once' : `${String(kind.count)} times`;
  return [
    `${readable(kind.kind)}: found ${times}, as in "${said}"${better ? ` (perhaps "${better}")` : ''}. Say that sentence again, then make two of your own like it.`,
  ];
}

function readable(kind: string): string {
  const words = kind
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll(/[-_]/g, ' ')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The first structure that never came, with a question of this test to try it on. */
function rangeAdvice(test: MeasuredTest): readonly string[] {
  const used = verbForms(test.turns.map(({ checked }) => checked));
  const discussion = test.turns.findLast(({ analyzed }) => analyzed.turn.part === 'part3') ?? test.turns.at(-1);
  if (!discussion) return [];
  const on = `"${discussion.analyzed.turn.question}"`;
  if ((used.get('conditional') ?? 0) === 0)
    return [`No "would", "could" or "might" in the whole test. Answer ${on} again with "If ..., it would ...".`];
  if ((used.get('perfect') ?? 0) === 0)
    return [`No "have done" form in the whole test. Say what has changed in recent years, starting from ${on}.`];
  if ((used.get('passive') ?? 0) === 0)
    return [
      `No passive in the whole test. Say about ${on} what is done, was built or has been banned, without naming who does it.`,
    ];
  if ((test.values.subordinateShare ?? 1) < 0.2)
    return [`Most clauses stand alone. Answer ${on} again and join ideas with "which", "although" and "so that".`];
  return [];
}
