/** The models that can be pulled, read from `data/models.json`: addresses, sizes and hashes are data and can be corrected without code. */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { nearest } from '../../engine/text/nearest.js';
import { modelError } from './model-error.js';

/** A path inside the model's folder, with forward slashes; it cannot leave the folder. */
const relativePath = z
  .string()
  .regex(/^[\w][\w.+-]*(\/[\w][\w.+-]*)*$/)
  .readonly();

const common = {
  id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
  name: z.string().min(1),
  description: z.string().min(1),
  /** Among installed models of one use the highest is taken. */
  preference: z.number().int(),
  url: z.url({ protocol: /^https?$/ }),
  /** Of the download. */
  bytes: z.number().int().positive(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  licence: z.string().min(1),
  /** Null: the download is the model's only file. `folder` is the one folder inside the archive. */
  archive: z.strictObject({ format: z.literal('tar.bz2'), folder: relativePath }).nullable(),
};

const recognition = z.strictObject({
  ...common,
  use: z.literal('recognition'),
  files: z.strictObject({
    encoder: relativePath,
    decoder: relativePath,
    joiner: relativePath,
    tokens: relativePath,
  }),
  /** Silence that the model needs after the last word. */
  tailMs: z.number().int().nonnegative(),
});

const speech = z.strictObject({
  ...common,
  use: z.literal('speech'),
  engine: z.enum(['vits', 'kokoro']),
  files: z.strictObject({
    model: relativePath,
    tokens: relativePath,
    voices: relativePath.optional(),
    /** A folder. */
    espeakData: relativePath,
  }),
});

const voiceActivity = z.strictObject({
  ...common,
  use: z.literal('voiceActivity'),
  files: z.strictObject({ model: relativePath }),
});

const catalogueSchema = z.strictObject({
  version: z.literal(1),
  models: z
    .array(z.discriminatedUnion('use', [recognition, speech, voiceActivity]))
    .refine((models) => new Set(models.map(({ id }) => id)).size === models.length, 'two models have the same id'),
});

type ModelDescription = z.infer<typeof catalogueSchema>['models'][number];
export type CatalogueModel = Readonly<ModelDescription>;
export type ModelUse = CatalogueModel['use'];
export type ModelOf<Use extends ModelUse> = Extract<CatalogueModel, { readonly use: Use }>;

export const CATALOGUE_FILE = new URL('../../../data/models.json', import.meta.url);

/** Rejects with `models.catalogue` when the list itself is damaged. */
export async function readCatalogue(file: URL = CATALOGUE_FILE): Promise<readonly CatalogueModel[]> {
  try {
    return parseCatalogue(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    throw modelError('catalogue', 'The list of models cannot be read', 'Reinstall ielts-examiner.', error);
  }
}

export function parseCatalogue(data: unknown): readonly CatalogueModel[] {
  return catalogueSchema.parse(data).models;
}

/** The files and folders that the model cannot do without, inside its own folder. */
export function pathsOf({ files }: CatalogueModel): readonly string[] {
  return Object.values<string | undefined>(files).filter((path) => path !== undefined);
}

/** Throws `models.unknown`, which names the nearest id. */
export function modelById(models: readonly CatalogueModel[], id: string): CatalogueModel {
  const found = models.find((model) => model.id === id);
  if (found !== undefined) return found;
  const known = models.map((model) => model.id);
  const meant = nearest(id, known);
  const hint = meant === null ? '' : `Did you mean ${meant}? `;
  throw modelError('unknown', `There is no model "${id}"`, `${hint}Known: ${known.join(', ')}.`);
}
