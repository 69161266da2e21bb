/** What replays need of this machine. */
import type { QuestionBank } from '../../../engine/exam/bank.js';
import type { ReplayEnvironment } from './job.js';

export function defaultEnvironment(): ReplayEnvironment {
  let bank: Promise<QuestionBank> | null = null;
  return {
    openProviders: async (request) => {
      const { openProviders } = await import('../../../providers/registry/open-providers.js');
      return await openProviders(request);
    },
    loadQuestionBank: async () => {
      const { loadQuestionBank } = await import('../../../providers/question-bank/load-question-bank.js');
      bank ??= loadQuestionBank();
      return await bank;
    },
  };
}
