/** What is refused of a command line. Of an option that is given twice, nothing may be left out without a word: a build would replay half of what it says. */
import { Command, CommanderError } from 'commander';
import { expect, it } from 'vitest';
import { defineFixtures } from '../../src/cli/fixtures.js';
import { defineReplay } from '../../src/cli/replay.js';

/** @returns what commander says of the command line; null when it takes it */
function refused(...words: string[]): string | null {
  const program = new Command('x').exitOverride().configureOutput({ writeErr: () => undefined });
  defineReplay(
    program,
    () => undefined,
    () => undefined,
  );
  defineFixtures(
    program,
    () => undefined,
    () => undefined,
  );
  const quiet = (command: Command): void => {
    command.exitOverride().configureOutput({ writeErr: () => undefined });
    command.commands.forEach(quiet);
  };
  quiet(program);
  try {
    program.parse(['node', 'x', ...words]);
    return null;
  } catch (error) {
    return error instanceof CommanderError ? error.message : String(error);
  }
}

it.each([
  ['replay', '--shard', '1/2', '2/2'],
  ['replay', '--stt', 'none', 'cassette'],
  ['replay', '--seed', '1', '1'],
  ['replay', '--bail', '1', '2'],
  ['replay', '--speed', '1', 'max'],
  ['replay', '--latency', 'stt=1s', 'llm=1s'],
  ['replay', '--matrix', 'stt=none,cassette', 'endpointing=1x,2x'],
  ['worker --queue redis://localhost', '--rate', '1/min', '2/min'],
  ['worker', '--queue', 'redis://a', 'redis://b'],
  ['fixture new talk', '--audio', 'a', 'b'],
  ['fixture add-noise talk --out x', '--snr', '1dB', '2dB'],
  ['fixture from-session last', '--out', 'a', 'b'],
])('%s refuses a second %s', (command, option, first, second) => {
  expect(refused(...command.split(' '), option, first, option, second)).toContain(`'${option}`);
  const needed = option === '--queue' || command !== 'worker';
  expect(needed ? refused(...command.split(' '), option, first) : null).toBeNull();
});

it('takes what may be given several times', () => {
  expect(refused('replay', '--filter', 'a', '--filter', 'b', '--reporter', 'json', '--reporter', 'pretty')).toBeNull();
  expect(refused('fixture', 'redact', 'talk', '--words', 'Anna', '--words', 'Li')).toBeNull();
  expect(refused('replay', '--update', '--update')).toBeNull();
});

it.each([
  ['99999999999999999999', /too large: give at most 9007199254740991/],
  ['-1', /whole number from 0 up/],
  ['1.5', /whole number from 0 up/],
])('says of a seed of %s what is wrong with it', (seed, why) => {
  expect(refused('replay', `--seed=${seed}`)).toMatch(why);
});
