/** Lists, verifies and removes the models on this machine. */
import { access, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from '../../config/files/make-folder.js';
import { modelById, pathsOf, readCatalogue, type CatalogueModel, type ModelOf, type ModelUse } from './catalogue.js';
import { fileSha256 } from './file-hash.js';
import { readManifest } from './manifest.js';
import { modelError, onDisk } from './model-error.js';
import { modelsFolder, placesOf } from './model-folder.js';

export interface ModelsOptions {
  /** The folder of all models; the user's by default. */
  readonly folder?: string | undefined;
  /** The list of models; the program's own by default. */
  readonly catalogue?: readonly CatalogueModel[] | undefined;
}

/** An installed model. `files` has the full path of each file by its name in the catalogue, such as `encoder`. */
export type InstalledModel<Use extends ModelUse = ModelUse> = Omit<ModelOf<Use>, 'files'> & {
  readonly folder: string;
  readonly files: ModelOf<Use>['files'];
};

export interface ListedModel {
  readonly model: CatalogueModel;
  readonly installed: boolean;
  /** Bytes of an unfinished download, or 0. */
  readonly partBytes: number;
  readonly folder: string;
}

export interface FileProblem {
  readonly path: string;
  readonly problem: 'missing' | 'changed';
}

export async function listModels(options: ModelsOptions = {}): Promise<readonly ListedModel[]> {
  const models = options.catalogue ?? (await readCatalogue());
  const root = options.folder ?? modelsFolder();
  return Promise.all(
    models.map(async (model) => {
      const { folder, part } = placesOf(root, model.id);
      const partBytes = await stat(part).then(
        ({ size }) => size,
        () => 0,
      );
      return { model, installed: await isInstalled(root, model), partBytes, folder };
    }),
  );
}

/** The preferred installed model of one use, or the one named; null when there is none. Its files exist; their content is not read. */
export async function findInstalledModel<Use extends ModelUse>(
  use: Use,
  options: ModelsOptions & { readonly id?: string | undefined } = {},
): Promise<InstalledModel<Use> | null> {
  const models = options.catalogue ?? (await readCatalogue());
  const root = options.folder ?? modelsFolder();
  const fitting = models
    .filter((model): model is ModelOf<Use> => model.use === use && (options.id ?? model.id) === model.id)
    .toSorted((one, other) => other.preference - one.preference);
  for (const model of fitting) {
    if (!(await isInstalled(root, model))) continue;
    const { folder } = placesOf(root, model.id);
    const files = Object.fromEntries(
      Object.entries<string | undefined>({ ...model.files }).map(([name, path]) => [name, join(folder, path ?? '')]),
    );
    return { ...model, folder, files: files as ModelOf<Use>['files'] };
  }
  return null;
}

/** Compares every file with the hash it was installed with. Rejects with `models.unknown` or `models.notInstalled`. */
export async function verifyModel(id: string, options: ModelsOptions = {}): Promise<readonly FileProblem[]> {
  const model = modelById(options.catalogue ?? (await readCatalogue()), id);
  const { folder, manifest: path } = placesOf(options.folder ?? modelsFolder(), model.id);
  const manifest = await readManifest(path);
  if (manifest === null) throw notInstalled(id);
  const problems: FileProblem[] = [];
  for (const file of manifest.files) {
    const full = join(folder, file.path);
    const bytes = await stat(full).then(
      ({ size }) => size,
      () => null,
    );
    if (bytes === null) problems.push({ path: file.path, problem: 'missing' });
    else if (bytes !== file.bytes || (await hashOrNull(full)) !== file.sha256) {
      problems.push({ path: file.path, problem: 'changed' });
    }
  }
  return problems;
}

/** Removes the model and what is left of its downloads. Rejects with `models.unknown`, `models.notInstalled` or `models.disk`. */
export async function removeModel(id: string, options: ModelsOptions = {}): Promise<void> {
  const model = modelById(options.catalogue ?? (await readCatalogue()), id);
  const root = options.folder ?? modelsFolder();
  const places = placesOf(root, model.id);
  const there = await Promise.all([places.folder, places.part].map(exists));
  if (!there.includes(true)) throw notInstalled(id);
  await onDisk(root, async () => {
    // Moved away first, so that an interrupted removal leaves no half model.
    if (there[0] === true) {
      await rm(places.replaced, { recursive: true, force: true });
      await makeFolder(places.downloads);
      await rename(places.folder, places.replaced);
    }
    for (const path of [places.replaced, places.part, places.staging]) await rm(path, { recursive: true, force: true });
  });
}

async function isInstalled(root: string, model: CatalogueModel): Promise<boolean> {
  const { folder, manifest: path } = placesOf(root, model.id);
  const manifest = await readManifest(path);
  if (manifest?.sha256 !== model.sha256) return false;
  const there = await Promise.all(pathsOf(model).map((file) => exists(join(folder, file))));
  return !there.includes(false);
}

function notInstalled(id: string) {
  return modelError('notInstalled', `${id} is not installed`, `Install it: ielts-examiner models pull ${id}`);
}

async function hashOrNull(path: string): Promise<string | null> {
  return fileSha256(path).catch(() => null);
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
