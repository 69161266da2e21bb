/** The commands `models`, `config`, `keys`, `devices`, `doctor` and `questions`. A command's code is imported when it runs. */
import { Argument, type Command } from 'commander';
import type { ChooseRun, WriteText } from './options.js';

export function defineSetup(program: Command, choose: ChooseRun, writeText: WriteText): void {
  defineModels(program, choose, writeText);
  defineConfig(program, choose, writeText);
  defineKeys(program, choose, writeText);
  defineMachine(program, choose, writeText);
  defineQuestions(program, choose, writeText);
}

function defineMachine(program: Command, choose: ChooseRun, writeText: WriteText): void {
  program
    .command('devices')
    .description('Lists microphones and speakers.')
    .addArgument(new Argument('[action]', 'what to do').choices(['list']).default('list'))
    .option('--json', 'for programs')
    .action((_action: string, options) => {
      choose(async () => (await import('../commands/devices.js')).devicesList({ json: false, ...options }, writeText));
    });

  program
    .command('doctor')
    .description('Checks this machine, and says what to do about what is missing.')
    .option('--online', 'also ask each provider whether its key works (free)')
    .option('--json', 'for programs')
    .action((options) => {
      choose(async () => (await import('../commands/doctor.js')).doctor({ json: false, ...options }, writeText));
    });
}

function defineQuestions(program: Command, choose: ChooseRun, writeText: WriteText): void {
  const questions = program.command('questions').description('Shows and checks the question bank.');
  questions
    .command('list')
    .description('Lists topics and task cards, or the questions of one.')
    .option('--topic <id>', 'a topic or card')
    .option('--folder <path>', 'another question bank')
    .option('--json', 'for programs')
    .action((options) => {
      choose(async () =>
        (await import('../commands/questions.js')).listQuestions({ json: false, ...options }, writeText),
      );
    });
  questions
    .command('validate')
    .description('Checks a question bank against its schema.')
    .option('--folder <path>', 'another question bank')
    .option('--json', 'for programs')
    .action((options) => {
      choose(async () =>
        (await import('../commands/questions.js')).validateQuestions({ json: false, ...options }, writeText),
      );
    });
}

function defineModels(program: Command, choose: ChooseRun, writeText: WriteText): void {
  const models = program.command('models').description('Lists, downloads, checks and removes neural models.');
  models
    .command('list')
    .description('Lists models with their size, licence and whether they are installed.')
    .option('--json', 'for programs')
    .action((options) => {
      choose(async () => (await import('../commands/models.js')).modelsList({ json: false, ...options }, writeText));
    });
  for (const [name, description] of [
    ['pull', 'Downloads a model; an interrupted download goes on where it stopped.'],
    ['remove', 'Removes a model.'],
    ['verify', 'Checks the files of an installed model.'],
  ] as const) {
    models
      .command(name === 'verify' ? 'verify [model]' : `${name} <model>`)
      .description(description)
      .option('--json', 'for programs')
      .action((model: string | undefined, options) => {
        choose(async () => {
          const commands = await import('../commands/models.js');
          const run = { pull: commands.modelsPull, remove: commands.modelsRemove, verify: commands.modelsVerify }[name];
          return run({ model, json: false, ...options }, writeText);
        });
      });
  }
}

function defineConfig(program: Command, choose: ChooseRun, writeText: WriteText): void {
  const config = program
    .command('config')
    .description('Shows and changes the configuration: flag > environment > project file > user file > default.');
  for (const [name, description] of [
    ['show', 'Shows every setting with where it comes from, and the profile.'],
    ['path', 'Says where the configuration files are.'],
    ['validate', 'Checks the configuration files.'],
  ] as const) {
    config
      .command(name)
      .description(description)
      .option('--json', 'for programs')
      .action((options) => {
        choose(async () => {
          const commands = await import('../commands/config.js');
          const run = { show: commands.configShow, path: commands.configPath, validate: commands.configValidate }[name];
          return run({ json: false, ...options }, writeText);
        });
      });
  }
  config
    .command('set <setting> [value]')
    .description('Sets a value in your own file, such as: config set profile cloud. Keys belong to "keys set".')
    .option('--project', 'in the project file instead')
    .option('--unset', 'take the setting away')
    .action((place: string, value: string | undefined, options) => {
      choose(async () =>
        (await import('../commands/config.js')).configSet(
          { place, ...(value === undefined ? {} : { value }), ...options },
          writeText,
        ),
      );
    });
}

function defineKeys(program: Command, choose: ChooseRun, writeText: WriteText): void {
  const keys = program
    .command('keys')
    .description('Stores, lists, tests and replaces the keys of cloud providers. A key is never shown.');
  keys
    .command('set <name>')
    .description('Asks for a key and stores it: deepgram, groq, openai, elevenlabs or azure. It may be piped in, too.')
    .action((name: string) => {
      choose(async () => (await import('../commands/keys.js')).keysSet({ name }, writeText));
    });
  keys
    .command('list')
    .description('Lists which keys there are and where, by fingerprint.')
    .option('--json', 'for programs')
    .action((options) => {
      choose(async () => (await import('../commands/keys.js')).keysList({ json: false, ...options }, writeText));
    });
  keys
    .command('remove <name>')
    .description('Removes a stored key.')
    .action((name: string) => {
      choose(async () => (await import('../commands/keys.js')).keysRemove({ name }, writeText));
    });
  keys
    .command('test [name]')
    .description('Asks each provider whether its key works, by a call that costs nothing.')
    .option('--json', 'for programs')
    .action((name: string | undefined, options) => {
      choose(async () => (await import('../commands/keys.js')).keysTest({ name, json: false, ...options }, writeText));
    });
  keys
    .command('rotate [name]')
    .description('Replaces a key after the new one was tested; without a name, gives the key file a new passphrase.')
    .option('--untested', 'store the new key although it does not work now')
    .action((name: string | undefined, options) => {
      choose(async () => (await import('../commands/keys.js')).keysRotate({ name, ...options }, writeText));
    });
}
