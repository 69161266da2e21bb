/**
 * Chooses the provider of one port: the requested one, or the best one that works on this machine. A networked provider
 * may fail in the middle of a test, so the providers after it stand by, up to and including the first embedded one.
 */
import { AppError } from '../../engine/errors.js';
import type { Availability } from '../../engine/ports/availability.js';
import type { ProviderPort } from '../../engine/session/log/events.js';
import type { ChosenProvider } from '../../engine/session/session-options.js';
import { didYouMean } from '../../engine/text/nearest.js';
import { safeText } from '../../engine/text/safe-text.js';
import type { MissingProvider } from './types.js';

export interface RegisteredProvider<Provider> {
  /** The name on the command line and in profiles: `--stt NAME`. */
  readonly name: string;
  readonly detect: () => Promise<Availability>;
  readonly create: () => Promise<Provider>;
  /** A quality caveat, shown to the candidate when this provider is chosen. */
  readonly warning?: string;
  /** False: its absence is not reported, as for another platform's program. Default true. */
  readonly offered?: boolean;
  /** It is reached over a network. Default false: it runs on this machine. */
  readonly networked?: boolean;
}

export interface Choice<Provider> {
  readonly provider: Provider | null;
  /** The first provider is reached over a network; an embedded one may stand by behind it. */
  readonly networked: boolean;
  readonly chosen: ChosenProvider;
  readonly missing: readonly MissingProvider[];
  readonly warnings: readonly string[];
}

/** Joins several providers into one that goes on when one of them fails. @param lastResort the embedded one, or null */
export type JoinProviders<Provider> = (
  networked: readonly Provider[],
  lastResort: Provider | null,
) => Promise<Provider>;

export interface ChooseRequest<Provider> {
  readonly port: ProviderPort;
  /** Best first. */
  readonly registered: readonly RegisteredProvider<Provider>[];
  /** The name of a registered provider, `none`, or undefined for the best that works. */
  readonly requested: string | undefined;
  /** All names that may be requested, for "did you mean". Default: the names of `registered`. */
  readonly names?: readonly string[];
  readonly join?: JoinProviders<Provider>;
}

interface Found<Provider> {
  readonly entry: RegisteredProvider<Provider>;
  readonly detail: string;
}

export async function choose<Provider extends object>(request: ChooseRequest<Provider>): Promise<Choice<Provider>> {
  const { port, registered, requested, names = registered.map(({ name }) => name) } = request;
  if (requested === 'none') return noProvider(port, 'switched off', []);
  if (requested === undefined) return await bestOf(request, registered, null);
  const preferred = registered.find(({ name }) => name === requested);
  if (preferred === undefined) throw unknown(requested, names);
  const availability = await preferred.detect();
  if (!availability.available) {
    throw new AppError({
      code: 'provider.unavailable',
      message: `${requested} was asked for but cannot be used: ${availability.why}.`,
      remedy: availability.remedy,
      exitCode: 3,
    });
  }
  // An embedded provider needs no other to stand by.
  const standBy = preferred.networked === true ? registered.filter((entry) => entry !== preferred) : [];
  return await bestOf(request, [preferred, ...standBy], preferred);
}

async function bestOf<Provider extends object>(
  { port, join }: ChooseRequest<Provider>,
  order: readonly RegisteredProvider<Provider>[],
  preferred: RegisteredProvider<Provider> | null,
): Promise<Choice<Provider>> {
  const found: Found<Provider>[] = [];
  const missing: MissingProvider[] = [];
  for (const entry of order) {
    const availability = await entry.detect();
    if (availability.available) {
      found.push({ entry, detail: availability.detail });
      if (entry.networked !== true || join === undefined) break;
    } else if (found.length === 0 && entry.offered !== false) {
      missing.push({ port, provider: entry.name, why: availability.why, remedy: availability.remedy });
    }
  }
  const [first, ...rest] = found;
  if (first === undefined) return noProvider(port, 'nothing is installed', missing);
  const provider = await joined(found, join);
  const { entry, detail } = first;
  const then = rest.length === 0 ? '' : `, then ${rest.map(({ entry: { name } }) => name).join(', ')}`;
  return {
    provider,
    networked: entry.networked === true,
    chosen: {
      port,
      provider: entry.networked === true ? idOf(provider, entry.name) : entry.name,
      why: `${entry === preferred ? 'asked for' : detail}${then}`,
    },
    missing,
    warnings: entry.warning === undefined ? [] : [entry.warning],
  };
}

async function joined<Provider>(
  found: readonly Found<Provider>[],
  join: JoinProviders<Provider> | undefined,
): Promise<Provider> {
  const networked = found.filter(({ entry }) => entry.networked === true);
  const embedded = found.find(({ entry }) => entry.networked !== true);
  const lastResort = embedded === undefined ? null : await embedded.entry.create();
  const providers = await Promise.all(networked.map(({ entry }) => entry.create()));
  const [first] = providers;
  if (first === undefined && lastResort !== null) return lastResort;
  if (join !== undefined) return await join(providers, lastResort);
  if (first === undefined) throw new Error('chosen from nothing');
  return first;
}

/** The full id, such as "deepgram:nova-3", under which failures and costs are reported. */
function idOf(provider: object, name: string): string {
  return 'id' in provider && typeof provider.id === 'string' ? provider.id : name;
}

function noProvider<Provider>(port: ProviderPort, why: string, missing: readonly MissingProvider[]): Choice<Provider> {
  return { provider: null, networked: false, chosen: { port, provider: 'none', why }, missing, warnings: [] };
}

function unknown(requested: string, names: readonly string[]): AppError {
  return new AppError({
    code: 'config.unknownProvider',
    message: `There is no provider "${safeText(requested)}"${didYouMean(requested, names)}`,
    remedy: `Choose one of: ${[...names, 'none'].join(', ')}.`,
    exitCode: 2,
  });
}
