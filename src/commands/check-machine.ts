/** Everything that `doctor` checks on this machine: the system, the ends, and every provider by its own word. */
import { systemChecks } from './checks/system-checks.js';
import { availabilityCheck, type Check } from './checks/check.js';
import { doctor } from './doctor.js';
import type { Write } from './output.js';

export async function checkMachine({ json }: { readonly json: boolean }, write: Write): Promise<number> {
  return await doctor({ json, checks: [...systemChecks(), ...audioChecks(), ...providerChecks()] }, write);
}

function audioChecks(): readonly Check[] {
  // One look at the devices serves both.
  const ends = import('../providers/portaudio/detect-portaudio.js').then(({ detectPortAudio }) => detectPortAudio());
  return [
    availabilityCheck({ id: 'microphone', title: 'Microphone' }, async () => (await ends).microphone),
    availabilityCheck({ id: 'speaker', title: 'Speaker' }, async () => (await ends).speaker, 'warning'),
  ];
}

function providerChecks(): readonly Check[] {
  return [
    bestOf('recognition', 'Recognition', async () => {
      const { recognisers } = await import('../providers/registry/recognisers.js');
      const { virtualClock } = await import('./practice/choose-ends.js');
      return await recognisers(virtualClock());
    }),
    bestOf('voice', 'Voice', async () => (await import('../providers/registry/voices.js')).voices()),
    bestOf('voice-activity', 'Voice activity', async () =>
      (await import('../providers/registry/voice-detectors.js')).voiceDetectors(),
    ),
    bestOf('alignment', 'Alignment', async () =>
      (await import('../providers/registry/word-aligners.js')).wordAligners(),
    ),
    bestOf('grammar', 'Grammar', async () => (await import('../providers/registry/grammar.js')).grammarCheckers()),
  ];
}

type Detectable = Pick<
  import('../providers/registry/choose.js').Candidate<unknown>,
  'name' | 'detect' | 'warning' | 'offered'
>;

/** The provider a session would get; a better one that is missing, or a caveat, is a warning with its remedy. */
function bestOf(id: string, title: string, candidates: () => Promise<readonly Detectable[]>): Check {
  return {
    id,
    title,
    run: async () => {
      let better: { readonly why: string; readonly remedy: string } | null = null;
      for (const { name, detect, warning, offered } of await candidates()) {
        const found = await detect();
        if (!found.available) {
          if (offered !== false) better ??= { why: `${name}: ${found.why}`, remedy: found.remedy };
          continue;
        }
        const detail = `${name} (${found.detail})`;
        if (better === null)
          return warning === undefined
            ? { status: 'ok', detail }
            : { status: 'warning', detail: `${detail}: ${warning}` };
        return { status: 'warning', detail: `${detail}; better: ${better.why}`, remedy: better.remedy };
      }
      return {
        status: 'missing',
        detail: better?.why ?? 'nothing is installed',
        ...(better === null ? {} : { remedy: better.remedy }),
      };
    },
  };
}
