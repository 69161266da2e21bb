/** Loads the reporter that was asked for; the others cost nothing. */
import { jsonReporter } from './json-reporter.js';
import type { PrettyLook } from './pretty-reporter.js';
import type { Reporter, ReporterChoice } from './reporter.js';

/** @param look of standard output */
export async function openReporter(
  { name, file }: ReporterChoice,
  write: (line: string) => void,
  look: PrettyLook,
): Promise<Reporter> {
  switch (name) {
    case 'json':
      return jsonReporter(file, write);
    case 'jsonl':
    case 'jsonl-events': {
      const { jsonlReporter } = await import('./jsonl-reporter.js');
      return jsonlReporter(file, write, name === 'jsonl-events');
    }
    case 'junit': {
      const { junitReporter } = await import('./junit-reporter.js');
      return junitReporter(file, write);
    }
    case 'github': {
      const { githubReporter } = await import('./github-reporter.js');
      return githubReporter(file, write);
    }
    case 'html':
    case 'html-audio': {
      const { htmlReporter } = await import('./html-reporter.js');
      return htmlReporter(file, write, name === 'html-audio');
    }
    case 'pretty': {
      const { prettyReporter } = await import('./pretty-reporter.js');
      return prettyReporter(file, write, look);
    }
  }
}
