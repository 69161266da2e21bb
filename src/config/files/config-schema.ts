/** The schema of a configuration file. */
import { z } from 'zod';
import { BUILT_IN_PROFILES } from '../profiles/built-in-profiles.js';
import { knownProfileKeys, profileSchema } from '../profiles/profile-schema.js';
import { SETTING_NAMES, settingSchemas } from '../settings/settings.js';

const profileName = z
  .string()
  .regex(/^[a-z][a-z0-9-]*$/, 'a name of lower-case letters, digits and hyphens')
  .refine((name) => !Object.hasOwn(BUILT_IN_PROFILES, name), {
    error: 'this profile is built in; give yours another name and let it extend this one',
  });

export const configSchema = z
  .strictObject({ ...settingSchemas, profiles: z.record(profileName, profileSchema) })
  .partial();

export type ConfigFileContent = z.infer<typeof configSchema>;

/** @param valueAt what the file says at a place */
export function knownConfigKeys(
  path: readonly PropertyKey[],
  valueAt: (path: readonly PropertyKey[]) => unknown,
): readonly string[] {
  if (path.length === 0) return [...SETTING_NAMES, 'profiles'];
  return path[0] === 'profiles' ? knownProfileKeys(path.slice(2), valueAt([...path, 'provider'])) : [];
}
