/** What a session's log begins with, new or resumed. */
import type { SessionEventBody } from './events.js';
import type { SessionOptions } from './session-options.js';

export function beginningOf(options: SessionOptions): readonly SessionEventBody[] {
  const { sessionId, appVersion, candidate, plan, input, output, speechToText, chosen, recorder, resume } = options;
  const recordingPath = recorder?.path ?? null;
  const choices = chosen.map((choice) => ({ type: 'provider.chosen', ...choice }) as const);
  if (resume !== null) {
    return [{ type: 'session.resumed', fromSequence: resume.lastSequence, recordingPath }, ...choices];
  }
  return [
    {
      type: 'session.started',
      sessionId,
      appVersion,
      candidate,
      seed: plan.seed,
      parts: plan.parts,
      timing: plan.timing,
      bankVersion: plan.bankVersion,
      input: input.description,
      output: output.description,
      acoustic: speechToText !== null,
      providers: Object.fromEntries(chosen.map(({ port, provider }) => [port, provider])),
      recordingPath,
    },
    { type: 'session.planned', plan },
    ...choices,
  ];
}
