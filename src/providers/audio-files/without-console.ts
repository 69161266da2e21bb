/**
 * libFLAC's and mpg123's builds write to the console what they also return as an error: it would stand in the middle of
 * the practice screen or of a replay's progress. Only for work that is done when it returns.
 */
export function withoutConsole<T>(work: () => T): T {
  const write = console.error;
  console.error = () => undefined;
  try {
    return work();
  } finally {
    console.error = write;
  }
}
