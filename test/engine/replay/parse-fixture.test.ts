import { describe, expect, it } from 'vitest';
import { isAppError, type AppError } from '../../../src/engine/errors.js';
import { USUAL_PART_TIMES } from '../../../src/engine/exam/times.js';
import { parseEndpointing, withEndpointing } from '../../../src/engine/replay/fixture/endpointing-choice.js';
import { endpointingOf } from '../../../src/engine/replay/fixture/endpointing-of.js';
import type { Fixture } from '../../../src/engine/replay/fixture/fixture-schema.js';
import { partTimesIn, writtenPartTimes } from '../../../src/engine/replay/fixture/part-times-schema.js';
import { NO_ANSWERS } from '../../../src/engine/speech/earlier-answers.js';
import { silenceAllowedMs } from '../../../src/engine/speech/endpointing.js';
import { SpeakerPauses } from '../../../src/engine/speech/speaker-pauses.js';
import { parseFixture } from '../../support/parse-fixture.js';

const HEAD = 'version: 1\ntitle: A title\n';

function problem(text: string): AppError {
  try {
    parseFixture(text, 'talk/fixture.yaml');
  } catch (error) {
    if (isAppError(error)) return error;
    throw error;
  }
  throw new Error('no error was thrown');
}

describe('reading fixture.yaml', () => {
  it('turns lengths of time into milliseconds and levels into decibels', () => {
    const fixture = parseFixture(
      `${HEAD}skipPreparation: 0.5min
answers:
  - { audio: audio/01.flac, delay: 600ms, gain: -6dB }
  - { audio: audio/02.flac, interrupt: 1.2s }
noise: { kind: brown, snr: 12.5dB }
expect: { latency: { responseP95: 800ms } }
`,
      'x',
    );
    expect(fixture.skipPreparation).toBe(30_000);
    expect(fixture.answers?.[0]).toMatchObject({ delay: 600, gain: -6 });
    expect(fixture.answers?.[1]).toMatchObject({ interrupt: 1200 });
    expect(fixture.noise).toEqual({ kind: 'brown', snr: 12.5, seed: 1 });
    expect(fixture.expect.latency).toEqual({ responseP95: 800 });
  });

  it('fills in what is left out', () => {
    const { exam, providers, expect: expected, bargeIn } = parseFixture(`${HEAD}answers: []\n`, 'x');
    expect(exam).toEqual({ parts: [1, 2, 3], seed: 1, timing: 'standard', topics: [], avoid: [] });
    expect([providers, expected, bargeIn]).toEqual([{}, {}, 'auto']);
  });

  it('takes own times of the parts, within bounds and in order, and writes them again as it read them', () => {
    const exam = (text: string) => `${HEAD}answers: []\nexam: { ${text} }\n`;
    const { times = {} } = parseFixture(exam('times: { part1Target: 90s, part1HardStop: 2min }'), 'x').exam;
    expect(partTimesIn(times)).toEqual({ part1TargetMs: 90_000, part1HardMs: 120_000 });
    expect(writtenPartTimes({ ...USUAL_PART_TIMES, ...partTimesIn(times) })).toEqual({
      part1Target: '90s',
      part1HardStop: '120s',
    });
    expect(writtenPartTimes(USUAL_PART_TIMES)).toBeNull();
    // As a setting has it, in either kind of YAML.
    for (const written of ['3:05', '"3:05"', '3:05 # of five'])
      expect(
        parseFixture(exam(`times:\n  { longTurn: 2min,\n    part3Target: ${written}\n  }\n`), 'x').exam.times,
      ).toEqual({
        longTurn: 120_000,
        part3Target: 185_000,
      });
    expect(problem(exam('times: { longTurn: 3:75 }')).message).toContain('such as 4:30 or 3min');
    expect(problem(exam('times: { longTurn: 30s }')).message).toContain('from 1:00 to 5:00');
    expect(problem(exam('times: { part3Target: 6min }')).message).toContain('part3Target lies after part3HardStop');
    expect(problem(exam('timing: untimed, times: { longTurn: 3min }')).message).toContain(
      'an untimed test has no such',
    );
  });

  it('names line and column of bad YAML', () => {
    const error = problem(`${HEAD}answers:\n  - { audio: audio/01.flac\nexpect: {}\n`);
    expect(error.code).toBe('fixture.badYaml');
    expect(error.message).toMatch(/^talk\/fixture\.yaml:[45]:\d+: /);
    expect(error.exitCode).toBe(3);
  });

  it.each([
    ['', 'it is empty'],
    ['# nothing yet\n', 'it is empty'],
    ['- a list\n', 'there are no keys in it'],
  ])('of %j it says: %s', (text, said) => {
    expect(problem(text).message).toBe(`talk/fixture.yaml:1:1: ${said}`);
  });

  it('names line, column and the nearest key of an unknown key', () => {
    const error = problem(`${HEAD}answers:\n  - { audio: audio/01.flac, refrence: "Hello." }\n`);
    expect(error.code).toBe('fixture.invalid');
    expect(error.message).toBe('talk/fixture.yaml:4:29: unknown key "refrence"; did you mean "reference"?');
  });

  it('tells a mistyped key before what is wrong only because the right one is missing', () => {
    const told = (text: string): string => problem(text).message.split('\n')[0] ?? '';
    expect(told(`${HEAD}answrs:\n  - { audio: audio/01.flac }\n`)).toContain('unknown key "answrs"');
    expect(told(`${HEAD}answers:\n  - { adio: audio/01.flac, reference: "Hello." }\n`)).toContain('"adio"');
    expect(told('version: 1\ntitel: Home town\nanswers: []\n')).toContain('did you mean "title"?');
  });

  it('says of a key that must be there that it is missing', () => {
    expect(problem(`${HEAD}answers: []\nexpect: { cost: { min: 0.05 } }\n`).message).toContain(
      '"expect.cost.max": is missing',
    );
  });

  it('lists the keys of a place when none is near', () => {
    expect(problem(`${HEAD}answers: []\nnoise: { kind: pink, snr: 9dB, loudness: 3 }\n`).message).toContain(
      'unknown key "loudness"; known here: kind, snr, seed',
    );
  });

  it('suggests the event that was meant', () => {
    const error = problem(`${HEAD}answers: []\nexpect:\n  events:\n    - { type: question.repated }\n`);
    expect(error.message).toContain('talk/fixture.yaml:6:15: ');
    expect(error.message).toContain('(did you mean "question.repeated"?)');
  });

  it.each([
    ['events: [{ type: followUp.refused, where: { reson: late }, absent: true }]', 'reson', 'reason'],
    ['order: [{ type: turn.responded, where: { latency.totlMs: { max: 900 } } }]', 'latency.totlMs', 'totalMs'],
  ])('refuses a field that an event never has, which would never be missed: %s', (expected, wrong, meant) => {
    const { message } = problem(`${HEAD}answers: []\nexpect: { ${expected} }\n`);
    expect(message).toContain(`has no field "${wrong}"; did you mean "${meant}"?`);
  });

  it('takes fields of lists, scores and events of every kind by their place', () => {
    const where = '{ score.overall.band: 6, atMs: { min: 0 } }';
    const text = `${HEAD}answers: []\nexpect: { events: [{ type: session.scored, where: ${where} }] }\n`;
    expect(() => parseFixture(text, 'talk/fixture.yaml')).not.toThrow();
  });

  it('refuses another version before it complains about anything else', () => {
    const error = problem('version: 2\ntitel: later\n');
    expect(error.code).toBe('fixture.version');
    expect(error.message).toContain('fixture.yaml:1:10: this is a fixture of version 2');
    expect(problem('version: "1"\n').remedy).toContain('without quotes: version: 1');
  });

  it.each(['/etc/passwd', '../other/audio/01.flac', 'audio/../../01.flac', 'C:/audio.flac', '..\\audio.flac'])(
    'refuses %s, which leaves the folder',
    (path) => {
      expect(problem(`${HEAD}answers:\n  - { audio: '${path}' }\n`).message).toContain('stay inside the folder');
    },
  );

  it.each([
    ['loss: 0.6', /burst of at least 1\.5/],
    ['loss: 0.9, burst: 3', /burst of at least 9$/m],
    ['loss: 0.8, burst: 3', /burst of at least 4$/m],
    ['clip: 3dB', /less than 0dB/],
    ['loss: 1', /^(?!.*Infinity)/s],
    ['burst: 0', /^[^\n]*$/],
    ['burst: 3', /:\d+:19: "degrade.burst": no packet is lost without "loss"$/],
    ['buffer: 80ms', /:\d+:20: "degrade.buffer": no packet comes late without "jitter"$/],
  ])('refuses a degradation that would do less than it says: %s', (degrade, complaint) => {
    expect(problem(`${HEAD}answers: []\ndegrade: { ${degrade} }\n`).message).toMatch(complaint);
    expect(() =>
      parseFixture(`${HEAD}answers: []\ndegrade: { loss: 0.6, burst: 1.5, clip: -3dB }\n`, 'x'),
    ).not.toThrow();
  });

  it('tells a second document in plain words', () => {
    expect(problem(`${HEAD}answers: []\n---\ntitle: another\n`).message).toContain('a second document begins here');
  });

  it.each(['usual', '0.8x', '900ms', 'fixed:500ms'])('takes endpointing as --endpointing does: %s', (written) => {
    const { endpointing } = parseFixture(`${HEAD}answers: []\nendpointing: ${written}\n`, 'x');
    const choice = parseEndpointing(written);
    expect(endpointing).toEqual(choice && withEndpointing<Pick<Fixture, 'endpointing'>>({}, choice).endpointing);
  });

  it.each([
    ['fixed:500ms', [500, 500, 500]],
    ['{ interview: { complete: 500ms } }', [500]],
  ])('waits as long as is set, whatever a recogniser says of the end: %s', (written, waitsMs) => {
    const { interview } = endpointingOf(parseFixture(`${HEAD}answers: []\nendpointing: ${written}\n`, 'x'));
    const heard = {
      pausedBefore: [],
      earlier: NO_ANSWERS,
      takenUp: 0,
      speechMs: 9000,
      endOfTurn: 'confirmed' as const,
    };
    const texts = ['i live in a small town near the coast', 'i think', 'i like it because'].slice(0, waitsMs.length);
    const waits = texts.map((text) => silenceAllowedMs({ ...heard, text }, interview, new SpeakerPauses()));
    expect(waits).toEqual(waitsMs);
  });

  it('says of a wrong wait where it stands and how to write it', () => {
    const { message } = problem(`${HEAD}answers: []\nendpointing:\n  interview:\n    complete: 700\n`);
    expect(message).toMatch(/:6:15: "endpointing\.interview\.complete": write a length of time with its unit/);
  });

  it.each(['fixed', '900', '0ms', '0x', '25x', '31s', '-5ms', '{ interview: 500ms }', '3'])(
    'tells how endpointing is written instead of %s',
    (written) => {
      const { message } = problem(`${HEAD}answers: []\nendpointing: ${written}\n`);
      expect(message).toContain('a silence (900ms), one whatever was said (fixed:800ms)');
      expect(message).toContain('{ interview: { complete: 500ms } }');
    },
  );

  it('tells what an unknown key may have been meant for also where something else than a map may stand', () => {
    const { message } = problem(`${HEAD}answers: []\nendpointing: { intervew: { complete: 700ms } }\n`);
    expect(message).toContain('unknown key "intervew"; did you mean "interview"?');
  });

  it('takes a latency with the plus of the command line, or without', () => {
    const { latency } = parseFixture(`${HEAD}answers: []\nlatency: { stt: +300ms, tts: 1s, llm: 0 }\n`, 'x');
    expect(latency).toEqual({ stt: 300, tts: 1000, llm: 0 });
    expect(problem(`${HEAD}answers: []\nlatency: { stt: 2min }\n`).message).toContain('more than a minute');
  });

  it.each([
    ['600', 'such as 600ms'],
    ['600 seconds', 'no unit "seconds": write ms, s or min'],
    ['2h', 'no unit "h": write ms, s or min'],
    ['-1s', 'not below zero'],
    ['soon', 'such as 600ms'],
    ['1.2.3s', 'such as 600ms'],
  ])('refuses "%s" as a length of time: %s', (delay, complaint) => {
    expect(problem(`${HEAD}answers:\n  - { text: hello, delay: ${delay} }\n`).message).toContain(complaint);
  });

  it.each([
    ['{ delay: 1s }', 'none of them'],
    ['{ audio: a.flac, text: hello }', 'audio and text'],
    ['{ text: hello, interrupt: 1s }', '"interrupt" belongs to an answer with audio'],
    ['{ audio: a.flac, interrupt: 1s, delay: 1s }', 'either "delay" or "interrupt"'],
  ])('refuses the answer %s', (answer, complaint) => {
    expect(problem(`${HEAD}answers:\n  - ${answer}\n`).message).toContain(complaint);
  });

  it.each([
    ['exam: { parts: [4] }', '"exam.parts[1]": a part is 1, 2 or 3'],
    ['expect: { wer: 0.1 }', '"expect.wer": write { max: 0.1 }, or eachMax'],
    ['expect: { cutIns: none }', '"expect.cutIns": write a whole number'],
    ['expect: { wer: { maks: 1 } }', 'did you mean "max"'],
  ])('says what to write instead of %s', (line, complaint) => {
    expect(problem(`title: T\nversion: 1\nanswers: []\n${line}\n`).message).toContain(complaint);
  });

  it('wants answers or a recording, not both', () => {
    expect(problem(HEAD).message).toContain('either "answers" or "recording"');
    expect(problem(`${HEAD}answers: []\nrecording: audio/all.flac\n`).message).toContain('either');
  });

  it('shows several complaints at once, without control characters', () => {
    const many = Array.from({ length: 26 }, (_, index) => `b${String(index)}: 1\n`).join('');
    const { message } = problem(`${HEAD}answers: []\n"a\\x1b[31m": 1\n${many}`);
    expect(message.split('\n')).toHaveLength(26);
    expect(message).toContain('and 2 more');
    expect(message).not.toContain('\u001b');
  });

  it.each(['contains: [um]', 'lacks: ["(laughs)", ok]'])('refuses words that no comparison ever finds: %s', (words) => {
    const complaint = 'there is no word in it that is compared';
    expect(problem(`${HEAD}answers: []\nexpect: { transcript: { ${words} } }\n`).message).toContain(complaint);
    expect(problem(`${HEAD}answers:\n  - { text: hello, expect: { ${words} } }\n`).message).toContain(complaint);
  });

  it.each([
    ['brackets', '['.repeat(200_000)],
    ['maps in a line', '{a: '.repeat(150_000)],
    ['lists in a line', '- '.repeat(200_000)],
    ['lines', Array.from({ length: 900 }, (_, index) => `${' '.repeat(index)}a:`).join('\n')],
  ])('refuses %s that are nested beyond reason, at once', (_what, text) => {
    expect(problem(text)).toMatchObject({ code: 'fixture.badYaml', message: expect.stringContaining('nested deeper') });
  });

  it('refuses aliases that multiply beyond reason', () => {
    const levels = 'abcdefgh'.split('');
    const bomb = levels.map((name, index) => {
      const previous = levels[index - 1];
      return `${name}: &${name} [${Array.from({ length: 9 }, () => (previous ? `*${previous}` : 'x')).join(', ')}]`;
    });
    expect(problem(`${bomb.join('\n')}\n`).code).toBe('fixture.badYaml');
  });
});
