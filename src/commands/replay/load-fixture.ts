/** Reads a fixture's folder: its description, its audio, its cassette. Nothing outside the folder is ever read. */
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import { AppError, isAppError, messageOf } from '../../engine/errors.js';
import type { VoiceActivityDetector } from '../../engine/ports/voice-activity-detector.js';
import type { CandidateAnswer } from '../../engine/replay/candidate-answer.js';
import { parseCassette } from '../../engine/replay/cassette/cassette-text.js';
import type { Cassette } from '../../engine/replay/cassette/format.js';
import type { Fixture, FixtureAnswer } from '../../engine/replay/fixture/fixture-schema.js';
import { parseFixture } from '../../engine/replay/fixture/parse-fixture.js';
import { safeText } from '../../engine/text/safe-text.js';
import type { PartStarts } from '../../providers/audio-files/file-candidate.js';
import { readAudioFile } from '../../providers/audio-files/read-audio-file.js';
import { splitAnswers } from '../../providers/audio-files/split-answers.js';
import { FIXTURE_FILE } from './find-fixtures.js';

export const CASSETTE_FILE = 'cassette.jsonl';
const AUDIO_FOLDER = 'audio';
/** A description is text by a person; more is a mistake. */
const MAX_DESCRIPTION_BYTES = 1_000_000;
/** Between the end of a question and an answer, unless the fixture says otherwise. */
const DELAY_MS = 600;

/** Rejects with AppError `fixture.*` (exit code 3). */
export async function readFixture(folder: string): Promise<Fixture> {
  const path = join(folder, FIXTURE_FILE);
  const name = `${basename(folder)}/${FIXTURE_FILE}`;
  const info = await stat(path).catch(() => null);
  if (info !== null && info.size > MAX_DESCRIPTION_BYTES) {
    throw fixtureError('fixture.invalid', `${name} is too long to be a fixture.`, 'Check what lies there.');
  }
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw fixtureError('fixture.unreadable', `${name} cannot be read: ${messageOf(error)}.`, 'Check the file.', error);
  });
  return parseFixture(text, name);
}

/** @param voiceActivity cuts one long recording into answers */
export async function readAnswers(
  folder: string,
  fixture: Fixture,
  voiceActivity: VoiceActivityDetector,
): Promise<readonly CandidateAnswer[]> {
  if (fixture.recording !== undefined) {
    const samples = await readInside(folder, fixture.recording);
    return splitAnswers(samples, { voiceActivity }).map((piece) => ({
      kind: 'audio',
      samples: piece,
      delayMs: DELAY_MS,
    }));
  }
  // One after the other, so that one decoder does for all.
  const answers: CandidateAnswer[] = [];
  for (const answer of fixture.answers ?? []) answers.push(await readAnswer(folder, answer));
  return answers;
}

/** Which answer each part begins with, where the fixture says so. */
export function partStartsOf({ answers = [] }: Fixture): PartStarts {
  return Object.fromEntries(
    answers.flatMap(({ part }, index) => (part === undefined ? [] : [[`part${String(part)}`, index]])),
  );
}

/** Null when there is no cassette. Rejects with AppError `cassette.*`. */
export async function readCassette(folder: string): Promise<Cassette | null> {
  const text = await readFile(join(folder, CASSETTE_FILE), 'utf8').catch((error: unknown) => {
    if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT') return null;
    throw fixtureError('cassette.unreadable', `The cassette cannot be read: ${messageOf(error)}.`, 'Check the file.');
  });
  return text === null ? null : parseCassette(text, `${basename(folder)}/${CASSETTE_FILE}`, folder);
}

/** Audio files that no answer uses, relative to the fixture. */
export async function unusedFiles(folder: string, fixture: Fixture): Promise<readonly string[]> {
  const names = await readdir(join(folder, AUDIO_FOLDER)).catch(() => []);
  const used = new Set([fixture.recording, ...(fixture.answers ?? []).map(({ audio }) => audio)]);
  return names.map((name) => `${AUDIO_FOLDER}/${name}`).filter((path) => !used.has(path) && !used.has(`./${path}`));
}

async function readAnswer(folder: string, answer: FixtureAnswer): Promise<CandidateAnswer> {
  const delayMs = answer.delay ?? DELAY_MS;
  if (answer.audio !== undefined) {
    const samples = amplified(await readInside(folder, answer.audio), answer.gain ?? 0);
    return answer.interrupt === undefined
      ? { kind: 'audio', samples, delayMs }
      : { kind: 'interruption', samples, interruptMs: answer.interrupt };
  }
  if (answer.text !== undefined) return { kind: 'text', text: answer.text, delayMs };
  if (answer.press !== undefined) return { kind: 'action', action: { type: answer.press }, delayMs };
  return { kind: 'silence', silenceMs: answer.silence ?? 0 };
}

async function readInside(folder: string, path: string): Promise<Int16Array> {
  const name = `${basename(folder)}/${safeText(path)}`;
  const root = await realpath(folder);
  const file = await realpath(join(root, path)).catch((error: unknown) => {
    throw fixtureError(
      'fixture.missingFile',
      `${name} does not exist.`,
      `Put it there, or correct ${FIXTURE_FILE}.`,
      error,
    );
  });
  if (relative(root, file).split(sep)[0] === '..') {
    throw fixtureError(
      'fixture.outside',
      `${name} leads out of the fixture's folder.`,
      'Copy the file into the folder.',
    );
  }
  try {
    return (await readAudioFile(file)).samples;
  } catch (error) {
    if (!isAppError(error)) throw error;
    throw fixtureError(error.code, error.message, error.remedy, error);
  }
}

function amplified(samples: Int16Array, gainDb: number): Int16Array {
  if (gainDb === 0) return samples;
  const gain = 10 ** (gainDb / 20);
  return samples.map((sample) => Math.max(-32_768, Math.min(32_767, Math.round(sample * gain))));
}

/** Whatever is wrong with a fixture is the environment's fault to the one who runs it: exit code 3. */
function fixtureError(code: string, message: string, remedy: string, cause?: unknown): AppError {
  return new AppError({ code, message: safeText(message), remedy, exitCode: 3, cause });
}
