/** What the commands share: parsers of option values, and groups of options. */
import { InvalidArgumentError, type Command } from 'commander';
import { DURATION, durationMs } from '../engine/text/written-times.js';

/** What a command does. @returns the exit code */
export type Run = () => Promise<number>;
/** Called by the action of the command that was given, with what to run once parsing is over. */
export type ChooseRun = (run: Run) => void;
/** Writes a line or a whole text to standard output. */
export type WriteText = (text: string) => void;

export function partsOption(list: string): readonly string[] {
  const parts = list.split(',').map((part) => part.trim());
  if (parts.length === 0 || !parts.every((part) => /^[123]$/.test(part))) {
    throw new InvalidArgumentError('Give numbers from 1 to 3, such as 1,3.');
  }
  return [...new Set(parts)].toSorted().map((part) => `part${part}`);
}

/** Collects the values of an option that may be given several times. */
export function collect(text: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), text];
}

/** Refuses an option of the command that is given a second value: of two, one would be left out without a word. */
export function onceEach(command: Command): void {
  for (const option of command.options) {
    if (option.variadic || option.parseArg === (collect as unknown) || option.isBoolean()) continue;
    let given = false;
    command.on(`option:${option.name()}`, () => {
      if (given)
        command.error(`error: option '${option.flags}' is given twice, and takes one value`, { code: 'cli.twice' });
      given = true;
    });
  }
}

export function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('Give a whole number from 0 up.');
  // What is more is not exact any more.
  if (!Number.isSafeInteger(Number(text)))
    throw new InvalidArgumentError(`It is too large: give at most ${String(Number.MAX_SAFE_INTEGER)}.`);
  return Number(text);
}

export function halfBand(text: string): number {
  if (!/^(?:[0-8](?:\.[05])?|9(?:\.0)?)$/.test(text))
    throw new InvalidArgumentError('Give a band from 0 to 9, such as 6.5.');
  return Number(text);
}

export function share(text: string): number {
  const number = Number(text);
  if (text === '' || !(number >= 0 && number <= 1)) throw new InvalidArgumentError('Give a share from 0 to 1.');
  return number;
}

export function priority(text: string): number {
  const number = positive(text);
  if (number > 2_000_000) throw new InvalidArgumentError('Give a number from 1 to 2000000.');
  return number;
}

export function positive(text: string): number {
  if (!/^\d+$/.test(text) || Number(text) === 0) throw new InvalidArgumentError('Give a whole number from 1 up.');
  return wholeNumber(text);
}

/** In milliseconds. */
export function timeToWait(text: string): number {
  const ms = DURATION.test(text) ? durationMs(text) : 0;
  if (ms < 1000) throw new InvalidArgumentError('Give a time of a second or more, such as 90s or 5min.');
  return ms;
}

/** An empty name is part of every name. */
function deviceName(text: string): string {
  if (text.trim() === '')
    throw new InvalidArgumentError('Give a number or a name, as "ielts-examiner devices" shows them.');
  return text.trim();
}

/** Adds the options that choose devices and providers. */
export function providerOptions(command: Command): Command {
  return command
    .option('--microphone <device>', 'which microphone: its number, or part of its name (see "devices")', deviceName)
    .option('--speaker <device>', 'which speaker or headphones, in the same way', deviceName)
    .option('--profile <name>', 'which providers to use: auto, offline, cloud or your own')
    .option('--stt <provider>', 'speech recognition: deepgram, openai, groq, sherpa, pocketsphinx or none')
    .option('--voice <provider>', 'examiner voice: elevenlabs, azure, openai, sherpa, flite, espeak, ... or none')
    .option('--llm <provider>', 'language model: groq, openai, local or none');
}
