/** `score`: rates recordings and transcripts from anywhere, or a past session anew. */
import { readFile, stat } from 'node:fs/promises';
import { AppError, isAppError, messageOf } from '../engine/errors.js';
import type { Rounding } from '../engine/scoring/bands.js';
import { spoken, tokenize } from '../engine/scoring/language/tokens.js';
import { decodedText } from '../engine/text/decoded-text.js';
import { printJson, reportError, type Write } from './output.js';
import type { RaterChoice } from './score/model-rating.js';
import { checkModelOptions, checkRescoreOptions } from './score/check-options.js';
import { costText } from './score/rating-cost.js';
import type { ScoringEngines } from './score/scoring-engines.js';
import { scoreFile, type FileScore } from './score/score-file.js';
import { scoreData, scoreText } from './score/score-text.js';

export interface ScoreOptions {
  readonly files: readonly string[];
  /** The words that should have been said, or a file with them. */
  readonly reference?: string;
  readonly question?: string;
  readonly json: boolean;
  readonly stt?: string;
  readonly rater?: RaterChoice;
  readonly llm?: string;
  readonly profile?: string;
  /** Left out: the configuration's. */
  readonly rounding?: Rounding;
  /** Sessions to rate again: ids, beginnings of ids, `last` or `all`. */
  readonly rescore?: readonly string[];
}

interface FileOutcome {
  readonly file: string;
  readonly result: FileScore | null;
  readonly error: unknown;
}

/** @returns 1 when a file could not be rated because something is wrong with it; the others are rated all the same */
export async function score(options: ScoreOptions, write: Write): Promise<number> {
  if (options.rescore !== undefined) {
    if (options.files.length > 0) throw filesAndSessions();
    checkRescoreOptions(options);
    const { rescore } = await import('./score/rescore.js');
    const { rescore: sessions, json, rounding = null, rater, llm, profile, stt } = options;
    const model = { ...(llm === undefined ? {} : { llm }), ...(profile === undefined ? {} : { profile }) };
    const request = {
      sessions,
      json,
      rounding,
      usualRounding: await usualRounding(),
      ...(rater === undefined ? {} : { model: { ...model, rater } }),
      ...(stt === undefined ? {} : { stt }),
    };
    return await rescore(request, write);
  }
  checkModelOptions(options);
  if (options.files.length === 0) throw nothingToScore();
  const rounding = options.rounding ?? (await usualRounding());
  const reference = options.reference === undefined ? null : await textOrFile(options.reference);
  if (reference !== null && spoken(tokenize(reference)).length === 0) throw noReference();
  let opened: Promise<ScoringEngines> | null = null;
  const engines = async (): Promise<ScoringEngines> => {
    const { openScoringEngines } = await import('./score/scoring-engines.js');
    opened ??= openScoringEngines(options);
    return await opened;
  };
  const outcomes: FileOutcome[] = [];
  try {
    for (const file of options.files) {
      const outcome = await outcomeOf(file, { ...options, rounding, reference }, engines);
      outcomes.push(outcome);
      if (options.json) continue;
      if (outcome.result !== null) for (const line of scoreText(file, outcome.result)) write(`${line}\n`);
      else reportError(outcome.error);
    }
    const model = opened === null ? null : (await (opened as Promise<ScoringEngines>)).modelRater;
    if (model !== null && !options.json) write(`${costText(model.cost())}\n`);
  } finally {
    if (opened !== null)
      await (opened as Promise<ScoringEngines>).then((ready) => ready.close()).catch(() => undefined);
  }
  if (options.json) printJson(scoreData(outcomes), write);
  return outcomes.some(({ result }) => result === null) ? 1 : 0;
}

async function outcomeOf(
  file: string,
  options: Pick<ScoreOptions, 'question' | 'stt'> & { readonly rounding: Rounding; readonly reference: string | null },
  engines: () => Promise<ScoringEngines>,
): Promise<FileOutcome> {
  try {
    const { question = '', rounding, reference, stt } = options;
    const request = { path: file, question, rounding, reference, recognise: stt !== undefined && stt !== 'none' };
    return { file, result: await scoreFile(request, engines), error: null };
  } catch (error) {
    // A wrong --stt or --llm stands against every file.
    const general = ['provider.unavailable', 'score.noModel'];
    if (isAppError(error) && (error.code.startsWith('config.') || general.includes(error.code))) throw error;
    return { file, result: null, error };
  }
}

async function usualRounding(): Promise<Rounding> {
  const { loadConfiguration } = await import('../config/configuration.js');
  return (await loadConfiguration()).settings.rounding;
}

/** A text that happens to be the path of a file is that file's text. */
async function textOrFile(value: string): Promise<string> {
  const isFile = await stat(value).then(
    (found) => found.isFile(),
    () => false,
  );
  if (!isFile) return value;
  try {
    return decodedText(await readFile(value)).trim();
  } catch (error) {
    throw new AppError({
      code: 'score.reference',
      message: `The reference ${value} cannot be read: ${messageOf(error)}.`,
      remedy: 'Check the path, or give the text itself.',
      exitCode: 2,
      cause: error,
    });
  }
}

function filesAndSessions(): AppError {
  return new AppError({
    code: 'score.both',
    message: 'Files and --rescore do not go together: after --rescore every word is taken for a session.',
    remedy: 'Score the files first, then rate past sessions again.',
    exitCode: 2,
  });
}

function noReference(): AppError {
  return new AppError({
    code: 'score.reference',
    message: 'The reference has no words.',
    remedy: 'Give the text that was read, or leave --reference out: what was said is recognised then.',
    exitCode: 2,
  });
}

function nothingToScore(): AppError {
  return new AppError({
    code: 'score.nothing',
    message: 'There is nothing to score.',
    remedy: 'Give a recording or a transcript, or --rescore last.',
    exitCode: 2,
  });
}
