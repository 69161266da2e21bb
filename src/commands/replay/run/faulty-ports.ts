/** Applies the latency and faults of a fixture, or of the command line, to the providers of a replay. */
import type { Clock } from '../../../engine/ports/clock.js';
import type { Fixture } from '../../../engine/replay/fixture/fixture-schema.js';
import type { AwaitedPort } from '../../../engine/replay/fixture/fault-schema.js';
import type { Fault } from '../../../providers/fault-injection/failing-providers.js';
import { injectFaults } from '../../../providers/fault-injection/inject-faults.js';
import type { ReplayJob } from './job.js';
import type { ProviderPorts } from './replay-providers.js';

export function faultyPorts(
  ports: ProviderPorts,
  { latency, faults }: Pick<Fixture, 'latency' | 'faults'>,
  job: Pick<ReplayJob, 'latency'>,
  clock: Clock,
): ProviderPorts {
  const lateMs = (key: AwaitedPort): number => job.latency?.[key] ?? latency[key] ?? 0;
  const faultsOf = (key: AwaitedPort): readonly Fault[] =>
    faults.flatMap(({ port, request, from, kind, after = 0 }) => {
      const first = request ?? from;
      if (port !== key || first === undefined) return [];
      return [{ request: first, on: from !== undefined, kind, afterMs: after }];
    });
  const injected = {
    lateMs: { speechToText: lateMs('stt'), textToSpeech: lateMs('tts'), languageModel: lateMs('llm') },
    faults: { speechToText: faultsOf('stt'), textToSpeech: faultsOf('tts'), languageModel: faultsOf('llm') },
  };
  return { ...ports, ...injectFaults(ports, injected, { clock, monitor: ports.notices }) };
}
