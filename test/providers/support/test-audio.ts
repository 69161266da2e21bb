/** Sound for provider tests: development data beside the project, speech from flite, seeded noise. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readAudioFile } from './read-flac.js';

const SHARED = fileURLToPath(new URL('../../../../shared/', import.meta.url));

/** Recordings and models for development lie beside the project; tests that need them are skipped where they are absent. */
export const haveSharedData = existsSync(`${SHARED}data/clean/transcripts.tsv`);
export const sileroModel = `${SHARED}models/silero_vad_16k_op15.onnx`;
if (!haveSharedData) console.warn('Development data is absent (../shared): tests on real recordings are skipped.');

export const haveFlite = has('flite');
if (!haveFlite) console.warn('flite is not installed: tests on its voices are skipped.');

function has(program: string): boolean {
  return spawnSync(program, ['--version'], { stdio: 'ignore', timeout: 60_000 }).error === undefined;
}

/** 16 kHz samples of a line in flite's voice slt. */
export function fliteSpeech(text: string, voice = 'slt'): Int16Array {
  const folder = mkdtempSync(join(tmpdir(), 'flite-'));
  try {
    execFileSync('flite', ['-voice', voice, '-o', join(folder, 'line.wav'), '-t', text], { timeout: 120_000 });
    const bytes = readFileSync(join(folder, 'line.wav')).subarray(44);
    return new Int16Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + (bytes.length & ~1)));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export interface Clip {
  readonly name: string;
  readonly samples: Int16Array;
  readonly words: readonly string[];
}

/** The clear clips with their transcripts. */
export async function cleanClips(): Promise<readonly Clip[]> {
  return clips(`${SHARED}data/clean/`, readFileSync(`${SHARED}data/clean/transcripts.tsv`, 'utf8'), 0, 1);
}

/** Every `step`-th sentence of the learners. */
export async function learnerClips(step: number): Promise<readonly Clip[]> {
  const folder = `${SHARED}data/speechocean762/`;
  const rows = readFileSync(`${folder}ratings.tsv`, 'utf8').trim().split('\n');
  return clips(folder, rows.filter((_, index) => index % step === 0).join('\n'), 4, 5);
}

/** The first sentences of one learner, in the order of their reading. */
export async function clipsOfLearner(speaker: string, count: number): Promise<readonly Clip[]> {
  const folder = `${SHARED}data/speechocean762/`;
  const rows = readFileSync(`${folder}ratings.tsv`, 'utf8').trim().split('\n');
  const own = rows.filter((row) => row.split('\t')[1] === speaker);
  return clips(folder, own.slice(0, count).join('\n'), 4, 5);
}

async function clips(folder: string, table: string, audio: number, text: number): Promise<readonly Clip[]> {
  const rows = table
    .trim()
    .split('\n')
    .map((row) => row.split('\t'))
    .filter((row) => row[audio]?.endsWith('.flac'));
  return Promise.all(
    rows.map(async (row) => ({
      name: row[audio]!,
      samples: await readAudioFile(folder + row[audio]!),
      words: row[text]!.toLowerCase().split(/\s+/),
    })),
  );
}

/** Deterministic white noise, uniform within +-amplitude (a linear congruential generator). */
export function noise(samples: number, amplitude: number, seed = 1): Int16Array {
  let state = seed >>> 0;
  return Int16Array.from({ length: samples }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.round((state / 2 ** 31 - 1) * amplitude);
  });
}
