/** What `score` shows for one file, in lines and as data. */
import { safeLine } from '../../engine/text/safe-text.js';
import { counted } from '../../engine/text/counted.js';
import { basename } from 'node:path';
import chalk from 'chalk';
import { isAppError, messageOf } from '../../engine/errors.js';
import { wordErrorRate } from '../../engine/replay/transcript/word-errors.js';
import { NOTICE, reportScoring } from '../../engine/reports/report-model.js';
import { clock } from '../../engine/reports/wording.js';
import { answerNumber } from '../../engine/scoring/input/transcript-turns.js';
import { ASPECTS } from '../../engine/scoring/speech-model/types.js';
import { scoringText } from '../../ui/report-text.js';
import { wrapLine } from '../../ui/text-format.js';

import type { FileScore } from './score-file.js';

const SCHEMA = 'ielts-examiner.score/1';
const WIDTH = 100;

export function scoreText(file: string, result: FileScore): readonly string[] {
  const columns = Math.min(WIDTH, process.stdout.columns || 80);
  const words = result.score.measures['tokens'] ?? 0;
  const sound = result.audioMs === null ? 'a transcript, no sound' : `${clock(result.audioMs)} of audio`;
  const answers = result.answers === null ? 'one recording' : counted(result.answers, 'answer');
  const scoring = reportScoring(result.score);
  return [
    chalk.bold.underline(safeLine(basename(file))),
    chalk.dim(`${answers}, ${counted(words, 'word')}, ${sound}`),
    ...result.warnings.flatMap((warning) => wrapLine(safeLine(warning), columns).map((line) => chalk.yellow(line))),
    ...aspectLines(result),
    ...(result.wordErrors === null ? [] : [wordErrorText(result.wordErrors)]),
    ...(scoring === null ? [] : scoringText(scoring, columns, result.timed ? undefined : answerPlace)),
    '',
  ];
}

/** Where nothing has a time, the number of the answer finds a quote. */
function answerPlace({ turnId }: { readonly turnId: string }): string {
  return `answer ${String(answerNumber(turnId))}:`;
}

function aspectLines({ utterance, score }: FileScore): readonly string[] {
  if (utterance === null) return [];
  // Why nothing in it can be rated is said once, for the bands.
  if (!utterance.rateable)
    return score.overall.rateable || score.overall.reason.includes(utterance.reason)
      ? []
      : [`As read speech: not rateable. ${safeLine(utterance.reason)}`];
  const { rating } = utterance;
  return [
    `As read speech, 0 to 10: ${ASPECTS.map((aspect) => `${aspect} ${chalk.bold(rating[aspect].toFixed(1))}`).join(', ')}`,
  ];
}

function wordErrorText(errors: NonNullable<FileScore['wordErrors']>): string {
  const { substitutions, deletions, insertions, words } = errors;
  return `Word errors of the recogniser: ${(100 * wordErrorRate(errors)).toFixed(1)} % of ${String(words)} words (${String(substitutions)} wrong, ${String(deletions)} missed, ${String(insertions)} added)`;
}

export function scoreData(
  outcomes: readonly { readonly file: string; readonly result: FileScore | null; readonly error: unknown }[],
): object {
  return {
    schema: SCHEMA,
    notice: NOTICE,
    files: outcomes.map(({ file, result, error }) =>
      result === null ? { file, error: errorData(error) } : { file, ...result },
    ),
  };
}

function errorData(error: unknown): object {
  return isAppError(error)
    ? { code: error.code, message: error.message, remedy: error.remedy }
    : { code: 'unexpected', message: messageOf(error), remedy: 'Run it again with --debug and report what it shows.' };
}
