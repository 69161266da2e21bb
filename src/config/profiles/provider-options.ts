/** The options that a profile may set for each provider of each port. An option left out has the provider's default. */
import { z } from 'zod';
import { safeText } from '../../engine/text/safe-text.js';

/** Checked in more detail where it is known whether the file may be trusted with keys. */
const baseUrl = z
  .url({ protocol: /^https?$/, error: 'an address that begins with https:// or http://' })
  .refine((address) => URL.canParse(address) && new URL(address).username === '' && new URL(address).search === '', {
    error: 'an address without user, password or question mark: keys have their own place',
  });
/** Shown where a test begins, so nothing in it may steer the terminal. */
const name = z
  .string()
  .min(1)
  .max(120)
  .refine((text) => safeText(text) === text && !/\s/.test(text.replaceAll(' ', '')), {
    error: 'a name without control characters',
  });
const model = name;
const voice = name;
const language = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'a language tag, such as en or en-GB');
const region = z.string().regex(/^[a-z][a-z0-9]*$/, 'the short name of a region, such as westeurope');
const share = z.number().min(0).max(1);

const optional = <Shape extends z.ZodRawShape>(shape: Shape) => z.strictObject(shape).partial();
const nothing = optional({});

/** By port, then by provider. The order is the order of preference of the built-in profile `cloud`. */
export const providerOptions = {
  speechToText: {
    deepgram: optional({ model, baseUrl }),
    openai: optional({ model, baseUrl }),
    groq: optional({ model, baseUrl }),
    sherpa: nothing,
    pocketsphinx: nothing,
  },
  textToSpeech: {
    elevenlabs: optional({
      model,
      voice,
      baseUrl,
      stability: share,
      similarityBoost: share,
      style: share,
      speakerBoost: z.boolean(),
      speed: z.number().min(0.7).max(1.2),
    }),
    azure: optional({
      voice,
      region,
      baseUrl,
      rate: z.string().regex(/^[+-]?\d{1,2}%$/, 'a change of pace, such as -5%'),
    }),
    openai: optional({ model, voice, baseUrl }),
    sherpa: nothing,
    say: nothing,
    flite: nothing,
    'espeak-ng': nothing,
    espeak: nothing,
  },
  languageModel: {
    groq: optional({ model, baseUrl }),
    openai: optional({ model, baseUrl }),
    local: optional({ model, baseUrl }),
  },
  pronunciation: {
    azure: optional({ language, region, baseUrl }),
  },
} as const;

export type ProfilePort = keyof typeof providerOptions;
export const PROFILE_PORTS = Object.keys(providerOptions) as readonly ProfilePort[];

/** The options of a provider at a port, all of them optional. */
export type OptionsOf<Port extends ProfilePort, Provider extends keyof (typeof providerOptions)[Port]> =
  (typeof providerOptions)[Port][Provider] extends z.ZodType<infer Options> ? Readonly<Options> : never;

export function providersOf(port: ProfilePort): readonly string[] {
  return Object.keys(providerOptions[port]);
}

/** Null for a provider that does not exist for this port. */
export function optionsSchemaOf(port: ProfilePort, provider: string): z.ZodObject | null {
  const schemas: Readonly<Record<string, z.ZodObject>> = providerOptions[port];
  return Object.hasOwn(schemas, provider) ? (schemas[provider] ?? null) : null;
}
