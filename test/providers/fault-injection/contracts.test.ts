/** Providers that are made slow, or fail as they are told with others standing in, keep the contracts of their ports. */
import { describe } from 'vitest';
import type { Clock } from '../../../src/engine/ports/clock.js';
import { createAzureSpeech } from '../../../src/providers/azure/azure-speech.js';
import type { Fault } from '../../../src/providers/fault-injection/failing-providers.js';
import { injectFaults, type InjectedFaults } from '../../../src/providers/fault-injection/inject-faults.js';
import { answeringServers, spelledSample } from '../../support/contracts/answering-servers.js';
import { languageModelContract } from '../../support/contracts/language-model.contract.js';
import { describeSpeechToText } from '../../support/contracts/speech-to-text.contract.js';
import { textToSpeechContract } from '../../support/contracts/text-to-speech.contract.js';
import { silentMonitor } from '../../support/provider-monitor.js';
import { spelledRecogniser } from '../../support/spelled-recogniser.js';

const NONE = { speechToText: null, textToSpeech: null, languageModel: null };

/** Turns break off in the middle. */
const everySecond: readonly Fault[] = Array.from({ length: 50 }, (_, index) => ({
  request: 2 * index + 1,
  on: false,
  kind: 'interrupted',
  afterMs: 400,
}));
/** A line or an answer that changed hands in the middle would not be the same twice. */
const all: readonly Fault[] = [{ request: 1, on: true, kind: 'interrupted', afterMs: 0 }];
const TROUBLES: readonly { readonly name: string; readonly injected: InjectedFaults }[] = [
  { name: 'slow', injected: { lateMs: every(3), faults: every([]) } },
  {
    name: 'failing, slow',
    injected: { lateMs: every(3), faults: { speechToText: everySecond, textToSpeech: all, languageModel: all } },
  },
];

function every<Value>(value: Value) {
  return { speechToText: value, textToSpeech: value, languageModel: value };
}

/** Timers run as soon as everything else has: words come late, and nobody has to wait for the time of day. */
function hastyClock(): Clock {
  return {
    nowMs: () => clock.nowMs(),
    wallTime: () => clock.wallTime(),
    setTimer: (_, run) => {
      const timer = setImmediate(run);
      return () => {
        clearImmediate(timer);
      };
    },
    hold: (work) => work,
    elapse: () => undefined,
    settle: () => undefined,
  };
}

const { account, clock, model } = answeringServers();

describe.each(TROUBLES)('$name', ({ name, injected }) => {
  describeSpeechToText({
    name: `a ${name} recogniser`,
    missing: null,
    create: () =>
      injectFaults({ ...NONE, speechToText: spelledRecogniser({ id: 'spelled' }) }, injected, {
        clock: hastyClock(),
        monitor: silentMonitor(),
      }).speechToText!,
    samples: () => [spelledSample(1), spelledSample(40)],
    answered: () => new Promise((resolve) => setImmediate(resolve)),
  });

  const around = { clock, monitor: silentMonitor() };
  textToSpeechContract(
    `a ${name} voice`,
    () => injectFaults({ ...NONE, textToSpeech: createAzureSpeech(account()) }, injected, around).textToSpeech!,
  );

  languageModelContract(`a ${name} model`, async () =>
    model(
      (languageModel) => injectFaults({ ...NONE, languageModel }, injected, around).languageModel!,
      injected.faults.languageModel.length === 0 ? undefined : 'stand-in',
    ),
  );
});
