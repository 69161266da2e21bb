/** The command `help` of the program and of its groups of commands. */
import type { Command } from 'commander';

/** Commander's own shows the help of everything for a name that it does not know. */
export function defineHelp(group: Command): void {
  group
    .helpCommand(false)
    .command('help [command...]')
    .description('Shows the help of a command.')
    .helpOption(false)
    .action(async (names: readonly string[]) => {
      let shown = group;
      for (const name of names) {
        const next = shown.commands.find((command) => command.name() === name);
        if (next === undefined) return await refuse(shown, name);
        shown = next;
      }
      shown.help();
    });
}

async function refuse(group: Command, name: string): Promise<never> {
  const { safeText } = await import('../engine/text/safe-text.js');
  const { nearest } = await import('../engine/text/nearest.js');
  const commands = group.commands.map((command) => command.name());
  const meant = nearest(name, commands);
  const suggestion = meant === null ? '' : `\n(Did you mean ${meant}?)`;
  return group.error(`error: unknown command '${safeText(name).slice(0, 60)}'${suggestion}`);
}
