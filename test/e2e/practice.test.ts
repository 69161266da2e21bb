/** The whole program, with real speech in and real recognition: what a user scripts against. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { eventsOf } from '../support/program-events.js';
import { detectPocketsphinx } from '../../src/providers/pocketsphinx/detect.js';
import { readRecording } from '../../src/providers/recording/read-recording.js';
import { rms } from '../support/signals.js';
import { runProgram, startProgram } from '../support/run-program.js';
import { speak, speechToolsMissing } from '../support/speech-files.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const ANSWERS = [
  'My name is Daniel Smith.',
  'You can call me Dan.',
  'Yes, here you are.',
  'I come from a small town near the sea in the north of the country.',
  'I like it because the people are friendly and it is easy to walk everywhere.',
  'When I was a child I used to play football with my friends every day after school.',
];

const noRecogniser = await detectPocketsphinx();
const missing = speechToolsMissing() ?? (noRecogniser.available ? null : noRecogniser.why);

describe.skipIf(missing !== null)(
  `practice, end to end${missing === null ? '' : ` (skipped: ${missing})`}`,
  { concurrent: true },
  () => {
    const folder = join(temporaryFolder(), 'answers');

    beforeAll(() => {
      mkdirSync(folder);
      ANSWERS.forEach((text, index) => {
        speak(text, join(folder, `${String(index + 1)}.wav`), 'rms');
      });
    });

    it('a folder of recorded answers at full speed ends in a report', async () => {
      const home = temporaryFolder();
      const test = [
        'practice',
        '--input',
        folder,
        '--speed',
        'max',
        '--parts',
        '1',
        '--untimed',
        '--seed',
        '3',
        '--candidate',
        'Dan',
      ];
      const { exitCode, stdout, stderr } = await runProgram([...test, '--json'], { home });
      expect(stderr).toContain('recognition pocketsphinx');
      expect(exitCode).toBe(0);
      const events = eventsOf(stdout);
      expect(events.at(-1)).toMatchObject({ type: 'session.ended', status: 'completed' });
      const said = events.flatMap((event) => (event.type === 'transcript.final' ? [event.text] : [])).join(' ');
      expect(said).toContain('small town');
      expect(said).toContain('football');
      const [started] = events.filter((event) => event.type === 'session.started');
      const { candidate, examiner } = await readRecording(started?.recordingPath ?? '');
      expect(rms(candidate)).toBeGreaterThan(50);
      expect(rms(examiner)).toBeGreaterThan(50);

      const report = await runProgram(['export', 'report', 'last'], { home });
      expect(report.exitCode).toBe(0);
      expect(report.stdout).toContain('practice estimate, not an official IELTS score');
      const list = await runProgram(['sessions', 'list', '--json'], { home });
      expect(list.stdout).toContain('"Dan"');
      const metrics = await runProgram(['export', 'metrics', '--format', 'csv'], { home });
      expect(metrics.stdout.trim().split('\n').length).toBeGreaterThan(8);
    });

    it('the first Ctrl-C ends politely and saves, a second one stops at once with 130', async () => {
      const home = temporaryFolder();
      // What was said is no matter here, and neither recogniser nor grammar checker has to be loaded for it.
      const test = ['practice', '--input', folder, '--speed', '1', '--parts', '1', '--plain', '--stt', 'none'];
      const env = { IELTS_EXAMINER_GRAMMAR: 'none' };
      const politely = async () => {
        const polite = startProgram(test, { home, env });
        await polite.shows('Examiner:');
        polite.process.kill('SIGINT');
        const ended = await polite.result;
        expect(ended.exitCode).toBe(0);
        expect(ended.stdout).toContain('Session: ended');
      };
      const hastily = async () => {
        const hasty = startProgram(test, { home, env });
        await hasty.shows('Examiner:');
        hasty.process.kill('SIGINT');
        await hasty.shows('press Ctrl-C again');
        hasty.process.kill('SIGINT');
        const stopped = await hasty.result;
        expect(stopped.exitCode).toBe(130);
        // The examiner had not taken leave yet: the test goes on where it was.
        expect(stopped.stderr).toMatch(
          /Stopped\. No question was answered yet\. Go on with:\nielts-examiner sessions resume [\w-]+\n$/,
        );
      };
      await Promise.all([politely(), hastily()]);
    });
  },
);

describe('practice by typing', { concurrent: true }, () => {
  it('answers from a pipe end in a report without a Pronunciation band', async () => {
    const home = temporaryFolder();
    const input = Array.from({ length: 90 }, (_, index) => ANSWERS[index % ANSWERS.length]).join('\n');
    const { exitCode, stdout } = await runProgram(['practice', '--input', 'text', '--voice', 'none', '--plain'], {
      home,
      input,
    });
    expect(exitCode).toBe(0);
    expect(stdout).toContain('Session: completed');
    expect(stdout).toMatch(/Pronunciation[^\n]*not rateable/);
    expect(stdout).toContain('practice estimate');
  });

  it('a pipe that ends early ends the test politely', async () => {
    const { exitCode, stdout } = await runProgram(['practice', '--input', 'text'], {
      home: temporaryFolder(),
      input: 'Ann Lee\n',
    });
    expect(exitCode).toBe(0);
    expect(stdout).toContain('Session: ended');
  });
});

describe('what cannot work is said, with a code and what to do', { concurrent: true }, () => {
  const home = temporaryFolder();
  const empty = join(temporaryFolder(), 'empty');
  mkdirSync(empty);
  const text = join(temporaryFolder(), 'text.wav');
  writeFileSync(text, 'this is not audio');

  it.each([
    [['practice', '--microphone', ' '], 2, '--microphone'],
    [['practice', '--parts', '4'], 2, '--parts'],
    [['practice', '--inptu', 'mic'], 2, '--input'],
    [['practice', '--input', 'nowhere.wav'], 2, 'practice.input'],
    [['practice', '--input', 'mic', '--speed', 'max'], 2, 'practice.speed'],
    [['practice', '--input', 'text', '--topic', 'home-twon'], 2, 'home-town'],
    [['practice', '--input', 'text', '--card', 'nothing'], 2, 'exam.unknownCard'],
    [['practice', '--profile', 'cluod'], 2, 'config.unknownProfile'],
    [['practice', '--input', 'text', '--voice', 'flit'], 2, 'flite'],
    [['practice', '--strict', '--untimed'], 2, '--untimed'],
    [['practice', '--input', empty, '--speed', 'max'], 2, 'audio.noFiles'],
    [['practice', '--input', text, '--speed', 'max'], 2, 'audio.unsupported'],
    [['sessions', 'show', 'nothing'], 2, 'sessions.unknown'],
    [['sessions', 'resume', 'nothing'], 2, 'sessions.unknown'],
    [['export', 'report', 'nothing'], 2, 'sessions.unknown'],
    [['models', 'pull', 'nothing'], 2, 'models.unknown'],
    [['questions', 'list', '--topic', 'nothing'], 4, 'questions.unknownTopic'],
    [['pratice'], 2, 'practice'],
  ] as const)('%j', async (commandLine, exitCode, told) => {
    const result = await runProgram(commandLine, { home });
    expect({ exitCode: result.exitCode, stderr: result.stderr }).toEqual({
      exitCode,
      stderr: expect.stringContaining(told),
    });
    expect(result.stderr).not.toMatch(/^\s+at /m);
  });
});
