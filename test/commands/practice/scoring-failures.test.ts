import { expect, it } from 'vitest';
import { tellScoringFailures } from '../../../src/commands/practice/scoring-failures.js';
import { ProviderNotices, type ProviderNotice } from '../../../src/engine/session/log/provider-notices.js';

it('tells of what scoring leans on when it fails: once each, by the name under which it was chosen', () => {
  const notices = new ProviderNotices();
  const told: ProviderNotice[] = [];
  notices.listen((notice) => told.push(notice));
  const chosen = [{ port: 'wordAligner', provider: 'soundswallower', why: 'is here' }] as const;
  const failed = tellScoringFailures({ chosen, notices });
  failed('wordAligner', new Error('it crashed'));
  failed('wordAligner', new Error('it crashed again'));
  failed('languageModel', new Error('told by its own guard'));
  expect(told).toMatchObject([
    { type: 'provider.failed', port: 'wordAligner', provider: 'soundswallower', message: 'it crashed' },
  ]);
});
