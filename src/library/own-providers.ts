/** Puts the providers of a test in the place of this machine's. */
import type { Clock } from '../engine/ports/clock.js';
import type { GrammarChecker } from '../engine/ports/grammar-checker.js';
import type { LanguageModel } from '../engine/ports/language-model.js';
import type { PronunciationAssessor } from '../engine/ports/pronunciation-assessor.js';
import type { SpeechToText } from '../engine/ports/speech-to-text.js';
import type { TextToSpeech } from '../engine/ports/text-to-speech.js';
import type { VoiceActivityDetector } from '../engine/ports/voice-activity-detector.js';
import type { WordAligner } from '../engine/ports/word-aligner.js';
import type { CassettePort } from '../engine/replay/cassette/format.js';
import type { Fixture } from '../engine/replay/fixture/fixture-schema.js';
import { PORT_KEYS } from '../commands/replay/run/port-sources.js';
import type { OpenProviders } from '../commands/replay/run/replay-providers.js';
import {
  heldGrammarChecker,
  heldLanguageModel,
  heldRecogniser,
  heldTextToSpeech,
  heldWordAligner,
} from '../providers/registry/held-providers.js';

interface ProviderTypes {
  readonly speechToText: SpeechToText;
  readonly textToSpeech: TextToSpeech;
  readonly voiceActivity: VoiceActivityDetector;
  readonly wordAligner: WordAligner;
  readonly grammar: GrammarChecker;
  readonly languageModel: LanguageModel;
  readonly pronunciation: PronunciationAssessor;
}

/**
 * A provider: its work is real, virtual time waits for it. Or a function that makes one for each replay and gets its clock:
 * for a provider that waits by that clock, to seem slow.
 */
export type OwnProvider<Provider> = Provider | ((clock: Clock) => Provider | Promise<Provider>);

/** By port; null for none. What is left out comes from where the fixture says. */
export type OwnProviders = {
  readonly [Port in keyof ProviderTypes]?: OwnProvider<ProviderTypes[Port]> | null;
};

const HELD: { readonly [Port in CassettePort]: (provider: ProviderTypes[Port], clock: Clock) => ProviderTypes[Port] } =
  {
    speechToText: heldRecogniser,
    textToSpeech: heldTextToSpeech,
    voiceActivity: (detector) => detector,
    wordAligner: heldWordAligner,
    grammar: heldGrammarChecker,
    languageModel: heldLanguageModel,
    pronunciation: (assessor) => assessor,
  };

/** Stands in a fixture for a provider that a test brings. */
const OWN = 'own';

/**
 * The fixture, with the test's providers in the place of its own.
 * @param recorded ports that are to be recorded: they stay on the cassette, and the test's providers fill it
 */
export function withOwnProviders(fixture: Fixture, own: OwnProviders, recorded: readonly CassettePort[]): Fixture {
  const names = portsOf(own)
    .filter((port) => !recorded.includes(port))
    .map((port) => [PORT_KEYS[port], own[port] === null ? 'none' : OWN]);
  return { ...fixture, providers: { ...fixture.providers, ...Object.fromEntries(names) } };
}

/** Opens the test's providers, and those of the machine for the other ports. */
export function ownFirst(open: OpenProviders, own: OwnProviders): OpenProviders {
  return async (request) => {
    const ports = portsOf(own).filter((port) => own[port] !== null && request.requested[port] !== 'none');
    const others = Object.fromEntries(ports.map((port) => [port, port === 'voiceActivity' ? 'webrtc' : 'none']));
    const opened = await open({ ...request, requested: { ...request.requested, ...others } });
    const made = Object.fromEntries(
      await Promise.all(ports.map(async (port) => [port, await provided(port, own[port], request.clock)] as const)),
    ) as Partial<ProviderTypes>;
    if (made.voiceActivity !== undefined) opened.voiceActivity.close();
    const { pronunciation, ...rest } = made;
    const given = ports.map((port) => ({ port, provider: made[port]?.id ?? OWN, why: 'given by the test' }));
    return {
      ...opened,
      ...rest,
      ...(pronunciation === undefined ? {} : { pronunciationAssessor: pronunciation }),
      chosen: [...opened.chosen.filter(({ port }) => !ports.some((each) => each === port)), ...given],
    };
  };
}

async function provided<Port extends CassettePort>(
  port: Port,
  own: OwnProviders[Port],
  clock: Clock,
): Promise<ProviderTypes[Port]> {
  if (typeof own === 'function') return await own(clock);
  return HELD[port](own as ProviderTypes[Port], clock);
}

function portsOf(own: OwnProviders): readonly CassettePort[] {
  return (Object.keys(PORT_KEYS) as CassettePort[]).filter((port) => own[port] !== undefined);
}
