/** What a session's log begins with, new or resumed. */
import { standingOf } from '../exam/standing.js';
import type { SessionEventBody } from './log/events.js';
import type { ResumePoint, SessionOptions } from './session-options.js';
import { settledEvents } from './log/settled-events.js';

export function firstEvents(options: SessionOptions): readonly SessionEventBody[] {
  const { sessionId, appVersion, candidate, plan, input, output, speechToText, chosen, recorder, resume } = options;
  const recordingPath = recorder?.path ?? null;
  const acoustic = speechToText !== null;
  const choices = chosen.map((choice) => ({ type: 'provider.chosen', ...choice }) as const);
  if (resume !== null) {
    const { lastSequence: fromSequence } = resume;
    const resumed = {
      type: 'session.resumed',
      fromSequence,
      input: input.description,
      recordingPath,
      acoustic,
    } as const;
    return [resumed, ...choices, ...partsGoneBy(resume)];
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
      acoustic,
      providers: Object.fromEntries(chosen.map(({ port, provider }) => [port, provider])),
      recordingPath,
    },
    { type: 'session.planned', plan },
    ...choices,
  ];
}

/** A process that was killed may have decided on the next part and not come to say so. */
function partsGoneBy({ state, earlier, mediaTimeMs }: ResumePoint): readonly SessionEventBody[] {
  const { part, partStartedAtMs } = standingOf(state);
  const settled = settledEvents(earlier);
  const begun = settled.findLast((event) => event.type === 'part.started');
  const isOver = settled.some((event) => event.type === 'part.ended' && event.part === begun?.part);
  const isGone = begun !== undefined && !isOver && (begun.part !== part || state.phase === 'ended');
  const endedAtMs = begun?.part === part ? mediaTimeMs : partStartedAtMs;
  const ended: readonly SessionEventBody[] = isGone
    ? [{ type: 'part.ended', part: begun.part, reason: 'completed', durationMs: Math.max(0, endedAtMs - begun.atMs) }]
    : [];
  return begun?.part === part || state.phase === 'ended' ? ended : [...ended, { type: 'part.started', part }];
}
