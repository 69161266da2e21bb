/** `--matrix endpointing=500ms,usual,stt=cassette,pocketsphinx`: every combination of some settings. */
import { AppError } from '../../../engine/errors.js';
import { didYouMean } from '../../../engine/text/nearest.js';
import { safeText } from '../../../engine/text/safe-text.js';
import { endpointingOption } from '../endpointing-option.js';
import { parseLatency } from '../latency-option.js';
import type { ReplayOptions } from '../replay-options.js';
import type { Latencies } from '../run/job.js';

const KEYS = ['endpointing', 'stt', 'latency'] as const;
type MatrixKey = (typeof KEYS)[number];

export interface MatrixCell {
  /** Such as `endpointing=900ms stt=cassette`. */
  readonly name: string;
  readonly options: Pick<ReplayOptions, MatrixKey>;
}

/** In the order written, the last setting changing fastest. Throws AppError `replay.matrix|endpointing|latency` (exit code 2). */
export function parseMatrix(written: string): readonly MatrixCell[] {
  let cells: readonly MatrixCell[] = [{ name: '', options: {} }];
  for (const [key, settings] of valuesOf(written)) {
    cells = cells.flatMap(({ name, options }) =>
      settings.map((setting) => ({
        name: `${name} ${key}=${setting}`.trimStart(),
        options: { ...options, ...optionOf(key, setting) },
      })),
    );
  }
  if (cells.length < 2) throw matrixError(`"${safeText(written)}" is one setting: there is nothing to compare.`);
  return cells;
}

/** A comma begins a value of the same key, or the next key where "=" follows. */
function valuesOf(written: string): ReadonlyMap<MatrixKey, readonly string[]> {
  const values = new Map<MatrixKey, string[]>();
  let current: string[] | null = null;
  for (const entry of written.split(/[,|]/)) {
    const [, name, rest = ''] = /^\s*([a-z]+)\s*=\s*(.*?)\s*$/i.exec(entry) ?? [];
    if (name !== undefined) {
      const key = keyOf(name);
      if (values.has(key)) throw matrixError(`--matrix names "${key}" twice.`);
      current = [];
      values.set(key, current);
    }
    if (current === null) throw matrixError(`"${safeText(entry)}" is a value without a name.`);
    const value = name === undefined ? entry.trim() : rest;
    if (value === '') throw matrixError('--matrix has an empty value.');
    current.push(value);
  }
  for (const [key, written] of values) refuseRepeats(key, written);
  return values;
}

/** However they are written: `900ms` and `0.9s` would be compared with each other, and found alike. */
function refuseRepeats(key: MatrixKey, values: readonly string[]): void {
  const known = new Map<string, string>();
  for (const value of values) {
    const meaning = meaningOf(key, value);
    const same = known.get(meaning);
    if (same === value) throw matrixError(`--matrix has the value "${safeText(value)}" twice.`);
    if (same !== undefined) throw matrixError(`--matrix has "${safeText(same)}" twice, once as "${safeText(value)}".`);
    known.set(meaning, value);
  }
}

function meaningOf(key: MatrixKey, value: string): string {
  if (key === 'stt') return value;
  if (key === 'endpointing') return JSON.stringify(endpointingOption(value));
  const later = Object.entries(latencyOf(value)).filter(([, ms]) => ms > 0);
  return JSON.stringify(later);
}

function keyOf(name: string): MatrixKey {
  const key = KEYS.find((each) => each === name);
  if (key !== undefined) return key;
  throw matrixError(`--matrix knows no "${safeText(name)}"${didYouMean(name, KEYS)}`);
}

function optionOf(key: MatrixKey, setting: string): Pick<ReplayOptions, MatrixKey> {
  if (key !== 'latency') return { [key]: setting };
  return setting === 'none' ? {} : { latency: latencyOption(setting) };
}

function latencyOf(value: string): Latencies {
  return value === 'none' ? {} : parseLatency(latencyOption(value));
}

/** Within a list of values "=" would begin the next setting. */
function latencyOption(value: string): string {
  return value.replace('+', '=+');
}

function matrixError(message: string): AppError {
  return new AppError({
    code: 'replay.matrix',
    message,
    remedy:
      'Write, for example: --matrix endpointing=500ms,usual,1.2s,stt=cassette,pocketsphinx (or latency=none,stt+300ms).',
    exitCode: 2,
  });
}
