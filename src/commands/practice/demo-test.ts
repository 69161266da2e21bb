/** `--demo`: a recorded candidate takes a whole test in real time, which shows the program without a microphone. */
import { fileURLToPath } from 'node:url';
import { AppError } from '../../engine/errors.js';
import type { QuestionBank } from '../../engine/exam/bank.js';
import type { ExamPlan } from '../../engine/exam/types.js';
import type { SpeechToText } from '../../engine/ports/speech-to-text.js';
import { DEMO_INPUT } from '../../engine/session/log/demo-input.js';
import type { NamedDevices } from '../../providers/portaudio/detect-portaudio.js';
import { SystemClock } from '../../providers/system-clock/system-clock.js';
import { planOf } from '../replay/fixture/plan-of.js';
import { silentOutput, speakerOrSilence, virtualClock, type ChosenEnds } from './choose-ends.js';
import { listenIn } from './listen-in.js';

/** Sources and build output lie equally deep below the package root. */
const DEMO = fileURLToPath(new URL('../../../fixtures/full-test', import.meta.url));

export interface DemoTest {
  readonly ends: ChosenEnds;
  readonly plan: ExamPlan;
  /** Plays the transcripts from the fixture's cassette, so that the demo needs no recogniser. */
  readonly speechToText: SpeechToText;
}

export async function demoTest(
  bank: QuestionBank,
  speed: '1' | 'max' | undefined,
  devices: NamedDevices,
): Promise<DemoTest> {
  const { partStartsOf, readSound } = await import('../replay/fixture/candidate-sound.js');
  const { readCassette } = await import('../replay/fixture/recorded-files.js');
  const { readFixture } = await import('../replay/fixture/read-fixture.js');
  const { CassettePlayer } = await import('../../providers/cassette/cassette-player.js');
  const { createFileCandidate } = await import('../../providers/recorded-candidate/file-candidate.js');
  const fixture = await readFixture(DEMO);
  const cassette = readCassette(DEMO);
  if (cassette === null) throw incomplete();
  const { answers } = await readSound(DEMO, fixture, cassette);
  const virtual = speed === 'max';
  const clock = virtual ? virtualClock() : new SystemClock();
  const candidate = createFileCandidate({
    answers,
    clock,
    pace: virtual ? 'virtual' : 'real',
    description: DEMO_INPUT,
    partStarts: partStartsOf(fixture),
  });
  const speaker = virtual ? { output: await silentOutput(clock), notes: [] } : await speakerOrSilence(clock, devices);
  const ends = listenIn(candidate, speaker.output);
  return {
    ends: { ...ends, clock, acoustic: true, unattended: virtual, notes: speaker.notes },
    plan: planOf(fixture, bank, null),
    speechToText: new CassettePlayer(cassette, { answering: () => candidate.answering() }).speechToText(),
  };
}

function incomplete(): AppError {
  return new AppError({
    code: 'practice.demo',
    message: 'The demo cannot be played: its recording is not complete.',
    remedy: 'Install the program again.',
    exitCode: 3,
  });
}
