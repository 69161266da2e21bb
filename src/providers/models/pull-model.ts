/** `models pull`: download, check, unpack, and one rename that makes the model appear whole or not at all. */
import { rename, rm, statfs } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { makeFolder } from '../../config/files/make-folder.js';
import { isAppError } from '../../engine/errors.js';
import { modelById, pathsOf, readCatalogue, type CatalogueModel } from './catalogue.js';
import { download } from './download.js';
import { findInstalledModel, verifyModel, type ModelsOptions } from './installed-models.js';
import { MANIFEST_NAME, modelsFolder, placesOf, type ModelPlaces } from './model-folder.js';
import { asDiskError, modelError, onDisk } from './model-error.js';
import { writeManifest } from './manifest.js';
import { takeLock } from './pull-lock.js';
import { unpackArchive } from './unpack.js';

export type PullProgress =
  /** `fromBytes` were there from an earlier attempt. */
  | { readonly step: 'downloading'; readonly doneBytes: number; readonly fromBytes: number; readonly bytes: number }
  | { readonly step: 'unpacking'; readonly doneBytes: number; readonly bytes: number };

export interface PullOptions extends ModelsOptions {
  readonly onProgress?: ((progress: PullProgress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Where files are fetched from instead of their own addresses: this, a slash, and the file's name. */
  readonly baseUrl?: string | undefined;
  readonly idleTimeoutMs?: number | undefined;
  readonly retryDelaysMs?: readonly number[] | undefined;
}

export interface PullResult {
  readonly model: CatalogueModel;
  readonly folder: string;
  /** False when it was there already, whole. */
  readonly pulled: boolean;
}

/** Models hardly compress, text files do: an archive that grows more than this is not one of ours. */
const MAX_GROWTH = 10;

/** Room for the unpacked files beside the download. */
const ROOM_FACTOR = 2;

/** Rejects with AppErrors `models.*`. A model that is installed and whole is left alone; a damaged one is replaced. */
export async function pullModel(id: string, options: PullOptions = {}): Promise<PullResult> {
  const catalogue = options.catalogue ?? (await readCatalogue());
  const model = modelById(catalogue, id);
  const root = options.folder ?? modelsFolder();
  const places = placesOf(root, model.id);
  if (await isWhole(model, { ...options, catalogue })) return { model, folder: places.folder, pulled: false };

  await onDisk(root, () => makeFolder(places.downloads));
  const unlock = await onDisk(root, () => takeLock(places.lock, model.id));
  try {
    await requireRoom(model, root);
    await download({
      id: model.id,
      url: addressOf(model, options.baseUrl ?? process.env['IELTS_EXAMINER_MODEL_BASE_URL']),
      part: places.part,
      bytes: model.bytes,
      sha256: model.sha256,
      signal: options.signal,
      idleTimeoutMs: options.idleTimeoutMs,
      retryDelaysMs: options.retryDelaysMs,
      onProgress: (doneBytes, fromBytes) =>
        options.onProgress?.({ step: 'downloading', doneBytes, fromBytes, bytes: model.bytes }),
    });
    await install(model, places, options);
    return { model, folder: places.folder, pulled: true };
  } catch (error) {
    throw asDiskError(root, error);
  } finally {
    await rm(places.staging, { recursive: true, force: true }).catch(() => undefined);
    await unlock().catch(() => undefined);
  }
}

async function isWhole(model: CatalogueModel, options: ModelsOptions): Promise<boolean> {
  const there = await findInstalledModel(model.use, { ...options, id: model.id });
  return there !== null && (await verifyModel(model.id, options)).length === 0;
}

async function install(model: CatalogueModel, places: ModelPlaces, options: PullOptions): Promise<void> {
  const { staging } = places;
  await rm(staging, { recursive: true, force: true });
  await makeFolder(staging);
  const paths = await unpacked(model, places, options);
  const missing = pathsOf(model).find((file) => !paths.some((path) => path === file || path.startsWith(`${file}/`)));
  if (missing !== undefined) {
    throw modelError(
      'archive',
      `The archive of ${model.id} has no ${missing}`,
      'Nothing was installed. Please report it: the list of models may be wrong.',
    );
  }
  await writeManifest(join(staging, MANIFEST_NAME), staging, paths, model);
  await rm(places.replaced, { recursive: true, force: true });
  await rename(places.folder, places.replaced).catch(() => undefined);
  await rename(staging, places.folder);
  await rm(places.replaced, { recursive: true, force: true });
  await rm(places.part, { force: true });
}

async function unpacked(model: CatalogueModel, places: ModelPlaces, options: PullOptions): Promise<readonly string[]> {
  if (model.archive === null) {
    const name = pathsOf(model)[0] ?? 'model';
    await rename(places.part, join(places.staging, name));
    return [name];
  }
  try {
    return await unpackArchive({
      archive: places.part,
      into: places.staging,
      folder: model.archive.folder,
      wanted: pathsOf(model),
      maxBytes: model.bytes * MAX_GROWTH,
      signal: options.signal,
      onProgress: (doneBytes) => options.onProgress?.({ step: 'unpacking', doneBytes, bytes: model.bytes }),
    });
  } catch (error) {
    if (options.signal?.aborted === true && !isAppError(error)) {
      throw modelError(
        'interrupted',
        `Unpacking ${model.id} was interrupted`,
        `Run ielts-examiner models pull ${model.id} again: it is downloaded already.`,
      );
    }
    throw error;
  }
}

/** Said before the download, not after an hour of it. */
async function requireRoom({ id, bytes }: CatalogueModel, root: string): Promise<void> {
  const { bavail, bsize } = await statfs(root);
  const needed = bytes * ROOM_FACTOR;
  if (bavail * bsize >= needed) return;
  throw modelError(
    'disk',
    `${id} needs ${String(Math.ceil(needed / 1e6))} MB in ${root}, and ${String(Math.floor((bavail * bsize) / 1e6))} MB are free`,
    'Free some space, or choose another place with IELTS_EXAMINER_HOME.',
  );
}

function addressOf({ url }: CatalogueModel, baseUrl: string | undefined): string {
  if (baseUrl === undefined || baseUrl === '') return url;
  return `${baseUrl.replace(/\/+$/, '')}/${basename(new URL(url).pathname)}`;
}
