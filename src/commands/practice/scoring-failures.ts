/** Reports failures of what scoring uses, once each. The test goes on without it. */
import { isAppError, messageOf } from '../../engine/errors.js';
import type { SessionScorerOptions } from '../../engine/scoring/score-session.js';
import type { SessionProviders } from '../../providers/registry/types.js';

export function tellScoringFailures({
  chosen,
  notices,
}: Pick<SessionProviders, 'chosen' | 'notices'>): NonNullable<SessionScorerOptions['onFailure']> {
  const told = new Set<string>();
  return (port, error) => {
    // The resilience layer reports a language model's failures, and the report says why it gave no opinion.
    if (port === 'languageModel' || told.has(port)) return;
    told.add(port);
    notices.tell({
      type: 'provider.failed',
      port,
      provider: chosen.find((choice) => choice.port === port)?.provider ?? port,
      code: isAppError(error) ? error.code : 'provider.unexpected',
      message: messageOf(error),
      remedy: isAppError(error) ? error.remedy : 'Run `ielts-examiner doctor`.',
    });
  };
}
