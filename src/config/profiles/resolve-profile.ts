/** Resolves a profile's name to its providers, following `extends` port by port. */
import { AppError } from '../../engine/errors.js';
import { didYouMean } from '../../engine/text/nearest.js';
import { safeText } from '../../engine/text/safe-text.js';
import { BUILT_IN_PROFILES } from './built-in-profiles.js';
import type { ProfileEntry, WrittenProfile } from './profile-schema.js';
import { PROFILE_PORTS, type ProfilePort } from './provider-options.js';

export interface Profile {
  readonly name: string;
  /** Providers in order of preference; an empty list switches the port off. */
  readonly ports: Readonly<Record<ProfilePort, readonly ProfileEntry[]>>;
}

export type OwnProfiles = Readonly<Record<string, WrittenProfile>>;

/** What a user's profile extends when it names nothing. */
const FOUNDATION = 'offline';

/** Throws AppError `config.unknownProfile` or `config.profileCircle` (exit code 2). */
export function resolveProfile(name: string, own: OwnProfiles): Profile {
  const chain = chainOf(name, own, []);
  const ports = PROFILE_PORTS.map((port) => [port, chain.find((ports) => ports[port] !== undefined)?.[port] ?? []]);
  return { name, ports: Object.fromEntries(ports) as Profile['ports'] };
}

/** The ports of the profile, then those of each profile that it extends. */
function chainOf(name: string, own: OwnProfiles, passed: readonly string[]): readonly WrittenProfile['ports'][] {
  const builtIn = Object.hasOwn(BUILT_IN_PROFILES, name) ? BUILT_IN_PROFILES[name] : undefined;
  if (builtIn !== undefined) return [builtIn];
  if (passed.includes(name)) {
    throw new AppError({
      code: 'config.profileCircle',
      message: `The profiles ${[...passed, name].map((step) => safeText(step)).join(' → ')} extend each other in a circle.`,
      remedy: 'Let one of them extend offline, cloud or nothing.',
      exitCode: 2,
    });
  }
  const profile = Object.hasOwn(own, name) ? own[name] : undefined;
  if (profile === undefined) throw unknownProfile(name, own);
  return [profile.ports, ...chainOf(profile.extends ?? FOUNDATION, own, [...passed, name])];
}

function unknownProfile(name: string, own: OwnProfiles): AppError {
  const known = profileNames(own);
  return new AppError({
    code: 'config.unknownProfile',
    message: `There is no profile "${safeText(name)}"${didYouMean(name, known)}`,
    remedy: `Choose one of: ${known.map(safeText).join(', ')}.`,
    exitCode: 2,
  });
}

export function profileNames(own: OwnProfiles): readonly string[] {
  return [...Object.keys(BUILT_IN_PROFILES), ...Object.keys(own)];
}
