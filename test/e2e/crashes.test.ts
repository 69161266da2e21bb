/** Processes that die, devices that vanish, disks and databases that fail: nothing that was said is lost. */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SessionEvent } from '../../src/engine/session/log/events.js';
import { detectPocketsphinx } from '../../src/providers/pocketsphinx/detect.js';
import { readRecording } from '../../src/providers/recording/read-recording.js';
import { eventually } from '../support/eventually.js';
import { eventsOf, ofType } from '../support/program-events.js';
import { runProgram, startProgram } from '../support/run-program.js';
import { speak, speechToolsMissing } from '../support/speech-files.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { startVirtualMicrophone, virtualMicrophoneMissing } from '../support/virtual-microphone/virtual-microphone.js';

const ANSWERS = [
  'My name is Daniel Smith.',
  'You can call me Dan.',
  'Yes, here you are.',
  'I come from a small town near the sea.',
  'The people are friendly and it is easy to walk.',
  'It has changed a lot.',
];
const TYPED = Array.from({ length: 60 }, (_, index) => ANSWERS[index % ANSWERS.length]).join('\n');
const STACK_TRACE = /^\s+at /m;
// Also for sessions that are resumed: what these tests are about needs no voice, and neither synthesis nor the seconds in
// which a grammar checker loads. The long turn has everything but the voice.
process.env['IELTS_EXAMINER_VOICE'] = 'none';
process.env['IELTS_EXAMINER_GRAMMAR'] = 'none';
const WITH_GRAMMAR = { IELTS_EXAMINER_GRAMMAR: 'learner-grammar' };

const recogniser = await detectPocketsphinx();
const missing = speechToolsMissing() ?? (recogniser.available ? null : recogniser.why);
const folder = temporaryFolder();

beforeAll(() => {
  if (missing !== null) return;
  ANSWERS.forEach((text, index) => {
    speak(text, join(folder, `${String(index + 1)}.wav`), 'rms');
  });
});

/** Options of Node: from the first output with this in it, a tenth of a second goes by with each that follows. */
function hesitatingFrom(moment: string): string {
  const hook = join(temporaryFolder(), 'hesitating.mjs');
  writeFileSync(
    hook,
    `let seen = false;
const write = process.stdout.write.bind(process.stdout);
process.stdout.write = (output, ...more) => {
  if (seen) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
  seen ||= String(output).includes(${JSON.stringify(moment)});
  return write(output, ...more);
};`,
  );
  return `--import ${pathToFileURL(hook).href}`;
}

const recorded = (...more: readonly string[]) => ['practice', '--input', folder, '--seed', '3', '--json', ...more];
/** For what has nothing to do with words: the voice is heard, nobody writes it down. */
const UNHEARD = ['--stt', 'none'];
const resumed = ['sessions', 'resume', 'last', '--input', folder, '--speed', 'max', '--json'];

// Side by side, here and below: most of the time they wait for real time, or for one process at a time.
describe.skipIf(missing !== null)(
  `a session that is killed${missing === null ? '' : ` (skipped: ${missing})`}`,
  { concurrent: true },
  () => {
    it.each([
      { when: 'while the examiner asks', moment: '"purpose":"identity"', speed: '1', parts: '1', words: 'none' },
      {
        when: 'while the candidate answers',
        moment: '"candidate.startedSpeaking"',
        speed: '1',
        parts: '1',
        words: 'before',
      },
      {
        when: 'between two questions',
        moment: '"turn.ended","turnId":"t4"',
        speed: 'max',
        parts: '1',
        words: 'before',
      },
      {
        when: 'in the preparation minute',
        moment: '"preparation.started"',
        speed: 'max',
        parts: '2',
        words: 'before',
      },
      { when: 'in the long turn', moment: '"moment":"longTurn"', speed: 'max', parts: '2', words: 'throughout' },
    ])('$when goes on to its end', async ({ moment, speed, parts, words }) => {
      const home = temporaryFolder();
      const env = words === 'throughout' ? WITH_GRAMMAR : {};
      // At full speed, it would be far beyond the moment before we see it.
      const hesitating = speed === 'max' ? { ...env, NODE_OPTIONS: hesitatingFrom(moment) } : env;
      const test = recorded('--speed', speed, '--parts', parts, ...(words === 'none' ? UNHEARD : []));
      const running = startProgram(test, { home, env: hesitating });
      await running.shows(moment);
      // A killed process has no last word: what is lost is what it had not written yet, a second of it at most.
      await eventually(() => expect(storedText(home)).toContain(speed === '1' ? moment : '"session.started"'));
      running.process.kill('SIGKILL');
      const seen = eventsOf((await running.result).stdout);
      const interrupted = await readRecording(startOf(storedEvents(home)).recordingPath ?? '');

      const { exitCode, stdout, stderr } = await runProgram([...resumed, ...(words === 'before' ? UNHEARD : [])], {
        home,
        env,
      });
      expect(stderr).not.toMatch(/warning|error/);
      expect(stderr).toContain(words === 'throughout' ? 'recognition pocketsphinx' : 'recognition none');
      expect(exitCode).toBe(0);
      const events = storedEvents(home);
      const begin = events.findIndex(({ type }) => type === 'session.resumed');
      expect(begin).toBeGreaterThan(0);
      expect(eventsOf(stdout)[0]).toMatchObject({ type: 'session.resumed', sequence: begin + 1 });
      expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_event, index) => index + 1));
      expect(events.at(-1)).toMatchObject({ type: 'session.ended', status: 'completed' });
      const askedIn = (part: typeof events) => ofType(part, 'question.asked').map(({ questionId }) => questionId);
      const [before, after] = [askedIn(events.slice(0, begin)), askedIn(events.slice(begin))];
      // What was being said or prepared for when the process was killed is said again, and nothing else.
      const asked = [...before, ...(after[0] === before.at(-1) ? after.slice(1) : after)];
      expect(asked).toEqual([...new Set(asked)]);
      const { candidate } = await readRecording(startOf(events).recordingPath ?? '');
      expect(candidate.length / 16).toBeGreaterThanOrEqual((events.at(-1)?.atMs ?? 0) - 20);
      const kept = Math.min(interrupted.candidate.length, (events[begin]?.atMs ?? 0) * 16);
      expect(
        Buffer.from(candidate.slice(0, kept).buffer).equals(Buffer.from(interrupted.candidate.slice(0, kept).buffer)),
      ).toBe(true);
      const shown = seen.filter(({ type }) => type !== 'transcript.partial');
      expect(events.slice(0, begin)).toEqual(shown.slice(0, begin));
      const report = await runProgram(['export', 'report', 'last', '--json'], { home });
      expect(JSON.parse(report.stdout)).toMatchObject({ schema: expect.stringContaining('ielts-examiner.report') });
    });

    it.each(['SIGTERM', 'SIGHUP'] as const)('by %s is saved, and can be gone on with by typing', async (signal) => {
      const home = temporaryFolder();
      const running = startProgram(recorded('--speed', '1', '--parts', '1', ...UNHEARD), { home });
      await running.shows('"turn.started"');
      running.process.kill(signal);
      const { exitCode, stdout, stderr } = await running.result;
      expect(exitCode).toBe(130);
      expect(stderr).toContain('sessions resume');
      expect(eventsOf(stdout).at(-1)).toMatchObject({ type: 'session.ended', status: 'aborted' });
      const typed = await runProgram(['sessions', 'resume', 'last', '--input', 'text'], { home, input: TYPED });
      expect(typed).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('Session: completed') });
    });

    it('is gone on with by one process only, and two sessions of one home do not disturb each other', async () => {
      const home = temporaryFolder();
      const first = startProgram(recorded('--speed', '1', '--parts', '1', ...UNHEARD), { home });
      await first.shows('"turn.started"');
      const [second, busy] = await Promise.all([
        runProgram(['practice', '--input', 'text', '--parts', '1'], { home, input: TYPED }),
        runProgram(['sessions', 'list', '--json'], { home }).then(async ({ stdout }) => {
          const { sessions } = JSON.parse(stdout) as { readonly sessions: readonly { readonly id: string }[] };
          const id = sessions.at(-1)?.id ?? '';
          return await runProgram(['sessions', 'resume', id, '--input', folder, '--speed', 'max'], { home });
        }),
      ]);
      expect(second.exitCode).toBe(0);
      expect(busy).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('sessions.running') });
      first.process.kill('SIGTERM');
      const { stderr } = await first.result;
      expect(stderr).not.toContain('warning');
      const id = /sessions resume (\S+)/.exec(stderr)?.[1] ?? '';
      const resume = ['sessions', 'resume', id, '--input', folder, '--speed', 'max', '--json'];
      const resumeIt = () => runProgram([...resume, ...UNHEARD], { home });
      const both = await Promise.all([resumeIt(), resumeIt()]);
      expect(both.map(({ exitCode }) => exitCode).toSorted()).toEqual([0, 2]);
      expect(both.find(({ exitCode }) => exitCode === 2)?.stderr).toContain('sessions.running');
      expect(await resumeIt()).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('sessions.finished') });
    });
  },
);

describe('an output that nobody reads, or that is full', { concurrent: true }, () => {
  it('stops the test without a stack trace, and the test can be gone on with', async () => {
    const home = temporaryFolder();
    const program = startProgram(['practice', '--input', 'text', '--speed', '1', '--json'], {
      home,
    });
    await program.shows('"session.started"');
    program.process.stdout?.destroy();
    const { exitCode, stderr } = await program.result;
    expect(stderr).not.toMatch(STACK_TRACE);
    expect({ exitCode, told: stderr.includes('sessions resume') }).toEqual({ exitCode: 130, told: true });
    expect((await runProgram(['sessions', 'list'], { home })).stdout).toContain('aborted');
    expect(await runProgram(['sessions', 'resume', 'last'], { home, input: TYPED })).toMatchObject({ exitCode: 0 });
  });

  it.skipIf(!existsSync('/dev/full'))('is told as the environment’s fault', async () => {
    const intoFull = `"${process.execPath}" bin/ielts-examiner.js sessions list > /dev/full`;
    const { status, stderr } = await endOf('sh', ['-c', intoFull], temporaryFolder());
    expect({ status, stderr }).toEqual({ status: 3, stderr: expect.stringContaining('output.failed') });
    expect(stderr).not.toMatch(STACK_TRACE);
  });
});

describe('a database that cannot be used', { concurrent: true }, () => {
  const good = temporaryFolder();
  const fileIn = (home: string): string => join(home, 'data', 'sessions.sqlite');
  beforeAll(async () => {
    await runProgram(['practice', '--input', 'text', '--parts', '1'], { home: good, input: TYPED });
  });

  it.each<readonly [string, string, (path: string) => void]>([
    ['garbage', 'store.damaged', (path) => writeFileSync(path, Buffer.alloc(50_000, 'garbage'))],
    ['cut short', 'store.damaged', (path) => truncateSync(path, 6000)],
    [
      'of a newer version',
      'store.newer',
      (path) => {
        const database = new Database(path);
        database.pragma('user_version = 999');
        database.close();
      },
    ],
  ])('is left as it is: %s', async (_what, code, spoil) => {
    const home = join(temporaryFolder(), 'home');
    cpSync(good, home, { recursive: true });
    spoil(fileIn(home));
    const hash = () =>
      createHash('sha256')
        .update(readFileSync(fileIn(home)))
        .digest('hex');
    const before = hash();
    const result = await runProgram(['practice', '--input', 'text', '--parts', '1'], { home });
    expect(result).toMatchObject({ exitCode: 3, stdout: '' });
    expect(result.stderr).toMatch(new RegExp(`^error \\[${code}\\]: .+\\n→ .+\\n$`));
    expect(hash()).toBe(before);
  });

  it('is not waited for forever when another program holds it', async () => {
    const home = join(temporaryFolder(), 'home');
    cpSync(good, home, { recursive: true });
    const database = new Database(fileIn(home));
    database.exec('BEGIN EXCLUSIVE');
    const result = await runProgram(['practice', '--input', 'text'], { home });
    database.close();
    expect(result).toMatchObject({ exitCode: 3, stderr: expect.stringContaining('store.locked') });
  });

  const nobody = process.getuid?.() === 0 && spawnSync('setpriv', ['--version']).status === 0;
  it.skipIf(!nobody)('says so when its folder is read-only', async () => {
    const home = temporaryFolder();
    const asNobody = ['--reuid=65534', '--regid=65534', '--clear-groups', process.execPath, 'bin/ielts-examiner.js'];
    const { status, stderr } = await endOf('setpriv', [...asNobody, 'practice', '--input', 'text'], home);
    expect({ status, stderr }).toEqual({ status: 3, stderr: expect.stringContaining('store.readonly') });
  });
});

describe.skipIf(missing !== null)('a disk that runs full', () => {
  const disk = join(temporaryFolder(), 'disk');
  let mounted = false;
  beforeAll(() => {
    mkdirSync(disk);
    mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', disk]).status === 0;
  });
  afterAll(() => {
    if (mounted) spawnSync('umount', [disk]);
  });

  it('ends the recording, not the test, and every event is kept', async (context) => {
    if (!mounted) context.skip('this machine does not let us mount a small disk');
    const { exitCode, stdout, stderr } = await runProgram(recorded('--speed', 'max', '--parts', '1', ...UNHEARD), {
      home: disk,
    });
    expect(exitCode).toBe(0);
    expect(stderr).not.toContain('warning');
    const shown = eventsOf(stdout).filter(({ type }) => type !== 'transcript.partial');
    expect(ofType(shown, 'provider.failed')).toMatchObject([{ port: 'recorder', code: 'recording.full' }]);
    expect(storedEvents(disk)).toEqual(shown);
  });
});

const noDevice = missing ?? virtualMicrophoneMissing();
describe.skipIf(noDevice !== null)(
  `a device that vanishes${noDevice === null ? '' : ` (skipped: ${noDevice})`}`,
  () => {
    it('ends the session as failed; what was said is kept, and the test goes on by typing', async () => {
      const home = temporaryFolder();
      const microphone = await startVirtualMicrophone();
      try {
        const session = ['practice', '--input', 'mic', '--parts', '1', '--seed', '3', '--voice', 'flite', '--json'];
        const program = startProgram(session, { home, env: microphone.env });
        await program.shows('"turn.started","turnId":"t1"');
        await microphone.playIntoMicrophone(join(folder, '1.wav'));
        await program.shows('"turnId":"t2"');
        await microphone.vanish();
        const { exitCode, stdout, stderr } = await program.result;
        expect(exitCode).toBe(1);
        expect(stderr).toContain('practice.unfinished');
        expect(stderr).toContain('sessions resume');
        expect(stderr).not.toMatch(STACK_TRACE);
        expect(eventsOf(stdout).at(-1)).toMatchObject({ type: 'session.ended', status: 'failed' });
      } finally {
        await microphone.stop();
      }
      const typed = await runProgram(['sessions', 'resume', 'last', '--input', 'text'], { home, input: TYPED });
      expect(typed).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('Session: completed') });
    });
  },
);

/** Through another program, while the tests beside this one go on. */
async function endOf(command: string, commandLine: readonly string[], home: string) {
  const child = spawn(command, commandLine, {
    env: { ...process.env, IELTS_EXAMINER_HOME: home },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const [status] = (await once(child, 'close')) as [number | null];
  return { status, stderr };
}

/** A line each. */
function storedText(home: string): string {
  const database = new Database(join(home, 'data', 'sessions.sqlite'), { readonly: true });
  try {
    const rows = database.prepare('SELECT event FROM session_events ORDER BY session_id, sequence').pluck().all();
    return rows.map((row) => `${String(row)}\n`).join('');
  } finally {
    database.close();
  }
}

const storedEvents = (home: string): readonly SessionEvent[] => eventsOf(storedText(home));

function startOf(events: readonly SessionEvent[]) {
  const [started] = ofType(events, 'session.started');
  if (started === undefined) throw new Error('no session began');
  return started;
}
