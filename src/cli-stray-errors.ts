/**
 * Errors that nobody awaits, such as one that a provider's SDK throws out of a socket's event. Node's own report would show a
 * stack, and in its message whatever the SDK put there; they are told like all others instead.
 */

/** For the whole process, which then ends with exit code 1. */
export function tellStrayErrors(argv: readonly string[]): void {
  let isTold = false;
  const tell = (error: unknown): void => {
    if (isTold) return;
    isTold = true;
    report(error, argv.includes('--debug')).then(
      (exitCode) => process.exit(exitCode),
      () => process.exit(1),
    );
  };
  process.on('uncaughtException', tell).on('unhandledRejection', tell);
}

async function report(cause: unknown, debug: boolean): Promise<number> {
  // Imported when it is needed: `--help` shall cost little more than starting Node.
  const [{ reportError }, { AppError, messageOf }] = await Promise.all([
    import('./commands/output.js'),
    import('./engine/errors.js'),
  ]);
  const error = new AppError({
    code: 'unexpected',
    message: messageOf(cause),
    remedy:
      'A test that was under way goes on with: ielts-examiner sessions resume last (with --debug, should it happen again).',
    exitCode: 1,
    cause,
  });
  return reportError(error, { debug });
}
