/** The providers of a replay as slow and as unreliable as the fixture, or whoever runs it, wants them. */
import type { Clock } from '../../../engine/ports/clock.js';
import type { Fixture } from '../../../engine/replay/fixture/fixture-schema.js';
import type { TroubledKey } from '../../../engine/replay/fixture/trouble-schema.js';
import type { Fault } from '../../../providers/trouble/failing-providers.js';
import { troubled } from '../../../providers/trouble/troubled.js';
import type { ReplayJob } from './job.js';
import type { ProviderPorts } from './replay-providers.js';

export function troubledPorts(
  ports: ProviderPorts,
  { latency, faults }: Pick<Fixture, 'latency' | 'faults'>,
  job: Pick<ReplayJob, 'latency'>,
  clock: Clock,
): ProviderPorts {
  const lateMs = (key: TroubledKey): number => job.latency?.[key] ?? latency[key] ?? 0;
  const faultsOf = (key: TroubledKey): readonly Fault[] =>
    faults.flatMap(({ port, request, from, kind, after = 0 }) => {
      const first = request ?? from;
      if (port !== key || first === undefined) return [];
      return [{ request: first, on: from !== undefined, kind, afterMs: after }];
    });
  const trouble = {
    lateMs: { speechToText: lateMs('stt'), textToSpeech: lateMs('tts'), languageModel: lateMs('llm') },
    faults: { speechToText: faultsOf('stt'), textToSpeech: faultsOf('tts'), languageModel: faultsOf('llm') },
  };
  return { ...ports, ...troubled(ports, trouble, { clock, monitor: ports.notices }) };
}
