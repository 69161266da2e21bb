/**
 * The start line says which audio ends and providers were chosen and why; the notes say what is missing, and which command installs it.
 * Both may hold names from a file of somebody else's project, and of devices.
 */
import { safeLine } from '../../engine/text/safe-text.js';
import type { SessionProviders } from '../../providers/registry/types.js';
import { PORT_NAMES } from '../../engine/reports/wording.js';
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

/** The full start line, for line output: what was chosen for each port and why. */
export function startLine(ends: ChosenEnds, providers: SessionProviders): string {
  const choices = providers.chosen.map(
    ({ port, provider, why }) => `${PORT_LABELS[port] ?? port} ${provider} (${whyAlone(provider, why)})`,
  );
  return safeLine([`input ${ends.input.description}`, `output ${ends.output.description}`, ...choices].join('; '));
}

/** The short start line, for the screen: what a candidate needs to know. `doctor` shows the rest. */
export function shortStartLine(ends: ChosenEnds, providers: SessionProviders): string {
  // Only the vendor's name: names of models and voices are long.
  const provider = (wanted: string) => providers.chosen.find(({ port }) => port === wanted)?.provider.split(':')[0];
  const ears = provider('speechToText');
  const voice = provider('textToSpeech');
  const mind = provider('languageModel');
  const line = [
    `Input: ${ends.input.description}`,
    ...(ears === undefined ? [] : [`recognition: ${ears}`]),
    `voice: ${voice ?? 'none'}`,
    ...(mind === undefined ? [] : [`model: ${mind}`]),
  ].join('; ');
  return safeLine(line);
}

/** The reason without the provider's name, with which many begin and which is shown already. */
function whyAlone(provider: string, why: string): string {
  const [first, ...rest] = why.split(', ');
  return rest.length > 0 && first?.toLowerCase() === provider.toLowerCase() ? rest.join(', ') : why;
}

/** Said before the test and not after 14 minutes of it. */
function typingNotes({ chosen }: SessionProviders, spokenBefore: boolean): readonly string[] {
  if (chosen.some(({ port }) => port === 'speechToText')) return [];
  if (spokenBefore) {
    return ['From here on answers are typed: Fluency and Pronunciation get bands by what you have spoken so far.'];
  }
  return [
    'Typed answers get bands for vocabulary and grammar only: Fluency, Pronunciation and Speaking need your voice.',
  ];
}

/** Sentences on what is missing or could be better, each with its remedy. */
export function startNotes(ends: ChosenEnds, providers: SessionProviders, spokenBefore = false): readonly string[] {
  const known = [...ends.notes, ...typingNotes(providers, spokenBefore), ...providers.warnings];
  const missing = providers.missing
    // Only the best missing provider of each port: a cloud profile without keys would fill the screen. `doctor` lists all.
    .filter(({ port }, index, all) => all.findIndex((other) => other.port === port) === index)
    // The warning about the chosen provider already names the remedy.
    .filter(({ remedy }) => !known.some((note) => note.includes(remedy)))
    .map(
      ({ port, provider, why, remedy }) =>
        `${PORT_NAMES[port]} could be better with ${provider}: ${sentence(why)} Remedy: ${remedy}`,
    );
  return [...new Set([...known, ...missing].map(safeLine))];
}
