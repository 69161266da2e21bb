/** One line at the start: which ends and providers were chosen and why; below it what is missing, with the command that fixes it. */
import type { SessionProviders } from '../../providers/registry/types.js';
import { PORT_NAMES } from '../../engine/reports/text.js';
import { sentence } from '../../ui/text-format.js';
import type { ChosenEnds } from './choose-ends.js';

const PORT_LABELS: Readonly<Record<string, string>> = {
  speechToText: 'recognition',
  textToSpeech: 'voice',
  voiceActivity: 'voice activity',
  wordAligner: 'alignment',
  grammar: 'grammar',
  languageModel: 'language model',
};

/** In full, for line output: what was chosen for each port and why. */
export function startLine(ends: ChosenEnds, providers: SessionProviders): string {
  const choices = providers.chosen.map(
    ({ port, provider, why }) => `${PORT_LABELS[port] ?? port} ${provider} (${whyAlone(provider, why)})`,
  );
  return [`input ${ends.input.description}`, `output ${ends.output.description}`, ...choices].join('; ');
}

/** In short, for the screen: what a candidate needs to know. `doctor` tells the rest. */
export function shortStartLine(ends: ChosenEnds, providers: SessionProviders): string {
  // The vendor's name alone: models and voices have long ones.
  const provider = (wanted: string) => providers.chosen.find(({ port }) => port === wanted)?.provider.split(':')[0];
  const ears = provider('speechToText');
  const voice = provider('textToSpeech');
  const mind = provider('languageModel');
  return [
    `Input: ${ends.input.description}`,
    ...(ears === undefined ? [] : [`recognition: ${ears}`]),
    `voice: ${voice ?? 'none'}`,
    ...(mind === undefined ? [] : [`model: ${mind}`]),
  ].join('; ');
}

/** Descriptions often begin with the provider's name, which stands beside them already. */
function whyAlone(provider: string, why: string): string {
  const [first, ...rest] = why.split(', ');
  return rest.length > 0 && first?.toLowerCase() === provider.toLowerCase() ? rest.join(', ') : why;
}

/** What is missing or worse than it could be, each with its remedy, as sentences. */
export function startNotes(ends: ChosenEnds, providers: SessionProviders): readonly string[] {
  const known = [...ends.notes, ...providers.warnings];
  const missing = providers.missing
    // The best of each port will do: a cloud profile without keys would fill the screen. `doctor` has them all.
    .filter(({ port }, index, all) => all.findIndex((other) => other.port === port) === index)
    // A worse provider's warning names the better one's remedy already.
    .filter(({ remedy }) => !known.some((note) => note.includes(remedy)))
    .map(
      ({ port, provider, why, remedy }) =>
        `${PORT_NAMES[port]} could be better with ${provider}: ${sentence(why)} Remedy: ${remedy}`,
    );
  return [...new Set([...known, ...missing])];
}
