/** `replay`: finds fixtures, replays them, tells what came of it. */
import type { ExitCode } from '../engine/errors.js';
import { parseMatrix } from './replay/matrix/parse-matrix.js';
import { checkOptions, refuseUnknownRecogniser, type ReplayOptions } from './replay/replay-options.js';
import { replayFixtures } from './replay/replay-fixtures.js';
import type { ReplayRun } from './replay/run/run-chosen.js';
import { defaultEnvironment } from './replay/run/environment.js';
import { selectFixtures } from './replay/select/select-fixtures.js';

/**
 * @returns 0 all passed, 1 an expectation failed, 3 a fixture or the environment is broken, 130 interrupted, as a watch always is
 * Rejects with AppError for wrong usage (exit code 2) and when nothing matched (4).
 */
export async function replayCommand(
  options: ReplayOptions,
  write: (line: string) => void,
  run: ReplayRun = { environment: defaultEnvironment() },
): Promise<0 | ExitCode> {
  checkOptions(options);
  const known = run.environment.providerNames?.speechToText;
  if (known !== undefined) for (const name of recognisersIn(options)) refuseUnknownRecogniser(name, known);
  if (options.watch === true) {
    const { watchFixtures } = await import('./replay/watch/watch-fixtures.js');
    return await watchFixtures(options, write, run);
  }
  const chosen = await selectFixtures(options, (note) => process.stderr.write(`note: ${note}\n`));
  if (options.matrix === undefined) return await replayFixtures(chosen, options, write, run);
  if (chosen.length === 0) return 0;
  const { runMatrix } = await import('./replay/matrix/run-matrix.js');
  return await runMatrix(chosen, options, write, run);
}

function recognisersIn({ stt, matrix }: ReplayOptions): readonly string[] {
  const cells = matrix === undefined ? [] : parseMatrix(matrix).map(({ options }) => options);
  return [...new Set([stt, ...cells.map((cell) => cell.stt)])].filter((name) => name !== undefined);
}
