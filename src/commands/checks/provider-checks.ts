/** What `doctor` asks of the ends and providers: which of each kind would be used here, and what would be better. */
import type { Configuration } from '../../config/configuration.js';
import type { Availability } from '../../engine/ports/availability.js';
import { availabilityCheck, type Check, type CheckResult } from './check.js';
import type { CloudPort } from './clouds-in-use.js';
import { once } from './once.js';

/** What the registry knows of a provider, as far as it matters here. */
export interface DetectableProvider {
  readonly name: string;
  readonly detect: () => Promise<Availability>;
  /** A quality caveat. */
  readonly warning?: string;
  /** False: not worth telling when it is missing. */
  readonly offered?: boolean;
}

type Named = Pick<Check, 'id' | 'title'>;

/**
 * Ok when the best one is there, a warning when a worse one would be used, missing when there is none.
 * @param clouds labels of those that are asked first; what this machine has stands by then
 */
export function candidatesCheck(
  named: Named,
  candidates: () => Promise<readonly DetectableProvider[]>,
  clouds: () => Promise<readonly string[]> = () => Promise.resolve([]),
): Check {
  return {
    ...named,
    run: async () => {
      const [first, here] = await Promise.all([clouds(), candidates()]);
      return first.length === 0 ? await bestOf(here) : await standingBy(first, here);
    },
  };
}

async function standingBy(clouds: readonly string[], candidates: readonly DetectableProvider[]): Promise<CheckResult> {
  const first = clouds.join(', then ');
  for (const { name, detect } of candidates) {
    const found = await detect();
    if (found.available) return { status: 'ok', detail: `${first}; if that fails, ${detailOf(name, found.detail)}` };
  }
  const here = await bestOf(candidates);
  return { ...here, status: 'warning', detail: `${first}; nothing here stands by: ${here.detail}` };
}

async function bestOf(candidates: readonly DetectableProvider[]): Promise<CheckResult> {
  const better: { readonly name: string; readonly why: string; readonly remedy: string }[] = [];
  for (const { name, detect, warning, offered } of candidates) {
    const found = await detect();
    if (found.available) {
      if (warning === undefined) return { status: 'ok', detail: detailOf(name, found.detail) };
      const remedy = better[0]?.remedy;
      const detail = `${detailOf(name, found.detail)}; ${warning}`;
      // A caveat may name its remedy itself.
      return remedy === undefined || warning.includes(remedy)
        ? { status: 'warning', detail }
        : { status: 'warning', detail, remedy };
    }
    if (offered !== false) better.push({ name, why: found.why, remedy: found.remedy });
  }
  const detail = better.map(({ name, why }) => `${name}: ${why}`).join('; ');
  const [first] = better;
  return first === undefined
    ? { status: 'missing', detail: 'there is none yet' }
    : { status: 'missing', detail, remedy: first.remedy };
}

/** Details often begin with the name: said once is enough. */
function detailOf(name: string, detail: string): string {
  return detail.toLowerCase().startsWith(`${name.toLowerCase()}, `) ? detail : `${name}: ${detail}`;
}

/** Nothing is imported before a check runs. @param configuration is asked by several checks */
export function providerChecks(configuration: () => Promise<Configuration>): readonly Check[] {
  const clouds = async (port: CloudPort): Promise<readonly string[]> =>
    (await import('./clouds-in-use.js')).cloudsInUse(port, configuration);
  const devices = once(async () => {
    const { detectPortAudio, USUAL_DEVICES } = await import('../../providers/portaudio/detect-portaudio.js');
    // A configuration that cannot be used has a check of its own.
    const known = await configuration().catch(() => null);
    return await detectPortAudio(known?.settings ?? USUAL_DEVICES);
  });
  return [
    availabilityCheck({ id: 'microphone', title: 'Microphone' }, async () => (await devices()).microphone),
    availabilityCheck({ id: 'speaker', title: 'Speaker' }, async () => (await devices()).speaker),
    candidatesCheck(
      { id: 'recogniser', title: 'Speech recognition' },
      async () => {
        const { recognisers } = await import('../../providers/registry/recognisers.js');
        const { SystemClock } = await import('../../providers/system-clock/system-clock.js');
        return await recognisers(new SystemClock());
      },
      () => clouds('speechToText'),
    ),
    candidatesCheck(
      { id: 'voice', title: "Examiner's voice" },
      async () => (await import('../../providers/registry/voices.js')).voices(),
      () => clouds('textToSpeech'),
    ),
    { id: 'languageModel', title: 'Language model', run: () => modelResult(clouds) },
    candidatesCheck({ id: 'voiceActivity', title: 'Voice activity' }, async () =>
      (await import('../../providers/registry/voice-detectors.js')).voiceDetectors(),
    ),
    candidatesCheck({ id: 'aligner', title: 'Pronunciation' }, async () =>
      (await import('../../providers/registry/word-aligners.js')).wordAligners(),
    ),
    candidatesCheck({ id: 'grammar', title: 'Grammar' }, async () =>
      (await import('../../providers/registry/grammar.js')).grammarCheckers(),
    ),
    { id: 'models', title: 'Neural models', run: modelsResult },
  ];
}

async function modelResult(clouds: (port: CloudPort) => Promise<readonly string[]>): Promise<CheckResult> {
  const models = await clouds('languageModel');
  const bank = 'the question bank';
  return {
    status: 'ok',
    detail: models.length === 0 ? `none; ${bank} asks everything` : `${models.join(', then ')}; if that fails, ${bank}`,
  };
}

async function modelsResult(): Promise<CheckResult> {
  const { listModels } = await import('../../providers/models/installed-models.js');
  const installed = (await listModels()).filter((listed) => listed.installed);
  if (installed.length > 0) return { status: 'ok', detail: installed.map(({ model }) => model.id).join(', ') };
  return {
    status: 'warning',
    detail: 'none is installed; the providers that come with the program are used',
    remedy: 'See what there is: ielts-examiner models list',
  };
}
