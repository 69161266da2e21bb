/** Reads the answers that `--input` names: a folder with one file per answer, or one long recording. */
import { readdir, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { messageOf } from '../../engine/errors.js';
import type { VoiceActivityDetector } from '../../engine/ports/voice-activity-detector.js';
import type { CandidateAnswer } from '../../engine/replay/candidate-answer.js';
import { readCandidateSide } from '../recording/candidate-side.js';
import { AUDIO_EXTENSIONS } from './audio-extensions.js';
import { audioError, printableName } from './audio-file.js';
import { readAudioFile } from './read-audio-file.js';
import { splitAnswers } from './split-answers.js';
import { counted } from '../../engine/text/counted.js';

export interface AnswersFromPath {
  readonly answers: readonly CandidateAnswer[];
  /** A description for people, such as "files: answers (12)". */
  readonly description: string;
  readonly warnings: readonly string[];
}

/** How long after the question each answer starts. */
const DELAY_MS = 600;

/**
 * Takes the files of a folder in natural order (2 before 10). A file without an audio extension is left out with a warning. A
 * file with one that is not audio is an error: leaving it out would give every later question the wrong answer.
 * Rejects with the AppErrors of `readAudioFile`, `audio.noFiles`, or `audio.silent` when nothing is audible.
 * @param voiceActivity finds the answers in one long recording
 */
export async function answersFromPath(path: string, voiceActivity: VoiceActivityDetector): Promise<AnswersFromPath> {
  return (await isFolder(path)) ? await fromFolder(path) : await fromRecording(path, voiceActivity);
}

async function fromFolder(path: string): Promise<AnswersFromPath> {
  const name = printableName(path);
  const entries = await readdir(path, { withFileTypes: true }).catch((error: unknown) => {
    throw audioError(
      'audio.unreadable',
      `The folder ${name} cannot be read: ${messageOf(error)}.`,
      'Give yourself permission to read it.',
      error,
    );
  });
  const order = new Intl.Collator('en', { numeric: true });
  const names = entries.filter((entry) => !entry.name.startsWith('.')).sort((a, b) => order.compare(a.name, b.name));
  const answers: CandidateAnswer[] = [];
  const warnings: string[] = [];
  let heard = false;
  for (const entry of names) {
    if (entry.isDirectory() || !AUDIO_EXTENSIONS.has(extname(entry.name).toLowerCase())) {
      warnings.push(`${printableName(entry.name)} is left out: not an audio file.`);
      continue;
    }
    const file = await readAudioFile(join(path, entry.name));
    warnings.push(...file.warnings.map((warning) => warning.message));
    heard ||= file.warnings.every((warning) => warning.code !== 'audio.silent');
    answers.push({ kind: 'audio', samples: file.samples, delayMs: DELAY_MS });
  }
  if (answers.length === 0) {
    throw audioError(
      'audio.noFiles',
      `The folder ${name} holds no audio files.`,
      'Put one WAV, FLAC, MP3 or Ogg file per answer into it, named in order (01.wav, 02.wav).',
    );
  }
  if (!heard) throw silentError(name);
  return { answers, description: `files: ${printableName(basename(path))} (${String(answers.length)})`, warnings };
}

async function fromRecording(path: string, voiceActivity: VoiceActivityDetector): Promise<AnswersFromPath> {
  const name = printableName(path);
  const file = await readAudioFile(path);
  const samples = (await readCandidateSide(path, file.source)) ?? file.samples;
  const answers = splitAnswers(samples, voiceActivity).map((piece): CandidateAnswer => ({
    kind: 'audio',
    samples: piece,
    delayMs: DELAY_MS,
  }));
  if (answers.length === 0) throw silentError(name);
  const count = counted(answers.length, 'answer');
  return {
    answers,
    description: `recording: ${printableName(basename(path))} (${count})`,
    warnings: file.warnings.map((warning) => warning.message),
  };
}

function silentError(name: string): Error {
  return audioError(
    'audio.silent',
    `Nobody can be heard speaking in ${name}.`,
    'Check the microphone it was recorded with, and record it again.',
  );
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    // Reading it as a file says what is wrong with it.
    return false;
  }
}
