/** Where the program keeps things: the platform's conventions (XDG on Linux), or one folder given by `IELTS_EXAMINER_HOME`. */
import { join } from 'node:path';
import envPaths from 'env-paths';

export interface AppPaths {
  /** Database and recordings. */
  readonly data: string;
  readonly recordings: string;
  readonly database: string;
  readonly models: string;
  /** Synthesized lines; may be deleted at any time. */
  readonly speechCache: string;
  /** Ratings by language models; may be deleted at any time. */
  readonly ratingCache: string;
  /** Which fixtures did not pass when they last ran. */
  readonly failedFixtures: string;
  /** Which fixtures a dry run found in order; may be deleted at any time. */
  readonly checkedFixtures: string;
  /** What `eval` has measured; may be deleted at any time. */
  readonly evaluations: string;
  readonly config: string;
  readonly log: string;
}

export function appPaths(env: NodeJS.ProcessEnv = process.env): AppPaths {
  const home = env['IELTS_EXAMINER_HOME'];
  const base = home
    ? { data: join(home, 'data'), cache: join(home, 'cache'), config: join(home, 'config'), log: join(home, 'log') }
    : envPaths('ielts-examiner', { suffix: '' });
  return {
    data: base.data,
    recordings: join(base.data, 'recordings'),
    database: join(base.data, 'sessions.sqlite'),
    models: join(base.data, 'models'),
    speechCache: join(base.cache, 'speech'),
    ratingCache: join(base.cache, 'ratings'),
    failedFixtures: join(base.cache, 'failed-fixtures.json'),
    checkedFixtures: join(base.cache, 'checked-fixtures.json'),
    evaluations: join(base.cache, 'evaluations'),
    config: base.config,
    log: base.log,
  };
}
