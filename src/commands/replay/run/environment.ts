/** What replays need of this machine. */
import type { QuestionBank } from '../../../engine/exam/bank.js';
import type { Accounts } from '../../../providers/registry/accounts.js';
import { providerNames } from '../../../providers/registry/provider-names.js';
import type { ReplayEnvironment } from './job.js';

export function defaultEnvironment(): ReplayEnvironment {
  let bank: Promise<QuestionBank> | null = null;
  return {
    openProviders: async (request) => {
      const { openProviders } = await import('../../../providers/registry/open-providers.js');
      // The best of this machine, whatever profile somebody practises with; a cloud is used when it is named.
      return await openProviders({ ...request, accounts: await ownAccounts() });
    },
    providerNames: providerNames(),
    loadQuestionBank: async () => await (bank ??= questionBank()),
  };
}

async function questionBank(): Promise<QuestionBank> {
  const { loadQuestionBank } = await import('../../../providers/question-bank/load-question-bank.js');
  return await loadQuestionBank();
}

async function ownAccounts(): Promise<Accounts> {
  const { openKeyRing } = await import('../../keys/open-key-ring.js');
  const ring = openKeyRing();
  return {
    key: async (name) => (await ring.get(name))?.secret.reveal() ?? null,
    azureRegion: process.env['AZURE_SPEECH_REGION'] ?? null,
    quiet: true,
  };
}
