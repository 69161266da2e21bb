/** Where a model's files lie: `<models>/<id>/`, and under `<models>/.downloads/` what is not finished. */
import { join } from 'node:path';
import { appPaths } from '../../config/paths.js';

export interface ModelPlaces {
  /** The installed model. */
  readonly folder: string;
  readonly manifest: string;
  readonly downloads: string;
  /** The download so far; kept when interrupted. */
  readonly part: string;
  /** Unpacked and not yet installed. */
  readonly staging: string;
  /** The model that is being replaced. */
  readonly replaced: string;
  readonly lock: string;
}

export const MANIFEST_NAME = 'manifest.json';

export function modelsFolder(): string {
  return appPaths().models;
}

export function placesOf(models: string, id: string): ModelPlaces {
  const downloads = join(models, '.downloads');
  return {
    folder: join(models, id),
    manifest: join(models, id, MANIFEST_NAME),
    downloads,
    part: join(downloads, `${id}.part`),
    staging: join(downloads, `${id}.unpacked`),
    replaced: join(downloads, `${id}.replaced`),
    lock: join(downloads, `${id}.lock`),
  };
}
