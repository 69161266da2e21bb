/** A profile as written in a file: per port the providers to try, in order, by name or with their options. */
import { z } from 'zod';
import { optionsSchemaOf, PROFILE_PORTS, providersOf, type ProfilePort } from './provider-options.js';

/** One provider of a port's list. */
export interface ProfileEntry {
  readonly provider: string;
  /** Already checked against the provider's schema. */
  readonly options: Readonly<Record<string, unknown>>;
}

export type ProfilePorts = { readonly [Port in ProfilePort]?: readonly ProfileEntry[] | undefined };

export interface WrittenProfile {
  /** Another profile, used for the ports that this one leaves out. */
  readonly extends?: string | undefined;
  readonly ports: ProfilePorts;
}

function entrySchema(port: ProfilePort): z.ZodType<ProfileEntry> {
  return z.unknown().transform((written, context): ProfileEntry => {
    const entry = typeof written === 'string' ? { provider: written } : written;
    if (typeof entry !== 'object' || entry === null || Array.isArray(entry) || !('provider' in entry)) {
      const example = `${providersOf(port)[0] ?? ''}" or "provider: ${providersOf(port)[0] ?? ''}`;
      context.addIssue({
        code: 'custom',
        message: `a provider by name, or with its settings: "${example}", model: ..."`,
      });
      return z.NEVER;
    }
    const { provider, ...options } = entry as Readonly<Record<string, unknown>>;
    const schema = typeof provider === 'string' ? optionsSchemaOf(port, provider) : null;
    if (schema === null || typeof provider !== 'string') {
      context.addIssue({
        code: 'invalid_value',
        values: [...providersOf(port)],
        path: typeof written === 'string' ? [] : ['provider'],
        message: `there is no such provider for ${port}; known here: ${providersOf(port).join(', ')}`,
        input: provider,
      });
      return z.NEVER;
    }
    const parsed = schema.safeParse(options);
    if (parsed.success) return { provider, options: parsed.data };
    for (const issue of parsed.error.issues) context.addIssue({ ...issue, message: issue.message } as never);
    return z.NEVER;
  });
}

const listSchema = (port: ProfilePort) => z.array(entrySchema(port)).max(10).optional();

export const profileSchema = z
  .strictObject({
    extends: z.string().optional(),
    speechToText: listSchema('speechToText'),
    textToSpeech: listSchema('textToSpeech'),
    languageModel: listSchema('languageModel'),
    pronunciation: listSchema('pronunciation'),
  })
  .transform(({ extends: parent, ...ports }): WrittenProfile => ({ extends: parent, ports }));

/** The keys that a profile knows at a place inside it, for "did you mean". @param provider the entry's, where the place is one */
export function knownProfileKeys(path: readonly PropertyKey[], provider: unknown): readonly string[] {
  if (path.length === 0) return ['extends', ...PROFILE_PORTS];
  const port = PROFILE_PORTS.find((name) => name === path[0]);
  if (port === undefined || typeof provider !== 'string') return [];
  return Object.keys(optionsSchemaOf(port, provider)?.shape ?? {});
}
