/** Replaces providers of a replay with those that a test brings. */
import type { Clock } from '../engine/ports/clock.js';
import type { CassettePort } from '../engine/replay/cassette/format.js';
import type { Fixture } from '../engine/replay/fixture/fixture-schema.js';
import { PORT_KEYS } from '../commands/replay/run/port-sources.js';
import type { OpenProviders } from '../commands/replay/run/replay-providers.js';
import { AppError } from '../engine/errors.js';
import { PROVIDER_SHAPES } from './answer-shapes.js';
import type { ProviderWatch } from './provider-watch.js';
import type { ProviderTypes } from '../engine/replay/replay-ports.js';
import { WATCHED } from './watched-providers.js';
import { wrongInput } from './wrong-input.js';
import {
  heldAssessor,
  heldGrammarChecker,
  heldLanguageModel,
  heldRecogniser,
  heldTextToSpeech,
  heldWordAligner,
} from '../providers/registry/held-providers.js';

/**
 * A provider, for which virtual time stands still while it works. Or a function that makes one for each replay: it gets the
 * replay's clock, so that a provider can wait on it and appear slow.
 */
export type OwnProvider<Provider> = Provider | ((clock: Clock) => Provider | Promise<Provider>);

/** Providers by port; null for none. A port left out gets the provider that the fixture names. */
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
    pronunciation: heldAssessor,
  };

/** The provider name in the fixture that stands for the test's own provider. */
const OWN = 'own';

/**
 * The fixture with the test's providers named instead of its own.
 * @param recorded ports being recorded: these stay on the cassette, which records the test's providers
 */
export function withOwnProviders(fixture: Fixture, own: OwnProviders, recorded: readonly CassettePort[]): Fixture {
  const names = portsOf(own)
    .filter((port) => !recorded.includes(port))
    .map((port) => [PORT_KEYS[port], own[port] === null ? 'none' : OWN]);
  return { ...fixture, providers: { ...fixture.providers, ...Object.fromEntries(names) } };
}

/** Wraps `open` so that the test's providers are used and watched, and the machine's for all other ports. */
export function ownFirst(open: OpenProviders, own: OwnProviders, watch: ProviderWatch): OpenProviders {
  return async (request) => {
    const ports = portsOf(own).filter((port) => own[port] !== null && request.requested[port] !== 'none');
    const others = Object.fromEntries(ports.map((port) => [port, port === 'voiceActivity' ? 'webrtc' : 'none']));
    const opened = await open({ ...request, requested: { ...request.requested, ...others } });
    const made = Object.fromEntries(
      await Promise.all(
        ports.map(async (port) => [port, await provided(port, own[port], request.clock, watch)] as const),
      ),
    ) as Partial<ProviderTypes>;
    if (made.voiceActivity !== undefined) opened.voiceActivity.close();
    const { pronunciation, ...rest } = made;
    const given = ports.map((port) => ({ port, provider: made[port]?.id ?? OWN, why: 'given by the test' }));
    return {
      ...opened,
      ...rest,
      ...(pronunciation === undefined ? {} : { pronunciation }),
      chosen: [...opened.chosen.filter(({ port }) => !ports.some((each) => each === port)), ...given],
    };
  };
}

async function provided<Port extends CassettePort>(
  port: Port,
  own: OwnProviders[Port],
  clock: Clock,
  watch: ProviderWatch,
): Promise<ProviderTypes[Port]> {
  if (typeof own !== 'function') return HELD[port](watched(port, own as ProviderTypes[Port], watch), clock);
  // A class has no other name here than the one it was written with.
  const of = { port, id: own.name === '' || own.name === port ? OWN : own.name };
  return watched(port, await watch.call(of, '(clock) => provider', () => own(clock)), watch);
}

/** Also where the session needs no such provider: throws AppError `replay.ownProvider`. */
export function checkOwnProviders(own: OwnProviders): void {
  for (const port of portsOf(own)) {
    const provider: unknown = own[port];
    if (provider !== null && typeof provider !== 'function') checkShape(port, provider);
  }
}

/** Throws AppError `replay.ownProvider` for what is no provider of the port. */
function checkShape(port: CassettePort, provider: unknown): void {
  const parsed = PROVIDER_SHAPES[port].safeParse(provider);
  if (parsed.success) return;
  throw new AppError({
    code: 'replay.ownProvider',
    message: `"providers.${port}" is no provider of this port:\n${wrongInput(parsed.error, provider, () => []).join('\n')}`,
    remedy:
      'Give an object with the methods of the port (docs/replay.md, "As a library"), a function that makes one, or null for none.',
    exitCode: 2,
  });
}

function watched<Port extends CassettePort>(
  port: Port,
  provider: ProviderTypes[Port],
  watch: ProviderWatch,
): ProviderTypes[Port] {
  checkShape(port, provider);
  return WATCHED[port](provider, watch);
}

function portsOf(own: OwnProviders): readonly CassettePort[] {
  return (Object.keys(PORT_KEYS) as CassettePort[]).filter((port) => own[port] !== undefined);
}
