/**
 * Reports errors that no code handles, such as one that a provider's SDK throws in a socket's event, like all other errors.
 * Node's own report would show a stack trace, and anything that the SDK put into the message.
 */

/** Installs the handlers for the whole process, which then ends with exit code 1. */
export function reportUnhandledErrors(argv: readonly string[]): void {
  let isReported = false;
  const handle = (error: unknown): void => {
    if (isReported) return;
    isReported = true;
    report(error, argv.includes('--debug')).then(
      (exitCode) => process.exit(exitCode),
      () => process.exit(1),
    );
  };
  process.on('uncaughtException', handle).on('unhandledRejection', handle);
}

async function report(cause: unknown, debug: boolean): Promise<number> {
  // Imported only when needed, to keep `--help` fast.
  const [{ reportError }, { AppError, messageOf }] = await Promise.all([
    import('../commands/output.js'),
    import('../engine/errors.js'),
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
