/** A test's rating by a language model behind a local server, through the real client, and the bands that come of it. */
import { CombinedRater } from '../../../../src/engine/scoring/model-rating/combined-rater.js';
import { rateWithModel, type ModelRating } from '../../../../src/engine/scoring/model-rating/rate-with-model.js';
import type { MeasuredTest } from '../../../../src/engine/scoring/measures/measure.js';
import type { Rating, Ratings } from '../../../../src/engine/scoring/rating/rater.js';
import type { ScoredTurn } from '../../../../src/engine/scoring/types.js';
import { ProviderNotices } from '../../../../src/engine/session/log/provider-notices.js';
import { createChatModel } from '../../../../src/providers/chat-completions/chat-model.js';
import { SystemClock } from '../../../../src/providers/system-clock/system-clock.js';
import type { ChatServer } from '../../../support/servers/chat-server.js';

/** That the server of {@link ratedBy} must ask for. */
export const SERVER_KEY = 'gsk_test';

export function ratedBy(server: ChatServer, turns: readonly ScoredTurn[]): Promise<ModelRating | null> {
  const model = createChatModel({
    service: 'groq',
    model: 'test-model',
    apiKey: SERVER_KEY,
    baseUrl: server.baseUrl,
    clock: new SystemClock(),
    monitor: new ProviderNotices(),
  });
  return rateWithModel(turns, { model, cache: null, signal: new AbortController().signal });
}

/** The bands of a test that was measured at 5.5, with the model's opinion. */
export function bandsWith(opinion: ModelRating | null): Ratings {
  const measured: Rating = { rateable: true, raw: 5.5, low: 4.5, high: 6.5, restsOn: [] };
  const bands = { fluency: measured, lexical: measured, grammar: measured, pronunciation: measured };
  if (opinion === null) throw new Error('The model gave no opinion.');
  const rater = new CombinedRater({ id: 'measured', version: '1', rate: () => bands }, opinion);
  return rater.rate({} as MeasuredTest, { purpose: 'test' });
}
