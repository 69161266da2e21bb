/** Chooses the two ends of a session: where the candidate's answers come from, and where the examiner's voice goes. */
import { stat } from 'node:fs/promises';
import { setImmediate as breathe } from 'node:timers/promises';
import type { Settings } from '../../config/settings/settings.js';
import type { NamedDevices } from '../../providers/portaudio/detect-portaudio.js';
import { AppError } from '../../engine/errors.js';
import { answersGiven } from './resume-point.js';
import type { SessionEvent } from '../../engine/session/log/events.js';
import type { AudioInput } from '../../engine/ports/audio-input.js';
import type { Availability } from '../../engine/ports/availability.js';
import type { AudioOutput } from '../../engine/ports/audio-output.js';
import type { Clock } from '../../engine/ports/clock.js';
import { safeText } from '../../engine/text/safe-text.js';
import { VirtualClock } from '../../engine/time/virtual-clock.js';
import { SystemClock } from '../../providers/system-clock/system-clock.js';
import { sentence, wrapFor } from '../../ui/text-format.js';
import { screenWanted } from './look.js';
import type { OutputOptions } from './practice-options.js';

export interface ChosenEnds {
  readonly input: AudioInput;
  readonly output: AudioOutput;
  readonly clock: Clock;
  /** False for typed answers, when nothing is recognised or rated from audio. */
  readonly acoustic: boolean;
  /** Whether the test runs too fast for a screen to be of use. */
  readonly unattended: boolean;
  /** Explanations of an unexpected choice, with what to do about it. */
  readonly notes: readonly string[];
}

export interface EndRequest extends OutputOptions {
  readonly input: string;
  /** Whether `--input` was given; false when it is the default. */
  readonly inputGiven: boolean;
  /** `--speed`. */
  readonly speed?: '1' | 'max';
  /** Of the flag or the setting. The setting is for files and pipes: people, who take their time, need not unset it. */
  readonly usualSpeed: Settings['speed'];
  readonly devices: NamedDevices;
  /** Of a test that goes on: recorded answers that were given in it are not given again. */
  readonly earlier?: readonly SessionEvent[];
}

export async function chooseEnds(request: EndRequest): Promise<ChosenEnds> {
  if (request.input === 'text') return await typedEnds(request);
  if (request.input === 'mic') return await microphoneEnds(request);
  return await fileEnds(request);
}

async function typedEnds(
  { speed, usualSpeed, devices, ...output }: EndRequest,
  noMicrophone: { readonly why: string; readonly remedy: string } | null = null,
): Promise<ChosenEnds> {
  const piped = !process.stdin.isTTY;
  if (!piped && speed === 'max') throw tooFast('A person types');
  const { createTypedInput } = await import('../../providers/typed/typed-input.js');
  const virtual = piped && usualSpeed !== '1';
  const clock = virtual ? virtualClock() : new SystemClock();
  const { linesOf, linesUnlessEnded } = await import('../../providers/typed/lines.js');
  // Who types without a screen is read line by line, as the terminal hands them over.
  const byLine = piped || !screenWanted(output);
  let lines: AsyncIterable<string> | null = byLine ? linesOf(process.stdin) : null;
  if (lines !== null && piped && noMicrophone !== null) {
    lines = await linesUnlessEnded(lines);
    if (lines === null) throw nobodyAnswers(noMicrophone.why);
  }
  const input = createTypedInput({
    clock,
    pace: virtual ? 'virtual' : 'real',
    ...(lines === null ? {} : { lines, from: piped ? 'pipe' : 'keyboard', onLate: tellLate }),
  });
  const speaker = virtual ? { output: await silentOutput(clock), notes: [] } : await speakerOrSilence(clock, devices);
  const how = byLine && !piped ? [LINE_BY_LINE] : [];
  const fallback =
    noMicrophone === null
      ? []
      : [`${sentence(noMicrophone.why)} Answers are typed instead. ${sentence(noMicrophone.remedy)}`];
  return {
    input,
    output: speaker.output,
    clock,
    acoustic: false,
    unattended: virtual,
    notes: [...how, ...fallback, ...speaker.notes],
  };
}

const LINE_BY_LINE =
  'Type each answer in one line and press Enter; an empty line says nothing. The examiner waits. Ctrl-C ends the test.';

/** Standard output carries only the test. */
function tellLate(text: string): void {
  const beginning = text.length > LATE_SHOWN ? `${text.slice(0, LATE_SHOWN)} ...` : text;
  const note = `Note: "${beginning}" came too late for its question, so it was not taken. Please answer the present one.`;
  process.stderr.write(`${wrapFor(process.stderr, safeText(note))}\n`);
}

/** Characters of a line that is told of. */
const LATE_SHOWN = 40;

function tooFast(what: string): AppError {
  return new AppError({
    code: 'practice.speed',
    message: `${what} in real time, so --speed max cannot work.`,
    remedy: 'Give recorded answers with --input FILE or --input FOLDER, or leave --speed out.',
    exitCode: 2,
  });
}

/** Such as for a test begun by a timer, of which a session without answers would be saved and its questions count as asked. */
function nobodyAnswers(why: string): AppError {
  return new AppError({
    code: 'practice.nobody',
    message: `There is nobody to answer: ${sentence(why)} Standard input, where answers could be typed, has ended.`,
    remedy: 'Run it in a terminal, or give recorded answers with --input FILE or --input FOLDER.',
    exitCode: 3,
  });
}

async function microphoneEnds(request: EndRequest): Promise<ChosenEnds> {
  if (request.speed === 'max') throw tooFast('A microphone delivers');
  const { detectPortAudio } = await import('../../providers/portaudio/detect-portaudio.js');
  const { devices } = request;
  const { microphone, speaker } = await detectPortAudio(devices);
  if (!microphone.available) {
    // Whoever names a microphone wants to speak.
    if (request.inputGiven || devices.microphone !== null) {
      throw new AppError({
        code: 'practice.noMicrophone',
        message: microphone.why,
        remedy: microphone.remedy,
        exitCode: 3,
      });
    }
    return await typedEnds(request, microphone);
  }
  const clock = new SystemClock();
  const { createMicrophone } = await import('../../providers/portaudio/microphone.js');
  const input = createMicrophone({ clock, ...(devices.microphone !== null && { device: devices.microphone }) });
  return { input, ...(await outputTo(speaker, clock, devices)), clock, acoustic: true, unattended: false };
}

async function fileEnds({ input: path, usualSpeed, devices, earlier = [] }: EndRequest): Promise<ChosenEnds> {
  await stat(path).catch((cause: unknown) => {
    throw new AppError({
      code: 'practice.input',
      message: `There is no file or folder ${safeText(path)}.`,
      remedy: 'Give mic, text, an audio file, or a folder of recorded answers to --input.',
      exitCode: 2,
      cause,
    });
  });
  const { answersFromPath } = await import('../../providers/audio-files/answers-from-path.js');
  const { createFileCandidate } = await import('../../providers/recorded-candidate/file-candidate.js');
  const { createWebrtcDetector } = await import('../../providers/webrtc-vad/webrtc-detector.js');
  const voiceActivity = await createWebrtcDetector();
  const { answers, description, warnings } = await answersFromPath(path, voiceActivity);
  voiceActivity.close();
  const virtual = usualSpeed === 'max';
  const clock = virtual ? virtualClock() : new SystemClock();
  const given = answersGiven(earlier, description);
  const input = createFileCandidate({
    answers: answers.slice(given),
    clock,
    pace: virtual ? 'virtual' : 'real',
    description,
  });
  const { output, notes } = virtual
    ? { output: await silentOutput(clock), notes: [] }
    : await speakerOrSilence(clock, devices);
  return {
    input,
    output,
    clock,
    acoustic: true,
    unattended: virtual,
    notes: [...warnings, ...givenNotes(given, answers.length), ...notes],
  };
}

function givenNotes(given: number, count: number): readonly string[] {
  if (given === 0) return [];
  return given < count
    ? [
        `The test goes on with recorded answer ${String(given + 1)} of ${String(count)}: those before it were given already.`,
      ]
    : ['All recorded answers were given already: nothing more will be said.'];
}

/** Sessions at full speed carry the dates at which they were run: fourteen minutes counted on would end in the future. */
export function virtualClock(): Clock {
  return new VirtualClock({ breathe: () => breathe(), wallTime: () => new Date().toISOString() });
}

export async function silentOutput(clock: Clock): Promise<AudioOutput> {
  const { createNullOutput } = await import('../../providers/null-output/null-output.js');
  return createNullOutput({ clock });
}

export interface Loudspeaker {
  readonly output: AudioOutput;
  /** Why the examiner will not be heard, with the remedy. */
  readonly notes: readonly string[];
}

/** Throws AppError `practice.noSpeaker` (exit code 3) where the speaker that is named cannot be used. */
export async function speakerOrSilence(clock: Clock, devices: NamedDevices): Promise<Loudspeaker> {
  const { detectPortAudio } = await import('../../providers/portaudio/detect-portaudio.js');
  return await outputTo((await detectPortAudio(devices)).speaker, clock, devices);
}

async function outputTo(found: Availability, clock: Clock, { speaker }: NamedDevices): Promise<Loudspeaker> {
  if (found.available) {
    const { createSpeaker } = await import('../../providers/portaudio/speaker.js');
    return { output: createSpeaker(speaker === null ? {} : { device: speaker }), notes: [] };
  }
  if (speaker === null) return { output: await silentOutput(clock), notes: [withoutSpeaker(found)] };
  throw new AppError({
    code: 'practice.noSpeaker',
    message: found.why,
    remedy: found.remedy,
    exitCode: 3,
  });
}

function withoutSpeaker({ why, remedy }: { readonly why: string; readonly remedy: string }): string {
  return `${sentence(why)} The examiner is read, not heard. ${sentence(remedy)}`;
}
