/** A language model that suggests again what was suggested in a session, as far as its log tells: what and after which answer. */
import { z } from 'zod';
import { ProviderError } from '../../ports/provider-error.js';
import type { LanguageModel, LanguageModelRequest } from '../../ports/language-model.js';
import type { SessionEvent, SessionEventOf } from '../../session/log/events.js';

type FollowUp = SessionEventOf<'followUp.accepted' | 'followUp.refused'>;

/** What a request says of the moment. */
const asked = z.object({
  presentLevel: z.number().int(),
  conversation: z.array(z.object({ answer: z.string() })).min(1),
});

/** Null where no model had a say. */
export function sessionModel(events: readonly SessionEvent[]): LanguageModel | null {
  const texts = new Map(
    events.flatMap((event) => (event.type === 'transcript.final' ? [[event.turnId, event.text] as const] : [])),
  );
  const followUps = events.filter(
    (event): event is FollowUp & SessionEvent =>
      event.type === 'followUp.accepted' || event.type === 'followUp.refused',
  );
  const [first] = followUps;
  if (first === undefined) return null;
  const byAnswer = new Map(followUps.map((followUp) => [texts.get(followUp.turnId) ?? '', followUp]));
  return {
    id: first.provider,
    model: first.provider,
    capabilities: { tools: true, structuredOutput: 'none' },
    async *generate(request) {
      // Its opinion of the test is not in the log.
      if (request.purpose !== 'examiner') throw unknown(first.provider);
      const call = callFor(request, byAnswer);
      const usage = { inputTokens: 0, outputTokens: 0, exact: false };
      if (call !== null) yield { type: 'toolCall', call: { id: 'call_0', ...call } };
      yield { type: 'finished', reason: call === null ? 'stop' : 'toolCalls', usage };
    },
    close: async () => {},
  };
}

function callFor(
  { messages }: LanguageModelRequest,
  byAnswer: ReadonlyMap<string, FollowUp>,
): { readonly name: string; readonly arguments: string } | null {
  const { presentLevel, conversation } = asked.parse(JSON.parse(messages.at(-1)?.content ?? '{}'));
  const followUp = byAnswer.get(conversation.at(-1)?.answer ?? '');
  const call = (name: string, given: object) => ({ name, arguments: JSON.stringify(given) });
  switch (followUp?.action) {
    case 'askFollowUp':
      // The log does not tell which level the model gave it; the present one is never the wrong way.
      return call('ask_follow_up', { question: followUp.text, level: presentLevel });
    case 'rephrase':
      return call('rephrase', { question: followUp.text });
    case 'moveOn':
      return call('move_on', {});
    case 'endPart':
      return call('end_part', {});
    default:
      return null;
  }
}

function unknown(provider: string): ProviderError {
  return new ProviderError({
    provider,
    kind: 'unavailable',
    message: `${provider} cannot be asked again: only its follow-ups are in the session.`,
    remedy: 'Nothing: bands are the measured ones.',
    retryable: false,
  });
}
